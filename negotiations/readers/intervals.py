"""Positions as intervals: who stood where, from which day until which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from negotiations.models import Issue, Party
from negotiations.positions import Position
from negotiations.readers.agenda import outcome_words
from negotiations.readers.reading import Reading


@dataclass(frozen=True)
class Interval:
    """`until` is the first day on which it held no more; None where it still holds on the day shown."""

    party: Party
    issue: Issue
    position: Position
    until: date | None

    @property
    def words(self) -> str:
        return outcome_words(self.issue, self.position.outcome)


def intervals(reading: Reading, *, issue: str | None = None, party: str | None = None) -> list[Interval]:
    """Up to the day shown, in the order of the codebook; both are slugs. Raises NotOnTheAgenda."""
    agenda = reading.agenda
    asked = {"issue": ("issue", issue), "party": ("party", party)}
    agenda.refuse_strangers(**{name: (kind, slug) for name, (kind, slug) in asked.items() if slug})
    return [
        held
        for one in agenda.issues
        if issue in (None, one.slug)
        for other in agenda.parties
        if party in (None, other.slug)
        for held in _of(reading, other, one)
    ]


def _of(reading: Reading, party: Party, issue: Issue) -> Iterator[Interval]:
    stated = [position for position in reading.lane(party, issue).positions if position.since <= reading.on]
    for position, following in pairwise([*stated, None]):
        if position:
            until = following.since if following else None
            ends = position.ends if position.ends and position.ends <= reading.on else None
            yield Interval(party, issue, position, min(filter(None, (until, ends)), default=None))
