from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.db.utils import OperationalError
from pytest_django import DjangoDbBlocker

from negotiations.conf import embedded_postgres
from negotiations.conf.database import database_settings
from tests.conf.conftest import kill, postmaster


@pytest.fixture
def connection(home: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker: DjangoDbBlocker) -> Iterator[Any]:
    """Django's, to a cluster of its own."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    use, wanted = embedded_postgres.use, connections.settings["default"] | database_settings(home)
    monkeypatch.setitem(connections.settings, "own", wanted | {"NAME": "postgres"})
    with django_db_blocker.unblock():
        yield connections["own"]
        connections["own"].close()
        del connections["own"]
        use(home).stop()


def ask(connection: Any, sql: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def test_the_first_question_starts_the_cluster(home: Path, connection: Any) -> None:
    assert postmaster(home) is None
    assert ask(connection, "SELECT 1") == 1
    assert postmaster(home)


def test_it_is_reached_through_a_socket_that_only_its_owner_opens(home: Path, connection: Any) -> None:
    assert ask(connection, "SELECT inet_server_addr() IS NULL") is True
    assert ask(connection, "SHOW listen_addresses") == ""


def test_a_killed_server_is_there_again_at_the_next_connection(home: Path, connection: Any) -> None:
    assert ask(connection, "SELECT 1") == 1
    kill(home)
    connection.close()
    assert ask(connection, "SELECT 1") == 1


def test_what_hinders_the_cluster_is_told_as_django_tells_it(
    connection: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: Path) -> None:
        raise embedded_postgres.PostgresError("the disk is full; make room")

    monkeypatch.setattr(embedded_postgres, "use", fails)
    with pytest.raises(OperationalError, match="the disk is full; make room"):
        connection.ensure_connection()
