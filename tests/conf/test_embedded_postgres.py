from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from negotiations.conf.embedded_postgres import Cluster, PostgresError
from negotiations.conf.embedded_postgres.binaries import SYSTEM
from tests.conf.conftest import ask, kept, postmaster, server_of
from tests.conf.neighbour import ROOT, Neighbour

CODE = "from negotiations.conf.embedded_postgres import use; from pathlib import Path; import sys, os\n"


def run(code: str, home: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", CODE + code, str(home)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)


def test_the_first_start_makes_a_cluster_with_its_database(new_home: Path) -> None:
    with Cluster(new_home) as cluster:
        assert ask(cluster, "SELECT current_database()") == "parley"
        assert ask(cluster, "SELECT lower('ÉÖ') || current_setting('server_encoding')") == "éöUTF8"


def test_what_was_stored_is_there_after_a_stop(home: Path) -> None:
    with Cluster(home) as cluster:
        assert kept(cluster) == "everything"
    assert postmaster(home) is None


def test_nothing_committed_can_be_lost_for_speed(home: Path) -> None:
    with Cluster(home) as cluster:
        for name in ("fsync", "synchronous_commit", "full_page_writes", "data_checksums"):
            assert ask(cluster, f"SELECT current_setting('{name}')") == "on"


def test_it_listens_on_no_network_address_and_its_socket_is_private(home: Path) -> None:
    with Cluster(home) as cluster:
        assert ask(cluster, "SELECT current_setting('listen_addresses')") == ""
        sockets = Path(cluster.settings()["HOST"])
        assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
        assert sockets.stat().st_uid == (home / "postgres").stat().st_uid
    assert not sockets.exists()


def test_settings_and_dsn_name_the_same_database(home: Path) -> None:
    with Cluster(home) as cluster:
        settings = cluster.settings("postgres")
        assert ask(cluster.dsn("postgres"), "SELECT current_database()") == settings["NAME"]
        assert ask(cluster, "SELECT current_user") == settings["USER"]
        assert settings["HOST"] in cluster.dsn()


def test_a_cluster_has_no_address_before_it_is_started(home: Path) -> None:
    with pytest.raises(PostgresError, match=r"call start\(\) first"):
        Cluster(home).dsn()


def test_a_second_user_finds_the_server_running_and_the_last_one_stops_it(home: Path) -> None:
    first, second = Cluster(home).start(), Cluster(home).start()
    server = server_of(home)
    assert not first.stop()
    assert kept(second) == "everything"
    assert server_of(home) == server
    assert second.stop()
    assert postmaster(home) is None


def test_stopping_twice_is_stopping_once(home: Path) -> None:
    cluster = Cluster(home).start()
    assert cluster.stop()
    assert not cluster.stop()


def test_a_stopped_cluster_can_be_started_again(home: Path) -> None:
    cluster = Cluster(home).start()
    cluster.stop()
    with cluster:
        assert kept(cluster) == "everything"


def test_two_processes_that_start_at_once_share_one_new_cluster(new_home: Path) -> None:
    with Neighbour(new_home) as one, Neighbour(new_home) as other:
        assert one.dsn == other.dsn
        assert one.leaves() == 0
        assert server_of(new_home)
        assert other.leaves() == 0
    assert postmaster(new_home) is None
    assert [path.name for path in (new_home / "postgres").glob("unfinished-*")] == []


def test_using_it_twice_in_a_process_is_using_it_once(home: Path) -> None:
    done = run("a = use(Path(sys.argv[1])); b = use(Path(sys.argv[1])); print(a is b)", home)
    assert done.stdout == "True\n"
    assert postmaster(home) is None


def test_a_forked_worker_uses_it_and_leaves_the_stopping_to_its_parent(home: Path) -> None:
    done = run(
        "used = use(Path(sys.argv[1]))\n"
        "child = os.fork()\n"
        "if not child: print(use(Path(sys.argv[1])) is used, used.stop(), flush=True); sys.exit()\n"
        "os.waitpid(child, 0); print(used.stop())",
        home,
    )
    assert done.stdout == "True False\nTrue\n"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_end_lets_the_process_end_in_good_order(home: Path, number: signal.Signals) -> None:
    with Neighbour(home) as neighbour:
        assert neighbour.dsn
        assert neighbour.gets(number) == 128 + number
    assert postmaster(home) is None


def test_ctrl_c_reaches_the_process_and_not_the_server(home: Path) -> None:
    with Cluster(home) as cluster, Neighbour(home) as neighbour:
        assert neighbour.dsn
        neighbour.gets(signal.SIGINT)
        assert kept(cluster) == "everything"


def test_a_handler_that_was_there_is_left_alone(home: Path) -> None:
    done = run(
        "import signal; signal.signal(signal.SIGTERM, print); use(Path(sys.argv[1]))\n"
        "print(signal.getsignal(signal.SIGTERM) is print)",
        home,
    )
    assert done.stdout == "True\n"


def test_variables_for_other_servers_do_not_lead_it_astray(new_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"PGDATA": "/nowhere", "PGHOST": "192.0.2.1", "PGOPTIONS": "-c fsync=off"}.items():
        monkeypatch.setenv(name, value)
    with Cluster(new_home):
        assert server_of(new_home)


def test_a_path_longer_than_a_socket_may_be(new_home: Path) -> None:
    long = new_home / ("long" * 30)
    with Cluster(long) as cluster:
        assert ask(cluster, "SELECT 1") == 1


def test_a_path_with_the_shells_special_characters(new_home: Path) -> None:
    odd = new_home / "it's odd & ünï; (*)"
    with Cluster(odd) as cluster:
        assert ask(cluster, "SELECT 1") == 1


def test_finding_it_running_takes_next_to_no_time(home: Path) -> None:
    with Cluster(home):
        began = time.monotonic()
        with Cluster(home):
            assert time.monotonic() - began < 0.5


@pytest.mark.skipif(
    not (SYSTEM / "15/bin/initdb").exists() and "/15/" not in os.environ.get("PG_BINDIR", ""),
    reason="the programs of PostgreSQL 15 are neither in /usr/lib/postgresql/15/bin nor in PG_BINDIR",
)
def test_postgresql_15_of_the_system_serves_too(new_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not os.environ.get("PG_BINDIR"):
        monkeypatch.setenv("PG_BINDIR", str(SYSTEM / "15/bin"))
    with Cluster(new_home) as cluster:
        assert str(ask(cluster, "SHOW server_version")).startswith("15.")
        assert ask(cluster, "SELECT lower('É') || current_setting('data_checksums')") == "éon"
