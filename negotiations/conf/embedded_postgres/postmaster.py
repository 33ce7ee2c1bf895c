"""The running server: its process, as its lock files tell of it, and whether it answers."""

from __future__ import annotations

import os
import socket
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

PORT = 5432
USER = "parley"
SOCKET = f".s.PGSQL.{PORT}"
NO_PROCESS = 2**31 - 1
"""Above every system's highest process id."""

PROTOCOL_3 = 0x30000
GOODBYE = b"X\0\0\0\4"
STILL_STARTING_OR_STOPPING = b"C57P03"


@dataclass(frozen=True)
class Postmaster:
    pid: int
    data: str
    sockets: str = ""
    """The directory of its socket; empty in the first moments of a start."""

    @property
    def lives(self) -> bool:
        """False also for a zombie and for another program that has been given the same process id."""
        return f" -D {self.data} " in f"{_command_line(self.pid)} "


def read_lock_file(path: Path) -> Postmaster | None:
    """What postmaster.pid or a socket's lock file says; None where there is none, or only half of one."""
    try:
        lines = path.read_text().splitlines()
        return Postmaster(int(lines[0]), lines[1], *lines[4:5])
    except (FileNotFoundError, NotADirectoryError, ValueError, IndexError):
        return None


def disown(lock_file: Path) -> None:
    """Makes a dead server's lock file name no process, and keeps the rest of it.

    PostgreSQL takes a zombie, or a stranger with the same process id, for the server. Deleting the file would also
    delete the shared memory's key, by which it sees that orphans of the dead server are still at work.
    """
    lines = lock_file.read_text().splitlines(keepends=True)
    with os.fdopen(os.open(lock_file, os.O_WRONLY | os.O_TRUNC | os.O_NOFOLLOW), "w") as file:
        file.writelines([f"{NO_PROCESS}\n", *lines[1:]])


def answers(sockets: Path) -> bool:
    """A real connection: a process that is there may be dead, starting or stopping all the same."""
    words = b"user\0" + USER.encode() + b"\0database\0postgres\0\0"
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(10)
            line.connect(str(sockets / SOCKET))
            line.sendall(struct.pack("!ii", len(words) + 8, PROTOCOL_3) + words + GOODBYE)
            reply = b"".join(iter(lambda: line.recv(4096), b""))
    except OSError:
        return False
    return reply != b"" and STILL_STARTING_OR_STOPPING not in reply


def _command_line(pid: int) -> str:
    """Empty for a process that is dead, or dead and not yet reaped."""
    if not Path("/proc/self").exists():
        return _command_line_by_ps(pid)
    process = Path("/proc") / str(pid)
    try:
        state = (process / "stat").read_text().rpartition(")")[2].split()[0]
        words = (process / "cmdline").read_bytes().replace(b"\0", b" ")
    except (OSError, IndexError):
        return ""
    return "" if state in "ZX" else words.decode(errors="replace").strip()


def _command_line_by_ps(pid: int) -> str:
    ask = ["/bin/ps", "-o", "stat=,command=", "-p", str(pid)]
    state, _, words = subprocess.run(ask, capture_output=True, text=True).stdout.strip().partition(" ")  # noqa: S603
    return "" if state.startswith("Z") else words.strip()
