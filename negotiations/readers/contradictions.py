"""Where a party contradicts itself, with both quotes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from negotiations.models import Issue, Party
from negotiations.positions import Contradiction, Scale, contradictions_of
from negotiations.positions.contradictions import WINDOW
from negotiations.readers.agenda import Agenda, outcome_words
from negotiations.readers.evidence import Words
from negotiations.readers.reading import Reading


@dataclass(frozen=True)
class Told:
    """A contradiction with the words of both statements; a return also with those it goes back to."""

    contradiction: Contradiction
    issue: Issue
    earlier: Words
    later: Words
    before: Words | None

    @property
    def earlier_words(self) -> str:
        return outcome_words(self.issue, self.contradiction.earlier.outcome)

    @property
    def later_words(self) -> str:
        return outcome_words(self.issue, self.contradiction.later.outcome)

    @property
    def kind(self) -> str:
        return self.contradiction.kind

    @property
    def days(self) -> int:
        return self.contradiction.days


@dataclass(frozen=True)
class Contradictions:
    """`pairs` counts the statements that were held against each other's window, by their issues."""

    party: Party
    window: int
    found: Sequence[Contradiction]
    issues: int
    statements: int

    def basis(self, most: int | None = None) -> list[int]:
        """The statements (ids) whose words tell the newest so many of them, or all."""
        return [
            utterance.last.id
            for one in self.found[:most]
            for utterance in (one.earlier, one.later, one.before)
            if utterance
        ]

    @property
    def overruled(self) -> int:
        return sum(one.overruled for one in self.found)

    def told(self, agenda: Agenda, words: Mapping[int, Words]) -> list[Told]:
        """Those whose words are given."""
        return [told for one in self.found if (told := _told(agenda, one, words))]


def contradictions(reading: Reading, party: Party, window: int | None) -> Contradictions:
    """Up to the day shown, on the issues whose distances count."""
    scales = scales_of(reading.agenda.issues)
    within = window or WINDOW
    found = contradictions_of(reading.record, party.pk, scales, within)
    lanes = [reading.record.lane(party.pk, issue).until(reading.on) for issue in scales]
    return Contradictions(
        party=party,
        window=within,
        found=[one for one in found if one.later.last.said_on <= reading.on],
        issues=sum(bool(lane) for lane in lanes),
        statements=sum(coded.outcome is not None for lane in lanes for coded in lane),
    )


def scales_of(issues: Iterable[Issue]) -> dict[int, Scale]:
    """By issue (id): of those whose distance counts."""
    return {
        issue.pk: Scale(issue.pk, float(issue.low), float(issue.high))
        for issue in issues
        if issue.compared and issue.low is not None and issue.high is not None
    }


def _told(agenda: Agenda, one: Contradiction, words: Mapping[int, Words]) -> Told | None:
    earlier, later = words.get(one.earlier.last.id), words.get(one.later.last.id)
    if earlier is None or later is None:
        return None
    before = words.get(one.before.last.id) if one.before else None
    return Told(one, agenda.issue_by_id[one.issue], earlier, later, before)
