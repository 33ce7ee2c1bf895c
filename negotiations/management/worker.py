"""The worker of `demo`: a process of its own beside the web server, which ends with it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

PATIENCE = 10
"""Seconds for the job at hand; what is not done by then is done after the next start."""


@contextmanager
def worker_beside() -> Iterator[None]:
    owner = os.getpid()
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "work", "--while-fed"]
    worker = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 - fixed words
    try:
        yield
    finally:
        if os.getpid() == owner:  # the web server's own children end here too
            _stop(worker)


def _stop(worker: subprocess.Popen[bytes]) -> None:
    worker.terminate()
    try:
        worker.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        worker.kill()
