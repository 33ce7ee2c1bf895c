"""Names in the text: persons and parties of the codebook, and persons that it does not know."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from negotiations.extraction.lexicon import Person
from negotiations.extraction.spans import Span


@dataclass(frozen=True)
class Mention:
    """`person` and `party` (slug) as far as known; `is_name` is false for a mere adjective such as "Norlandic"."""

    start: int
    end: int
    text: str
    person: Person | None = None
    party: str | None = None
    is_name: bool = True
    is_stranger: bool = False

    @property
    def is_person(self) -> bool:
        return self.person is not None or self.is_stranger


@dataclass(frozen=True)
class Mentions:
    """All mentions of an article, in order."""

    all: tuple[Mention, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self.all]

    def within(self, span: Span) -> Sequence[Mention]:
        return self.all[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]
