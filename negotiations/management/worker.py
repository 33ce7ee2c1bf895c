"""The worker of `demo`: a process of its own beside the web server, which ends with it."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.conf import settings

PATIENCE = 10
"""Seconds for the job at hand; what is not done by then is done after the next start."""


PAUSE = 2
"""Seconds before another one starts in the place of one that ended."""

log = logging.getLogger(__name__)


class Worker:
    """Starts another whenever it ends by itself, or is killed."""

    def __init__(self) -> None:
        self.ending = Event()
        self.process = self._start()
        Thread(target=self._watch, daemon=True).start()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "work", "--while-fed"]
        return subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 - fixed words

    def _watch(self) -> None:
        while not self.ending.is_set():
            self.process.wait()
            if not self.ending.wait(PAUSE):
                log.warning("The worker for background jobs ended; another one starts.")
                self.process = self._start()

    def end(self) -> None:
        self.ending.set()
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()


@contextmanager
def worker_beside() -> Iterator[None]:
    owner, worker = os.getpid(), Worker()
    try:
        yield
    finally:
        if os.getpid() == owner:  # the web server's own children end here too
            worker.end()
