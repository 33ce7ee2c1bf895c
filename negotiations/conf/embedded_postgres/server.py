"""Making, starting and halting the one server of a place. Callers see to it that one of them acts at a time."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from negotiations.conf.embedded_postgres.binaries import Binaries, find_binaries
from negotiations.conf.embedded_postgres.errors import ANOTHER_PLACE, PostgresError
from negotiations.conf.embedded_postgres.places import Place, is_private, socket_directory
from negotiations.conf.embedded_postgres.postmaster import (
    PORT,
    SOCKET,
    USER,
    Postmaster,
    answers,
    disown,
    read_lock_file,
)

DATABASE = "parley"

SETTINGS = {
    "listen_addresses": "",  # nothing but the socket
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "max_wal_size": "512MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "fsync": "on",
    "synchronous_commit": "on",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "log_min_messages": "warning",
}

PATIENCE = 120.0
"""Seconds that a start or a stop may take: recovery after a crash in a long load takes its time."""
LARGEST_LOG = 10_000_000
"""Bytes, past which the next start begins a new log."""
IN_THE_BACKGROUND = 'log=$1; shift; "$@" </dev/null >>"$log" 2>&1 & echo $!'


class Server:
    def __init__(self, place: Place) -> None:
        self.place = place

    def running(self) -> Postmaster | None:
        found = read_lock_file(self._pid_file)
        return found if found and found.lives else None

    def sockets(self) -> Path:
        running = self.running()
        if running and is_private(Path(running.sockets), self.place.account):
            return Path(running.sockets)
        return socket_directory(self.place)

    def start(self, *, is_ours_alone: Callable[[], bool]) -> None:
        running = self.running()
        if running and self._answers(running, patience_without_socket=1):
            return
        if running and running.lives:
            self._halt_without_socket(is_ours_alone)
        self._clear_what_the_dead_left()
        self._launch(self._binaries_for_the_data())

    def halt(self) -> None:
        """A fast shutdown: open transactions are rolled back, nothing committed is lost."""
        running, sockets = self.running(), self.sockets()
        if running:
            _end(running, signal.SIGINT)
        shutil.rmtree(sockets, ignore_errors=True)

    @property
    def _pid_file(self) -> Path:
        return self.place.data / "postmaster.pid"

    def _answers(self, postmaster: Postmaster, *, patience_without_socket: float = PATIENCE) -> bool:
        """Waits for the answer; False when the server ends first, or goes without a socket for so many seconds."""
        began = time.monotonic()
        while not answers(self.sockets()):
            waited = time.monotonic() - began
            if not postmaster.lives or (waited > patience_without_socket and not self._has_socket()):
                return False
            if waited > PATIENCE:
                raise PostgresError(f"PostgreSQL is at work but does not answer yet; try again. {self._end_of_log()}")
            time.sleep(0.01)
        return True

    def _has_socket(self) -> bool:
        return (self.sockets() / SOCKET).exists()

    def _halt_without_socket(self, is_ours_alone: Callable[[], bool]) -> None:
        if not is_ours_alone():
            raise PostgresError(
                f"PostgreSQL is at work but its socket in {self.sockets()} is gone: "
                "stop the other processes of Parley that use it, then start again."
            )
        self.halt()

    def _clear_what_the_dead_left(self) -> None:
        for leftover in self.place.directory.glob("unfinished-*"):
            shutil.rmtree(leftover, ignore_errors=True)  # an initdb whose starter was killed may still be writing there
        if self._pid_file.exists():
            disown(self._pid_file)
        sockets = socket_directory(self.place)
        of_deleted_data = read_lock_file(sockets / f"{SOCKET}.lock")
        if of_deleted_data and of_deleted_data.lives:
            _end(of_deleted_data, signal.SIGQUIT)
        shutil.rmtree(sockets)

    def _binaries_for_the_data(self) -> Binaries:
        """Makes the data directory if there is none. Raises PostgresError where another version has made it."""
        binaries = find_binaries().within_reach_of(self.place.account, self.place.directory)
        version = binaries.major_version(self.place.account)
        if not self.place.data.exists():
            self._initialise(binaries, version)
        made_by = (self.place.data / "PG_VERSION").read_text().strip()
        if made_by != str(version):
            raise PostgresError(
                f"The database in {self.place.data} was made by PostgreSQL {made_by}, but {binaries.directory} holds "
                f"PostgreSQL {version}. Set PG_BINDIR to the programs of PostgreSQL {made_by} (to change over, dump "
                f"with those and load into a new directory), or {ANOTHER_PLACE}."
            )
        return binaries

    def _initialise(self, binaries: Binaries, version: int) -> None:
        """All or nothing: made beside its place, then moved there."""
        unfinished = Path(tempfile.mkdtemp(prefix="unfinished-", dir=self.place.directory))
        self.place.account.takes_over(unfinished)
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if version >= 17 else ["--locale=C.UTF-8"]
        options = ["--auth=trust", "--encoding=UTF8", *locale, "--data-checksums", "--no-instructions"]
        self._run([binaries / "initdb", "-U", USER, *options, "-D", unfinished])
        self._run([binaries / "postgres", "--single", "-D", unfinished, "postgres"], f"CREATE DATABASE {DATABASE}\n")
        unfinished.rename(self.place.data)

    def _run(self, command: list[str | Path], stdin: str = "") -> None:
        code, words = self.place.account.run(command, cwd=self.place.directory, timeout=PATIENCE, stdin=stdin)
        if code != 0:
            raise PostgresError(
                f"Parley could not make its database in {self.place.directory}:\n{_last_lines(words)}\n"
                f"It needs about 60 MB on a local disk: make room, or {ANOTHER_PLACE}."
            )

    def _launch(self, binaries: Binaries) -> None:
        options = [f"--{name}={value}" for name, value in SETTINGS.items()]
        sockets = socket_directory(self.place)
        command: list[str | Path] = [
            binaries / "postgres",
            "-D",
            self.place.data,
            "-p",
            str(PORT),
            "-k",
            sockets,
            *options,
        ]
        deadline = time.monotonic() + PATIENCE
        while not self._answers(self._spawned(command)):
            # Backends outlive a killed server by the statement that they are at; PostgreSQL waits for none of them.
            if "is still in use" not in self._end_of_log() or time.monotonic() > deadline:
                raise PostgresError(f"PostgreSQL did not start. {self._end_of_log()}")
            time.sleep(0.1)

    def _spawned(self, command: list[str | Path]) -> Postmaster:
        """In a session of its own, so that Ctrl-C at the terminal does not reach it."""
        log = self.place.log
        if log.exists() and log.stat().st_size > LARGEST_LOG:
            log.rename(log.with_suffix(".log.old"))
        shell = ["/bin/sh", "-c", IN_THE_BACKGROUND, "sh", log, *command]
        pid = self.place.account.run(shell, cwd=self.place.directory, timeout=PATIENCE)[1]
        return Postmaster(int(pid), str(self.place.data))

    def _end_of_log(self) -> str:
        words = self.place.log.read_text(errors="replace") if self.place.log.exists() else ""
        return f"The end of {self.place.log}:\n{_last_lines(words)}"


def _end(postmaster: Postmaster, how: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(postmaster.pid, how)
    deadline = time.monotonic() + PATIENCE
    while postmaster.lives:
        if time.monotonic() > deadline:
            raise PostgresError(f"PostgreSQL, process {postmaster.pid}, was told to stop and has not: end it yourself.")
        time.sleep(0.01)


def _last_lines(words: str) -> str:
    return "\n".join(words.splitlines()[-6:]) or "(nothing)"
