from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ANOTHER_PLACE = "set PARLEY_DATA to another directory, or DATABASE_URL to a server of your own"


class PostgresError(RuntimeError):
    """Says what was expected, what was found and what to do about it."""


@contextmanager
def writing_to(place: Path) -> Iterator[None]:
    """Turns a refusal of the file system into advice."""
    try:
        yield
    except OSError as refusal:
        reason = refusal.args[0][0][2] if isinstance(refusal, shutil.Error) else refusal  # of many files, the first
        raise PostgresError(
            f"Parley keeps its database in {place} and needs to write there, but: {reason}. "
            f"Make room, or open it to this user, or {ANOTHER_PLACE}."
        ) from refusal
