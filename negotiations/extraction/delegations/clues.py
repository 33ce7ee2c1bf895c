"""What one sentence says of a delegation."""

from __future__ import annotations

from dataclasses import dataclass

from negotiations.extraction.delegations.people import Delegate
from negotiations.extraction.spans import Span


@dataclass(frozen=True)
class Clue:
    """`head` and `members` as the text names them; `first` to before `last` are the words of the phrase it rests on."""

    first: int
    last: int
    party: str | None = None
    head: Delegate | None = None
    members: tuple[Delegate, ...] = ()
    absent: tuple[Delegate, ...] = ()
    level: str | None = None
    mandate: Span | None = None
    carries: bool = False
    boycotts: bool = False
