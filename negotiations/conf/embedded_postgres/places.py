"""Where the cluster and its socket lie."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from negotiations.conf.embedded_postgres.accounts import Account, account_for
from negotiations.conf.embedded_postgres.errors import ANOTHER_PLACE, PostgresError, writing_to

ELSEWHERE = Path("/var/lib/parley")
SOCKETS = Path("/tmp")  # noqa: S108  a socket's path may hold 107 bytes, so TMPDIR will not do
FOLDER = "postgres"


@dataclass(frozen=True)
class Place:
    """The cluster's own directory: data, log, locks, copied binaries. Belongs to the account that runs the server."""

    directory: Path
    account: Account

    @property
    def data(self) -> Path:
        return self.directory / "data"

    @property
    def log(self) -> Path:
        return self.directory / "server.log"


def make_place(home: Path) -> Place:
    """`home`/postgres, made if need be; a link to one elsewhere when the server's account cannot enter `home`."""
    with writing_to(home):
        _make_directory(home)
        wanted = home / FOLDER
        account = account_for(wanted)
        if not wanted.exists() and account.is_other and not account.can_enter(home):
            _link_elsewhere(wanted, account)
        wanted.mkdir(mode=0o700, exist_ok=True)
        place = Place(wanted.resolve(), account)
        _insist_on_access(place)
        return place


def _make_directory(directory: Path) -> None:
    """With the owner of the directory it is made in, so that root leaves nothing closed in a user's own."""
    if directory.is_dir():
        return
    _make_directory(directory.parent)
    directory.mkdir(exist_ok=True)
    directory.chmod(0o755)
    if os.geteuid() == 0:
        above = directory.parent.stat()
        os.chown(directory, above.st_uid, above.st_gid)


def _link_elsewhere(wanted: Path, account: Account) -> None:
    _make_directory(ELSEWHERE)
    directory = Path(tempfile.mkdtemp(prefix=f"{wanted.parent.parent.name}-", dir=ELSEWHERE))
    link = wanted.with_name(directory.name)
    link.symlink_to(directory)
    link.rename(wanted)
    print(f"Parley's database is in {directory}: {account.name} cannot enter {wanted.parent}.", file=sys.stderr)


def _insist_on_access(place: Place) -> None:
    owner = place.directory.stat().st_uid
    if owner == os.geteuid():
        place.account.takes_over(place.directory)
    elif owner != place.account.uid:
        raise PostgresError(
            f"{place.directory} belongs to user {owner} and this is user {place.account.uid}: "
            f"run Parley as its owner, or {ANOTHER_PLACE}."
        )
    if place.account.is_other and not place.account.can_enter(place.directory):
        raise PostgresError(
            f"The database in {place.directory} belongs to {place.account.name}, who can no longer get there: "
            f"a directory above is closed. Open it again, or move {place.directory} to {ELSEWHERE} and link to it."
        )


def socket_directory(place: Place) -> Path:
    """A short directory that only the account can enter; another one where a stranger sits on the name."""
    key = hashlib.sha256(os.fsencode(place.directory)).hexdigest()[:12]
    for suffix in ("", *(f"-{number}" for number in range(1, 10))):
        directory = SOCKETS / f".parley-{key}{suffix}"
        if is_private(directory, place.account) or _made(directory, place.account):
            return directory
    raise PostgresError(f"{SOCKETS}/.parley-{key} and nine more such names are taken by others: remove them.")


def is_private(directory: Path, account: Account) -> bool:
    try:
        found = directory.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == account.uid and not found.st_mode & 0o077


def _made(directory: Path, account: Account) -> bool:
    try:
        directory.mkdir(mode=0o700)
    except FileExistsError:
        return False
    account.takes_over(directory)
    return True
