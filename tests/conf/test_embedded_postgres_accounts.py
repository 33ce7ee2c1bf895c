"""As whom the server runs, and what root may touch."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from negotiations.conf.embedded_postgres import Cluster, PostgresError, places
from negotiations.conf.embedded_postgres.accounts import Account
from negotiations.conf.embedded_postgres.binaries import find_binaries
from tests.conf.conftest import ask, kept, postmaster, server_of
from tests.conf.neighbour import ROOT

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can do this")
PACKAGE = "negotiations/conf/embedded_postgres"


def owner_of_process(pid: int) -> int:
    return Path(f"/proc/{pid}").stat().st_uid


@pytest.fixture
def closed(new_home: Path) -> Path:
    """A directory that only its owner can enter."""
    directory = new_home.parent / "closed to others"
    directory.mkdir(mode=0o700)
    return directory


def test_an_ordinary_user_runs_the_server_as_themselves(home: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("run as root; the next test does it as another user")
    with Cluster(home):
        assert owner_of_process(server_of(home).pid) == os.geteuid()


@as_root
def test_an_ordinary_user_needs_no_right_of_root(new_home: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    shutil.copytree(ROOT / PACKAGE, new_home / PACKAGE)
    nobodys = Account("nobody", nobody.pw_uid, nobody.pw_gid)
    programs = find_binaries().within_reach_of(nobodys, new_home)
    (new_home / "theirs").mkdir(mode=0o700)
    nobodys.takes_over(new_home / "theirs")
    code = (
        "from pathlib import Path; from negotiations.conf.embedded_postgres import use\n"
        "print(use(Path('theirs/data')).start().stop(), Path('theirs/data/postgres/data').owner())"
    )
    done = subprocess.run(
        [_python_for(nobody.pw_uid), "-c", code],
        cwd=new_home,
        env={"PG_BINDIR": str(programs.directory)},
        user=nobody.pw_uid,
        group=nobody.pw_gid,
        extra_groups=[],
        capture_output=True,
        text=True,
    )
    assert done.stdout == "True nobody\n", done.stderr


def _python_for(uid: int) -> str:
    """A Python that the user can run: root's own may lie in root's own directory."""
    for python in (shutil.which("python3") or "", "/usr/bin/python3"):
        try:
            subprocess.run(
                [python, "-c", "from typing import Self"], user=uid, cwd="/", check=True, capture_output=True
            )
        except (OSError, subprocess.CalledProcessError):
            continue
        return python
    pytest.skip("no Python 3.11 that another user can run")


@as_root
def test_root_drops_to_an_account_without_rights(home: Path) -> None:
    with Cluster(home) as cluster:
        assert pwd.getpwuid(owner_of_process(server_of(home).pid)).pw_name in ("postgres", "nobody")
        assert kept(cluster) == "everything"


@as_root
def test_root_in_a_users_directory_runs_the_server_as_that_user(new_home: Path) -> None:
    theirs = new_home.parent / "theirs"
    theirs.mkdir(mode=0o700)
    daemon = pwd.getpwnam("daemon")
    os.chown(theirs, daemon.pw_uid, daemon.pw_gid)
    with Cluster(theirs / "data"):
        assert owner_of_process(server_of(theirs / "data").pid) == daemon.pw_uid
        assert (theirs / "data").stat().st_uid == daemon.pw_uid
    assert stat.S_IMODE(theirs.stat().st_mode) == 0o700


@as_root
def test_below_a_closed_directory_roots_cluster_lies_elsewhere_and_says_so(
    closed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = closed.parent / "elsewhere"
    monkeypatch.setattr(places, "ELSEWHERE", elsewhere)
    with Cluster(closed / "clone/.parley") as cluster:
        ask(cluster, "CREATE TABLE far_away ()")
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert str(next(elsewhere.iterdir())) in said
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    (closed / "clone").rename(closed / "moved")
    with Cluster(closed / "moved/.parley") as cluster:
        assert ask(cluster, "SELECT to_regclass('far_away')::text") == "far_away"
    assert capsys.readouterr().err == ""
    assert len(list(elsewhere.iterdir())) == 1


@as_root
def test_programs_out_of_the_accounts_reach_are_copied_once(
    closed: Path, new_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = find_binaries().directory
    (closed / "site").symlink_to(programs.parents[2])
    monkeypatch.setenv("PG_BINDIR", str(closed / "site" / programs.relative_to(programs.parents[2])))
    with Cluster(new_home) as cluster:
        assert ask(cluster, "SELECT 1") == 1
    [copy] = new_home.glob("postgres/binaries-*")
    made = copy.stat().st_ino
    with Cluster(new_home):
        assert [path.stat().st_ino for path in new_home.glob("postgres/binaries-*")] == [made]


@as_root
def test_a_directory_closed_after_the_fact_is_named_and_no_second_cluster_made(home: Path) -> None:
    home.chmod(0o700)
    try:
        with pytest.raises(PostgresError, match="can no longer get there"):
            Cluster(home).start()
    finally:
        home.chmod(0o755)
    assert postmaster(home) is None
    with Cluster(home) as cluster:
        assert kept(cluster) == "everything"


@as_root
def test_root_follows_no_link_that_the_account_may_have_laid(home: Path) -> None:
    precious = home.parent / "precious"
    precious.write_text("as it was")
    lock = home / "postgres/use.lock"
    lock.unlink()
    lock.symlink_to(precious)
    with pytest.raises(PostgresError):
        Cluster(home).start()
    lock.unlink()
    assert precious.read_text() == "as it was"
    assert precious.stat().st_uid == 0
