from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from tests.talks import person

LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    cache.clear()  # where tries are counted


def sign_in(client: Client, name: str, password: str, **more: str) -> int:
    return client.post(LOGIN, {"login": name, "password": password, **more}).status_code


@pytest.mark.parametrize("role", Role.values)
def test_readers_editors_and_admins_sign_in(db: None, role: str) -> None:
    person(role)
    client = Client()
    assert sign_in(client, role, role) == 302
    assert f"{role}, {role}" in " ".join(client.get("/").content.decode().split())


def test_a_wrong_password_is_told_without_telling_who_exists(db: None) -> None:
    person(Role.EDITOR)
    client = Client()
    known = client.post(LOGIN, {"login": "editor", "password": "wrong"})
    unknown = client.post(LOGIN, {"login": "nobody", "password": "wrong"})
    assert known.status_code == unknown.status_code == 200
    assert 'role="alert"' in known.content.decode()
    without_token = [one.content.decode().split("csrfmiddlewaretoken", 1)[1][80:] for one in (known, unknown)]
    assert without_token[0].replace("editor", "nobody") == without_token[1]
    assert "_auth_user_id" not in client.session


def test_who_tries_too_often_must_wait(db: None) -> None:
    person(Role.EDITOR)
    for number in range(6):
        sign_in(Client(), "editor", f"wrong {number}")
    assert sign_in(Client(), "editor", "editor") != 302


def test_a_closed_account_does_not_sign_in(db: None) -> None:
    User.objects.filter(pk=person(Role.EDITOR).pk).update(is_active=False)
    client = Client()
    answer = client.post(LOGIN, {"login": "editor", "password": "editor"}, follow=True)
    assert answer.status_code == 200
    assert "closed" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_it_leads_back_to_where_one_was_but_never_to_another_site(db: None) -> None:
    person(Role.READER)
    for asked, led in (("/how/?a=1", "/how/?a=1"), ("https://evil.example/", "/"), ("//evil.example", "/")):
        answer = Client().post(LOGIN, {"login": "reader", "password": "reader", "next": asked})
        assert answer.headers["Location"] == led


def test_the_form_needs_its_token(db: None) -> None:
    assert sign_in(Client(enforce_csrf_checks=True), "editor", "editor") == 403


def test_nobody_signs_up(db: None) -> None:
    form = {"username": "eve", "password1": "long enough 1", "password2": "long enough 1"}
    for answer in (Client().get("/accounts/signup/"), Client().post("/accounts/signup/", form)):
        assert answer.status_code == 200
        assert "<form" not in answer.content.decode().split("<main>")[1]
    assert not User.objects.filter(username="eve").exists()


def test_signing_out_takes_a_post(db: None) -> None:
    client = Client()
    client.force_login(person(Role.READER))
    assert client.get("/accounts/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    assert client.post("/accounts/logout/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_who_signed_in_changes_their_password(db: None) -> None:
    client = Client()
    client.force_login(person(Role.READER))
    form = {"oldpassword": "reader", "password1": "a much longer one", "password2": "a much longer one"}
    assert client.get("/accounts/password/change/").status_code == 200
    assert client.post("/accounts/password/change/", form).status_code == 302
    assert sign_in(Client(), "reader", "a much longer one") == 302
    assert Client().get("/accounts/password/change/").status_code == 302


def test_only_staff_see_the_admin(db: None) -> None:
    editor, admin = Client(), Client()
    editor.force_login(person(Role.EDITOR))
    chief = person(Role.ADMIN)
    chief.is_staff = chief.is_superuser = True
    chief.save()
    admin.force_login(chief)
    assert editor.get("/admin/", follow=True).status_code == 403
    assert admin.get("/admin/").status_code == 200
    assert admin.get("/admin/accounts/user/").status_code == 200


def test_the_admin_is_entered_by_the_one_sign_in_whose_tries_are_counted(db: None) -> None:
    chief = person(Role.ADMIN)
    chief.is_staff = chief.is_superuser = True
    chief.save()
    client = Client()
    asked = client.get("/admin/accounts/user/", follow=True)
    assert asked.redirect_chain[-1][0] == f"{LOGIN}?next=%2Fadmin%2Faccounts%2Fuser%2F"
    tried = client.post("/admin/login/", {"username": "admin", "password": "admin"})
    assert tried.headers["Location"].startswith(LOGIN)
    assert "_auth_user_id" not in client.session
    assert sign_in(client, "admin", "admin", next="/admin/accounts/user/") == 302
    assert client.get("/admin/login/", follow=True).redirect_chain == [("/admin/", 302)]


@pytest.mark.parametrize(
    ("role", "says", "says_not"), [("editor", "Ask an admin", "You are an admin"), ("admin", "staff status", "Ask an")]
)
def test_whoever_may_not_is_told_whom_to_ask(db: None, role: str, says: str, says_not: str) -> None:
    client = Client()
    client.force_login(person(Role(role)))
    told = client.get("/admin/", follow=True)
    assert told.status_code == 403
    assert says in told.content.decode()
    assert says_not not in told.content.decode()


def test_whoever_asks_too_often_is_told_when_to_try_again(db: None) -> None:
    for _ in range(30):
        sign_in(Client(), "", "")
    told = Client().post(LOGIN, {"login": "editor", "password": "editor"})
    assert told.status_code == 429
    assert "Wait a minute" in told.content.decode()
    assert "<main>" in told.content.decode()


@pytest.mark.parametrize(
    "url",
    ["/accounts/password/reset/", "/accounts/email/", "/accounts/confirm-email/", "/accounts/social/connections/"],
)
def test_no_other_page_of_accounts_is_open(db: None, url: str) -> None:
    assert Client().get(url).status_code == 404
