"""How mails leave, and which networks may be asked, as the environment says."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from django.core.exceptions import ImproperlyConfigured

from negotiations.conf.mail import MailSettings, mail_settings
from negotiations.conf.settings import networks

SMTP = "django.core.mail.backends.smtp.EmailBackend"


def test_without_a_server_mails_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EMAIL_URL", raising=False)
    assert mail_settings().backend == "django.core.mail.backends.console.EmailBackend"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example", MailSettings(SMTP, "mail.example", 25)),
        ("smtps://a:b%40c@mail.example", MailSettings(SMTP, "mail.example", 465, "a", "b@c", ssl=True)),
        ("smtp+tls://a:word@mail.example:2587", MailSettings(SMTP, "mail.example", 2587, "a", "word", starttls=True)),
    ],
)
def test_a_server_is_named_by_its_address(monkeypatch: pytest.MonkeyPatch, url: str, expected: MailSettings) -> None:
    monkeypatch.setenv("EMAIL_URL", url)
    assert mail_settings() == expected
    assert not expected.password or expected.password not in repr(expected)


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://", "smtp://mail.example:port"])
def test_an_address_that_is_none_is_refused_with_what_was_expected(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("EMAIL_URL", url)
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL: expected smtp://"):
        mail_settings()


def test_networks_are_none_unless_they_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PARLEY_FETCH_ALLOW", raising=False)
    assert networks("PARLEY_FETCH_ALLOW") == ()
    monkeypatch.setenv("PARLEY_FETCH_ALLOW", "127.0.0.1, 10.1.0.0/16")
    assert networks("PARLEY_FETCH_ALLOW") == (ip_network("127.0.0.1"), ip_network("10.1.0.0/16"))
    monkeypatch.setenv("PARLEY_FETCH_ALLOW", "my desk")
    with pytest.raises(ImproperlyConfigured, match="PARLEY_FETCH_ALLOW: "):
        networks("PARLEY_FETCH_ALLOW")
