from __future__ import annotations

import contextlib
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from negotiations.conf.embedded_postgres import Cluster
from negotiations.conf.embedded_postgres.postmaster import Postmaster, read_lock_file


def postmaster(home: Path) -> Postmaster | None:
    found = read_lock_file(home / "postgres" / "data" / "postmaster.pid")
    return found if found and found.lives else None


def server_of(home: Path) -> Postmaster:
    found = postmaster(home)
    assert found, f"no server runs in {home}"
    return found


def kill(home: Path) -> None:
    """The server alone, on the spot."""
    server = server_of(home)
    os.kill(server.pid, signal.SIGKILL)
    while server.lives:
        time.sleep(0.005)


def ask(cluster: Cluster | str, sql: str) -> object:
    dsn = cluster if isinstance(cluster, str) else cluster.dsn()
    with psycopg.connect(dsn, autocommit=True) as connection:
        cursor = connection.execute(sql)
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None


@contextlib.contextmanager
def temporary_home() -> Iterator[Path]:
    """Open to other accounts, as pytest's own directories are not when root runs it."""
    top = Path(tempfile.mkdtemp(prefix="parley test "))  # with spaces
    top.chmod(0o755)
    try:
        yield top / "data of parley"
    finally:
        if left := postmaster(top / "data of parley"):
            os.kill(left.pid, signal.SIGQUIT)
            shutil.rmtree(left.sockets, ignore_errors=True)
        shutil.rmtree(top, ignore_errors=True)


@pytest.fixture
def new_home() -> Iterator[Path]:
    """Where no cluster has been yet."""
    with temporary_home() as home:
        yield home


@pytest.fixture(scope="session")
def made_home() -> Iterator[Path]:
    with temporary_home() as home:
        with Cluster(home) as cluster:
            ask(cluster, "CREATE TABLE kept (word text)")
            ask(cluster, "INSERT INTO kept VALUES ('everything')")
        yield home


@pytest.fixture
def home(made_home: Path) -> Iterator[Path]:
    """Where a stopped cluster lies, with one row in it."""
    yield made_home
    if left := postmaster(made_home):
        kill(made_home)
        shutil.rmtree(left.sockets, ignore_errors=True)


def kept(cluster: Cluster | str) -> object:
    return ask(cluster, "SELECT word FROM kept")
