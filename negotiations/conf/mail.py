"""How mails leave: by the server that `EMAIL_URL` names, or onto the console."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

EXPECTED = "EMAIL_URL: expected smtp://user:password@host:port, smtps:// or smtp+tls://"
PORTS = {"smtp": 25, "smtps": 465, "smtp+tls": 587}


@dataclass(frozen=True)
class MailSettings:
    backend: str = "django.core.mail.backends.console.EmailBackend"
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = field(default="", repr=False)
    ssl: bool = False
    starttls: bool = False


def mail_settings() -> MailSettings:
    """Raises ImproperlyConfigured when EMAIL_URL is not one."""
    url = os.environ.get("EMAIL_URL")
    return from_url(url) if url else MailSettings()


def from_url(url: str) -> MailSettings:
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS[parts.scheme]
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured(EXPECTED) from error
    if not parts.hostname:
        raise ImproperlyConfigured(EXPECTED)
    return MailSettings(
        "django.core.mail.backends.smtp.EmailBackend",
        parts.hostname,
        port,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        parts.scheme == "smtps",
        parts.scheme == "smtp+tls",
    )
