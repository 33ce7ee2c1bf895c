"""A code of an authenticator app beside the password."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client

from accounts.roles import Role
from tests.talks import person

HOME = "/accounts/second-factor/"


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


@pytest.fixture
def editor(db: None) -> Client:
    cache.clear()  # where tries are counted
    person(Role.EDITOR)
    client = Client()
    client.post("/accounts/login/", {"login": "editor", "password": "editor"})
    client.post("/accounts/reauthenticate/", {"password": "editor"})
    return client


def turned_on(client: Client) -> tuple[str, list[str]]:
    """The app's secret and the recovery codes."""
    page = client.get(f"{HOME}totp/activate/").content.decode()
    secret = re.search(r"<code>(\w+)</code>", page)
    assert secret
    client.post(f"{HOME}totp/activate/", {"code": code_of(secret[1])})
    codes = re.findall(r"<li><code>(\w+)</code>", client.get(f"{HOME}recovery-codes/").content.decode())
    cache.clear()  # a code is good once
    return secret[1], codes


def test_an_account_page_offers_it(editor: Client) -> None:
    assert "Set up an authenticator app" in editor.get(HOME).content.decode()
    assert Client().get(HOME).status_code == 302


def test_what_protects_the_account_is_changed_only_with_the_password_entered_anew(db: None, editor: Client) -> None:
    borrowed = Client()
    borrowed.post("/accounts/login/", {"login": "editor", "password": "editor"})
    asked = borrowed.get(f"{HOME}totp/activate/", follow=True)
    assert "Confirm that it is you" in asked.content.decode()
    wrong = borrowed.post("/accounts/reauthenticate/", {"password": "wrong"})
    assert 'role="alert"' in wrong.content.decode()


def test_the_picture_of_the_key_needs_no_style_of_its_own(editor: Client) -> None:
    page = editor.get(f"{HOME}totp/activate/").content.decode()
    picture = page.split('class="qr"')[1].split("</div>")[0]
    assert "<svg" in picture
    assert "style=" not in picture
    assert "data:" not in picture


def test_signing_in_then_takes_the_code_too(editor: Client) -> None:
    secret, _ = turned_on(editor)
    late = Client()
    first = late.post("/accounts/login/", {"login": "editor", "password": "editor"})
    assert first.headers["Location"].startswith(f"{HOME}authenticate/")
    assert "_auth_user_id" not in late.session
    assert "One more step" in late.get(f"{HOME}authenticate/").content.decode()
    wrong = late.post(f"{HOME}authenticate/", {"code": "000000"})
    assert 'role="alert"' in wrong.content.decode()
    assert "_auth_user_id" not in late.session
    assert late.post(f"{HOME}authenticate/", {"code": code_of(secret)}).status_code == 302
    assert "_auth_user_id" in late.session


def test_a_recovery_code_signs_in_once(editor: Client) -> None:
    _, codes = turned_on(editor)
    assert len(codes) == 10
    for expected in (True, False):
        client = Client()
        client.post("/accounts/login/", {"login": "editor", "password": "editor"})
        client.post(f"{HOME}authenticate/", {"code": codes[0]})
        assert ("_auth_user_id" in client.session) is expected


def test_it_is_turned_off_again_by_who_is_signed_in(editor: Client) -> None:
    turned_on(editor)
    page = editor.get(f"{HOME}totp/deactivate/")
    assert "Turn off" in page.content.decode()
    assert editor.post(f"{HOME}totp/deactivate/").status_code == 302
    assert Client().post("/accounts/login/", {"login": "editor", "password": "editor"}).headers["Location"] == "/"
