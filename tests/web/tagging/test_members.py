"""Members of a negotiation: roles, invitations by link, and whether everybody may read it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import Invitation, User
from accounts.roles import Role
from negotiations.models import Edit, Negotiation
from tests.talks import person, sketch

MEMBERS = "/n/canal/tagging/members/"


@pytest.fixture
def canal(db: None) -> Negotiation:
    cache.clear()  # where tries to sign in are counted
    return sketch("canal", public=False).negotiation


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def admin(canal: Negotiation) -> Client:
    chief = person(Role.READER, "chief")
    chief.grants.create(negotiation=canal, role=Role.ADMIN)
    return signed_in(chief)


def link_of(admin: Client, role: str = "editor", note: str = "Ada") -> str:
    admin.post(f"{MEMBERS}invite/", {"role": role, "note": note})
    shown = admin.get(MEMBERS).content.decode()
    found = re.search(r"http://testserver(/invitation/[^\"]+/)", shown)
    assert found
    return found[1]


def roles(canal: Negotiation) -> dict[str, str]:
    return dict(canal.grants.exclude(user__username="coder").values_list("user__username", "role"))


def test_an_account_is_added_by_name_changed_and_removed(canal: Negotiation, admin: Client) -> None:
    ada = person(Role.READER, "ada")
    added = admin.post(f"{MEMBERS}add/", {"user": "ada", "role": "editor"})
    assert (added.status_code, roles(canal)) == (303, {"chief": "admin", "ada": "editor"})
    admin.post(f"{MEMBERS}{ada.pk}/role/", {"role": "adjudicator"})
    assert roles(canal)["ada"] == "adjudicator"
    told = admin.post(f"{MEMBERS}{ada.pk}/remove/", follow=True).content.decode()
    assert "no role of their own" in told
    assert roles(canal) == {"chief": "admin"}
    verbs = list(Edit.objects.filter(negotiation="canal").order_by("pk").values_list("by", "verb", "reason"))
    assert verbs == [
        ("chief", "grant", "ada: editor"),
        ("chief", "grant", "ada: adjudicator, was editor"),
        ("chief", "revoke", "ada was adjudicator"),
    ]


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"user": "nobody", "role": "editor"}, "There is no account &#x27;nobody&#x27;"),
        ({"user": "", "role": "editor"}, "This field is required"),
        ({"user": "chief", "role": "emperor"}, "emperor is not one of the available choices"),
    ],
)
def test_what_cannot_be_added_is_named_and_kept_in_the_form(
    canal: Negotiation, admin: Client, form: dict[str, str], says: str
) -> None:
    answer = admin.post(f"{MEMBERS}add/", form)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert f'value="{form["user"]}"' in answer.content.decode()
    assert roles(canal) == {"chief": "admin"}


def test_a_link_is_shown_once_and_never_stored(canal: Negotiation, admin: Client) -> None:
    token = link_of(admin).split("/")[2]
    assert token not in admin.get(MEMBERS).content.decode()
    assert token not in str(list(Invitation.objects.values()))


def test_whoever_is_invited_makes_an_account_and_takes_the_role(canal: Negotiation, admin: Client) -> None:
    link, guest = link_of(admin), Client()
    assert "You are invited to Talks on the canal" in guest.get(link).content.decode()
    form = {"username": "ada", "password1": "a long one 17", "password2": "a long one 17"}
    made = guest.post("/accounts/signup/", form)
    assert (made.status_code, made.headers["Location"]) == (302, link)
    welcome = guest.post(link, follow=True)
    assert "Welcome: you are editor of Talks on the canal now." in welcome.content.decode()
    assert roles(canal)["ada"] == "editor"
    assert guest.get("/n/canal/issues/").status_code == 200
    assert User.objects.get(username="ada").role == Role.READER


def test_one_account_is_made_through_a_link_and_it_alone_may_accept(canal: Negotiation, admin: Client) -> None:
    link, first, second = link_of(admin), Client(), Client()
    for guest in (first, second):
        guest.get(link)
    for guest, name in ((first, "ada"), (second, "eve")):
        form = {"username": name, "password1": "a long one 17", "password2": "a long one 17"}
        guest.post("/accounts/signup/", form)
    assert not User.objects.filter(username="eve").exists()
    told = signed_in(person(Role.READER, "pio")).post(link, follow=True)
    assert "taken" in told.content.decode()
    first.post(link)
    assert roles(canal) == {"chief": "admin", "ada": "editor"}


def test_a_link_works_once(canal: Negotiation, admin: Client) -> None:
    link = link_of(admin)
    signed_in(person(Role.READER, "ada")).post(link)
    late = signed_in(person(Role.READER, "pio"))
    for answer in (late.get(link), late.post(link)):
        assert answer.status_code == 404
        assert "This invitation is over" in answer.content.decode()
        assert "canal" not in answer.content.decode()
    assert "pio" not in roles(canal)


def test_a_link_that_was_withdrawn_or_ran_out_works_no_more(canal: Negotiation, admin: Client) -> None:
    withdrawn, old = link_of(admin), link_of(admin, note="old")
    admin.post(f"{MEMBERS}invitations/{Invitation.objects.get(note='Ada').pk}/withdraw/")
    Invitation.objects.filter(note="old").update(expires_at=timezone.now() - timedelta(seconds=1))
    for link in (withdrawn, old, "/invitation/made-up/"):
        assert signed_in(person(Role.READER, "ada")).get(link).status_code == 404
        assert "<form" not in Client().get("/accounts/signup/").content.decode().split("<main>")[1]
    assert Invitation.objects.get(note="Ada").withdrawn_at


def test_an_invitation_withdrawn_between_two_pages_opens_no_account(canal: Negotiation, admin: Client) -> None:
    link, guest = link_of(admin), Client()
    guest.get(link)
    Invitation.objects.update(withdrawn_at=timezone.now())
    form = {"username": "ada", "password1": "a long one 17", "password2": "a long one 17"}
    guest.post("/accounts/signup/", form)
    assert not User.objects.filter(username="ada").exists()


def test_an_invitation_takes_no_role_away(canal: Negotiation, admin: Client) -> None:
    signed_in(User.objects.get(username="chief")).post(link_of(admin, "reader"))
    assert roles(canal)["chief"] == "admin"


def test_it_is_opened_to_everybody_and_closed_again(canal: Negotiation, admin: Client) -> None:
    assert Client().get("/n/canal/issues/").status_code == 404
    admin.post(f"{MEMBERS}visibility/", {"public": "yes"})
    assert Client().get("/n/canal/issues/").status_code == 200
    again = admin.post(f"{MEMBERS}visibility/", {"public": "yes"}, follow=True)
    assert "It is public already." in again.content.decode()
    admin.post(f"{MEMBERS}visibility/", {"public": "no"})
    assert Client().get("/n/canal/issues/").status_code == 404
    assert admin.get("/n/canal/issues/").status_code == 200


def test_members_of_another_negotiation_are_not_touched_from_here(canal: Negotiation, admin: Client) -> None:
    moat = sketch("moat", public=False).negotiation
    ada = person(Role.READER, "ada")
    ada.grants.create(negotiation=moat, role=Role.EDITOR)
    for verb, form in (("role", {"role": "reader"}), ("remove", {})):
        assert admin.post(f"{MEMBERS}{ada.pk}/{verb}/", form).status_code == 404
    assert ada.grants.get().role == Role.EDITOR
