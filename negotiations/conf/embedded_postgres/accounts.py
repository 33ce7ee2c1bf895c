"""As whom the server runs: PostgreSQL refuses to run as root."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from negotiations.conf.embedded_postgres.errors import ANOTHER_PLACE, PostgresError

UNPRIVILEGED = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int

    @property
    def is_other(self) -> bool:
        return self.uid != os.geteuid()

    def run(self, command: Sequence[str | Path], *, cwd: Path, timeout: float, stdin: str = "") -> tuple[int, str]:
        """Exit code and all output. `timeout` in seconds."""
        drop: dict[str, Any] = {"user": self.uid, "group": self.gid, "extra_groups": []} if self.is_other else {}
        try:
            done = subprocess.run(  # noqa: S603
                command,
                cwd=cwd,
                input=stdin,
                env=_environment(),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                timeout=timeout,
                start_new_session=True,
                **drop,
            )
        except subprocess.TimeoutExpired as late:
            raise PostgresError(f"{command[0]} was expected to end within {timeout:.0f} s and did not.") from late
        except OSError as refusal:
            raise PostgresError(
                f"{command[0]} could not be run as {self.name}: {refusal}; {ANOTHER_PLACE}."
            ) from refusal
        return done.returncode, done.stdout.strip()

    def can_enter(self, directory: Path) -> bool:
        """Tried, not worked out from mode bits: access lists and network mounts have a say too."""
        return self.run(["/bin/sh", "-c", 'cd "$0"', str(directory)], cwd=Path("/"), timeout=10)[0] == 0

    def takes_over(self, path: Path) -> None:
        if self.is_other:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


def account_for(directory: Path) -> Account:
    """Ourselves; for root whoever owns the directory (or the nearest one above it that exists), if not root."""
    if os.geteuid() != 0:
        return Account(name=str(os.geteuid()), uid=os.geteuid(), gid=os.getegid())
    owner = _nearest_existing(directory).stat().st_uid
    for key in (owner, *UNPRIVILEGED):
        if key != 0 and (found := _look_up(key)):
            return found
    raise PostgresError(
        f"PostgreSQL refuses to run as root and there is no account named {' or '.join(UNPRIVILEGED)}: "
        f"make one (useradd --system postgres), run Parley as an ordinary user, or {ANOTHER_PLACE}."
    )


def _nearest_existing(path: Path) -> Path:
    return next(step for step in (path, *path.parents) if step.exists())


def _look_up(key: int | str) -> Account | None:
    try:
        entry = pwd.getpwuid(key) if isinstance(key, int) else pwd.getpwnam(key)
    except KeyError:
        return None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _environment() -> dict[str, str]:
    """Ours without libpq's variables, which would send the tools to another server; messages in English."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_"))}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}
