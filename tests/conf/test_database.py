from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from negotiations.conf.database import database_settings, from_url


def test_a_url_is_taken_apart() -> None:
    told = from_url("postgresql://ann:s%40crt%2F1@db.example:5433/talks%20two?sslmode=require&connect_timeout=3")
    assert told["ENGINE"] == "django.db.backends.postgresql"
    assert (told["USER"], told["PASSWORD"]) == ("ann", "s@crt/1")
    assert (told["HOST"], told["PORT"], told["NAME"]) == ("db.example", "5433", "talks two")
    assert told["OPTIONS"] == {"sslmode": "require", "connect_timeout": "3"}


def test_a_socket_is_named_by_its_folder() -> None:
    told = from_url("postgres:///talks?host=/run/postgresql")
    assert (told["HOST"], told["PORT"], told["USER"]) == ("/run/postgresql", "", "")
    assert told["OPTIONS"] == {}


@pytest.mark.parametrize("url", ["mysql://x/y", "postgresql://host", "talks", "postgresql:///"])
def test_what_is_no_url_of_a_database_is_told_with_what_was_expected(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL: expected postgresql://"):
        from_url(url)


def test_a_port_that_is_none_is_told() -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        from_url("postgresql://host:eighty/talks")


def test_the_url_switches_the_embedded_cluster_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql:///talks")
    assert database_settings(Path("/data"))["NAME"] == "talks"
    monkeypatch.delenv("DATABASE_URL")
    own = database_settings(Path("/data"))
    assert (own["ENGINE"], own["HOST"]) == ("negotiations.conf.embedded_backend", "/data")


def test_the_database_is_a_postgresql_that_serves_utf_8_in_utc(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_encoding'), current_setting('timezone')")
        assert cursor.fetchone() == ("UTF8", "UTC")
        cursor.execute("SELECT current_setting('server_version_num')::int >= 150000, length('🕊é')")
        assert cursor.fetchone() == (True, 2)
