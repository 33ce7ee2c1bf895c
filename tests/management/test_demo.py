"""The demo as a newcomer meets it: real processes, killed in every way. These are slow, and stand last."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from negotiations.conf.embedded_postgres import Cluster
from tests.conf.conftest import ask
from tests.management.running import MANAGE, Demo, home_of_a_demo

pytestmark = pytest.mark.slow
ROUND_ONE = "/n/russia-ukraine-talks/?on=2025-05-16"


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    with home_of_a_demo() as found:
        yield found


@pytest.fixture
def demo(home: Path) -> Iterator[Demo]:
    found = Demo(home)
    yield found
    found.is_cleared_away()


def rows(home: Path) -> dict[str, object]:
    """How many rows each table holds, but those of the jobs, which come and go by the minute."""
    with Cluster(home) as cluster:
        names = (
            "SELECT string_agg(tablename, ' ' ORDER BY tablename) FROM pg_tables"
            " WHERE schemaname = 'public' AND NOT starts_with(tablename, 'procrastinate_')"
        )
        dsn = cluster.dsn("parley")
        tables = str(ask(dsn, names)).split()
        return {table: ask(dsn, f'SELECT count(*) FROM "{table}"') for table in tables}


@pytest.fixture(scope="module")
def loaded(home: Path) -> dict[str, object]:
    """What the first start loaded; the address and the sign-ins were told, and Ctrl-C ended it."""
    demo = Demo(home).starts()
    try:
        assert "Full truce, unconditional" in demo.get(ROUND_ONE)
        listed = json.loads(demo.get("/api/v1/negotiations/"))["results"]
        assert "russia-ukraine-talks" in {one["slug"] for one in listed}
        assert f"http://127.0.0.1:{demo.port}" in demo.says
        for name in ("reader", "editor", "admin"):
            assert f"{name}-on-loopback" in demo.says
        assert "Traceback" not in demo.says
        assert "Warning" not in demo.says
        assert demo.ends_with(signal.SIGINT) == 0
        assert demo.postmaster is None
        assert "Traceback" not in demo.says
    finally:
        demo.is_cleared_away()
    return rows(home)


def test_the_first_start_loads_and_serves_and_ctrl_c_ends_it(loaded: dict[str, object]) -> None:
    assert loaded["negotiations_statement"]
    assert loaded["negotiations_suggestion"]


def test_a_second_start_changes_nothing(demo: Demo, loaded: dict[str, object]) -> None:
    demo.starts()
    assert demo.ends_with(signal.SIGTERM) == 0
    assert demo.postmaster is None
    assert rows(demo.home) == loaded


def test_it_listens_on_loopback_alone_and_outlives_its_worker_and_its_database(
    demo: Demo, loaded: dict[str, object]
) -> None:
    demo.starts()
    assert demo.listens_at == [f"0100007F:{demo.port:04X}"]
    os.kill(demo.worker, signal.SIGKILL)
    time.sleep(0.5)
    demo.waits_until_it_answers()
    assert "Full truce, unconditional" in demo.get(ROUND_ONE)
    demo.kills_the_database()
    assert "Full truce, unconditional" in demo.get(ROUND_ONE)


def test_a_killed_worker_of_jobs_is_replaced(demo: Demo, loaded: dict[str, object]) -> None:
    demo.starts()
    killed = demo.job_worker
    assert killed
    os.kill(killed, signal.SIGKILL)
    until = time.monotonic() + 30
    while demo.job_worker in (None, killed) and time.monotonic() < until:
        time.sleep(0.2)
    assert demo.job_worker not in (None, killed)
    assert "another one starts" in demo.says
    assert demo.ends_with(signal.SIGTERM) == 0


def test_a_taken_port_is_named(demo: Demo, loaded: dict[str, object]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", demo.port))
        other.listen()
        assert demo.launch().wait(60) == 1
    assert f"port {demo.port} is taken" in demo.says
    assert "Traceback" not in demo.says


@pytest.mark.parametrize("port", ["eighty", "99999"])
def test_a_port_that_is_none_is_named(home: Path, port: str) -> None:
    told = subprocess.run([*MANAGE, "demo", f"--port={port}"], capture_output=True, text=True, check=False)
    assert told.returncode
    assert port in told.stderr
    assert "Traceback" not in told.stderr


def test_a_killed_server_starts_again_with_nothing_lost(demo: Demo, loaded: dict[str, object]) -> None:
    demo.starts()
    demo.kills_all_but_the_database()
    demo.starts()
    assert "Full truce, unconditional" in demo.get(ROUND_ONE)
    demo.ends_with(signal.SIGTERM)
    assert demo.postmaster is None
    assert rows(demo.home) == loaded


def test_everything_killed_at_once_starts_again_with_nothing_lost(demo: Demo, loaded: dict[str, object]) -> None:
    demo.starts()
    demo.kills_all_but_the_database()
    demo.kills_the_database()
    demo.starts()
    demo.ends_with(signal.SIGTERM)
    assert rows(demo.home) == loaded


def test_killed_while_it_loads_it_loads_again_from_the_start(loaded: dict[str, object]) -> None:
    with home_of_a_demo() as home:
        demo = Demo(home)
        try:
            demo.launch()
            while "Reading" not in demo.says and demo.postmaster is None:
                time.sleep(0.05)
            time.sleep(1.5)
            demo.kills_all_but_the_database()
            demo.starts()
            demo.ends_with(signal.SIGTERM)
            assert rows(home) == loaded
        finally:
            demo.is_cleared_away()
