"""The clusters that this process uses, and how it lets go of them."""

from __future__ import annotations

import atexit
import signal
import sys
import threading
from pathlib import Path
from types import FrameType

from negotiations.conf.embedded_postgres.cluster import Cluster

_used: dict[Path, Cluster] = {}
_one_thread_at_a_time = threading.Lock()


def use(home: Path) -> Cluster:
    """The started cluster of `home`; this process lets go of it at its end. Further calls cost next to nothing.

    A process that SIGTERM or SIGHUP would kill on the spot ends in good order from now on, with exit code 128 + signal.
    """
    with _one_thread_at_a_time:
        if home not in _used:
            _end_in_good_order()
            cluster = Cluster(home)
            atexit.register(cluster.stop)
            _used[home] = cluster
        return _used[home].start()


def _end_in_good_order() -> None:
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _exit)


def _exit(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
