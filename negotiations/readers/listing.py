"""Pages of a list of statements, newest first: each begins where the one before ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from negotiations.readers.evidence import Words, words_of

Place = tuple[date, int]
"""Of a statement in a list: the day it was said, and its number."""


def address_of(place: Place) -> str:
    """As `before` takes it: 2025-05-16.42."""
    return f"{place[0]}.{place[1]}"


def page_before(said: Sequence[Place], before: Place | None, size: int) -> tuple[list[Words], str | None]:
    """The words of a page of the statements, in their order, and the address of its last where more follow."""
    following = [place for place in said if before is None or place < before]
    shown = following[:size]
    words = words_of(number for _, number in shown)
    more = address_of(shown[-1]) if len(following) > size else None
    return [words[number] for _, number in shown if number in words], more
