from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from negotiations.conf.embedded_postgres.errors import PostgresError, writing_to
from negotiations.conf.embedded_postgres.places import make_place
from negotiations.conf.embedded_postgres.postmaster import PORT, USER
from negotiations.conf.embedded_postgres.server import DATABASE, Server

USE_LOCK = "use.lock"
START_LOCK = "start.lock"


class Cluster:
    """A PostgreSQL below `home`, shared by all processes that have started it and not yet stopped it.

    Each of them holds a shared lock, which the kernel drops however the process ends; the last one to leave stops the
    server. A process forked from a user of the cluster uses it through its parent, and leaves the stopping to it.
    """

    def __init__(self, home: Path) -> None:
        self.home = home.expanduser().resolve()
        self._server: Server | None = None
        self._share: int | None = None
        self._user = 0

    def start(self) -> Self:
        """Also brings back a server that has died since. Raises PostgresError, which says what to do."""
        if self._server is None:
            self._server = Server(make_place(self.home))
        if self._share is None or not self._server.running():
            with _one_at_a_time(self._server):
                try:
                    self._join(self._server)
                    self._server.start(is_ours_alone=self._is_alone)
                except BaseException:
                    self._leave()
                    raise
        return self

    def stop(self) -> bool:
        """Leaves; True when this was the last user, so that the server has been stopped."""
        if self._server is None or self._share is None or self._user != os.getpid():
            return False
        if not self._is_still_there(self._server):
            self._leave()
            return False
        with _one_at_a_time(self._server):
            try:
                if last := self._is_alone():
                    self._server.halt()
            finally:
                self._leave()
        return last

    def settings(self, dbname: str = DATABASE) -> dict[str, str]:
        """What Django's DATABASES needs to reach the started cluster."""
        return {"HOST": str(self._sockets), "PORT": str(PORT), "USER": USER, "NAME": dbname}

    def dsn(self, dbname: str = DATABASE) -> str:
        return f"postgresql://{USER}@/{dbname}?host={self._sockets}&port={PORT}"

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def _sockets(self) -> Path:
        if self._server is None:
            raise PostgresError(f"The cluster in {self.home} has no address before it is started: call start() first.")
        return self._server.sockets()

    def _join(self, server: Server) -> None:
        if self._share is None:
            self._share = _open_lock(server, USE_LOCK)
            fcntl.flock(self._share, fcntl.LOCK_SH)
            self._user = os.getpid()

    def _is_still_there(self, server: Server) -> bool:
        """False when the directory was deleted meanwhile; its server misses it within a minute and ends."""
        assert self._share is not None
        path = server.place.directory / USE_LOCK
        return path.exists() and os.path.samestat(os.fstat(self._share), path.stat())

    def _leave(self) -> None:
        if self._share is not None:
            os.close(self._share)
            self._share = None

    def _is_alone(self) -> bool:
        """Only asked while none can join or leave. Where the answer is no, our own share of the lock is gone too."""
        assert self._share is not None
        try:
            fcntl.flock(self._share, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        fcntl.flock(self._share, fcntl.LOCK_SH)
        return True


@contextmanager
def _one_at_a_time(server: Server) -> Iterator[None]:
    with writing_to(server.place.directory):
        lock = _open_lock(server, START_LOCK)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)


def _open_lock(server: Server, name: str) -> int:
    """A file descriptor. No program that this process starts inherits it: the server would hold its own lock."""
    path = server.place.directory / name
    lock = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    server.place.account.takes_over(path)
    return lock
