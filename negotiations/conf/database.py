"""Which PostgreSQL to talk to: `DATABASE_URL`, or the embedded cluster."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def database_settings(data_dir: Path) -> dict[str, Any]:
    """Django's settings for the default database. Raises ImproperlyConfigured when DATABASE_URL is not one."""
    url = os.environ.get("DATABASE_URL")
    own = (
        from_url(url)
        if url
        else {"ENGINE": "negotiations.conf.embedded_backend", "HOST": str(data_dir), "NAME": "parley"}
    )
    return {**own, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


EXPECTED = "DATABASE_URL: expected postgresql://user:password@host:port/name"


def from_url(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise ImproperlyConfigured(EXPECTED)
    try:
        port = str(parts.port or "")
    except ValueError as error:
        raise ImproperlyConfigured(f"{EXPECTED}; {error}") from error
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": port,
        "OPTIONS": query,
    }
