"""The real `manage.py demo`, in a home and at a port of its own."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from negotiations.conf.embedded_postgres.postmaster import Postmaster, read_lock_file

ROOT = Path(__file__).resolve().parents[2]
MANAGE = [sys.executable, str(ROOT / "manage.py")]
PATIENCE = 60  # seconds, on a busy machine


class Demo:
    def __init__(self, home: Path, port: int | None = None) -> None:
        self.home, self.port = home, port or free_port()
        self.log = home.parent / "output.txt"
        self.process: subprocess.Popen[bytes] | None = None

    def starts(self) -> Self:
        self.launch()
        self.waits_until_it_answers()
        return self

    def launch(self) -> subprocess.Popen[bytes]:
        environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "PORT")}
        environment |= {"PARLEY_DATA": str(self.home), "PORT": str(self.port), "PYTHONUNBUFFERED": "1"}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*MANAGE, "demo"],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        return self.process

    def waits_until_it_answers(self) -> None:
        assert self.process
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            assert self.process.poll() is None, self.says
            with contextlib.suppress(OSError):
                self.get("/how/")
                return
            time.sleep(0.1)
        raise AssertionError(f"no answer in {PATIENCE} s: {self.says}")

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
            return str(answer.read().decode())

    @property
    def says(self) -> str:
        return self.log.read_text()

    @property
    def postmaster(self) -> Postmaster | None:
        found = read_lock_file(self.home / "postgres" / "data" / "postmaster.pid")
        return found if found and found.lives else None

    @property
    def worker(self) -> int:
        """Of the web server."""
        return next(self._children_that(b"demo"))

    @property
    def job_worker(self) -> int | None:
        return next(self._children_that(b"work"), None)

    def _children_that(self, do: bytes) -> Iterator[int]:
        assert self.process
        for task in Path(f"/proc/{self.process.pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                if do in Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0"):
                    yield int(child)

    @property
    def listens_at(self) -> list[str]:
        """Addresses in the kernel's hexadecimal."""
        tables = (Path(f"/proc/net/{name}").read_text().splitlines() for name in ("tcp", "tcp6"))
        sockets = [line.split() for table in tables for line in table]
        return [one[1] for one in sockets if one[1].endswith(f":{self.port:04X}") and one[3] == "0A"]

    def ends_with(self, number: signal.Signals) -> int:
        assert self.process
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def kills_all_but_the_database(self) -> None:
        assert self.process
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)

    def kills_the_database(self) -> None:
        server = self.postmaster
        assert server
        os.kill(server.pid, signal.SIGKILL)
        while server.lives:
            time.sleep(0.01)

    def is_cleared_away(self) -> None:
        if self.process and self.process.poll() is None:
            self.ends_with(signal.SIGTERM)
        if left := self.postmaster:
            os.kill(left.pid, signal.SIGQUIT)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def home_of_a_demo() -> Iterator[Path]:
    """Open to other accounts, as PostgreSQL runs as one of them where root starts it."""
    top = Path(tempfile.mkdtemp(prefix="parley demo "))  # with spaces
    top.chmod(0o755)
    try:
        yield top / "data"
    finally:
        shutil.rmtree(top, ignore_errors=True)
