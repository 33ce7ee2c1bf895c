"""Where a party contradicts itself on one issue: whose statements, and what each of them says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from negotiations.models import Issue, Party
from negotiations.positions import Contradiction
from negotiations.positions.contradictions import contradictions_in
from negotiations.readers.agenda import outcome_words
from negotiations.readers.contradictions import scales_of
from negotiations.readers.reading import Reading


@dataclass(frozen=True)
class AtOdds:
    party: Party
    issue: Issue
    found: Contradiction

    @property
    def earlier_words(self) -> str:
        return outcome_words(self.issue, self.found.earlier.outcome)

    @property
    def later_words(self) -> str:
        return outcome_words(self.issue, self.found.later.outcome)


def at_odds(reading: Reading, issue: Issue, parties: Sequence[Party]) -> list[AtOdds]:
    """Up to the day shown, the newest first; none on an issue whose distances do not count."""
    scale = scales_of([issue]).get(issue.pk)
    if scale is None:
        return []
    found = [
        AtOdds(party, issue, one)
        for party in parties
        for one in contradictions_in(reading.lane(party, issue), scale)
        if one.later.last.said_on <= reading.on
    ]
    return sorted(found, key=lambda one: one.found.later.last.said_on, reverse=True)
