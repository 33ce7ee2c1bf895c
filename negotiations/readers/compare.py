"""What changed between two days: every party on every issue, with the words before and now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from negotiations.models import Issue, Party
from negotiations.positions import (
    Coded,
    Gap,
    Move,
    Overall,
    Scale,
    gap_on,
    moves_alone,
    moves_between,
    nearer,
    overall,
)
from negotiations.readers.agenda import Agenda, NotOnTheAgenda, outcome_words
from negotiations.readers.cells import Trend, apart_words, trend_between, trend_of
from negotiations.readers.clock import Clock, Since, chosen_comparison
from negotiations.readers.evidence import Words, words_of
from negotiations.readers.matrix import sides_of
from negotiations.readers.moves import ToldMove, basis_of, told_move
from negotiations.readers.reading import Reading

SPANS = (7, 30, 90)
"""Days before the last, offered as the first."""


@dataclass(frozen=True)
class Drift:
    """By how many points a move came nearer to where a side stands; less than 0 is away from it."""

    side: Party
    points: float


@dataclass(frozen=True)
class Change:
    """A move with what it means for the two sides, where it is the move of a third."""

    told: ToldMove
    drifts: Sequence[Drift]

    @property
    def kind(self) -> str:
        return self.told.move.kind


@dataclass(frozen=True)
class NewRefusal:
    """An outcome refused at the end and not at the beginning, by a party that stands elsewhere or nowhere."""

    party: Party
    issue: Issue
    coded: Coded
    words: Words | None

    @property
    def outcome_words(self) -> str:
        return outcome_words(self.issue, self.coded.outcome) if self.coded.outcome else ""

    @property
    def cell_key(self) -> str:
        return f"{self.issue.slug}.{self.party.slug}"


@dataclass(frozen=True)
class IssueChanges:
    """One issue between the two days: `again` are outcomes stated anew, `was` and `now` the gap of the sides."""

    issue: Issue
    was: Gap | None
    now: Gap | None
    changes: Sequence[Change]
    again: Sequence[Change]
    refusals: Sequence[NewRefusal]
    held: Sequence[Party]

    @property
    def trend(self) -> Trend:
        return trend_between(self.was, self.now)[0]

    @property
    def change(self) -> float:
        return trend_between(self.was, self.now)[1]

    @property
    def changed(self) -> bool:
        return bool(self.changes or self.refusals)

    @property
    def changed_parties(self) -> set[int]:
        return {one.told.party.pk for one in self.changes} | {one.party.pk for one in self.refusals}

    @property
    def was_words(self) -> str:
        return apart_words(self.issue, self.was) if self.was else ""

    @property
    def now_words(self) -> str:
        return apart_words(self.issue, self.now) if self.now else ""


@dataclass(frozen=True)
class Quick:
    """Two days that a reader may want to compare, and what they are called."""

    label: str
    start: date
    end: date


@dataclass(frozen=True)
class TwoDays:
    """`start` is the first day, named as `since` names it; the clock's day is the second."""

    reading: Reading
    sides: tuple[Party, Party]
    since: Since
    issues: Sequence[IssueChanges]
    parties: Sequence[Party]

    @property
    def agenda(self) -> Agenda:
        return self.reading.agenda

    @property
    def clock(self) -> Clock:
        return self.reading.clock

    @property
    def start(self) -> date:
        return self.since.day

    @property
    def end(self) -> date:
        return self.clock.on

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @cached_property
    def changed(self) -> list[IssueChanges]:
        return [one for one in self.issues if one.changed]

    @cached_property
    def rows(self) -> list[Change]:
        """All moves by issue, then party, what was said again among them."""
        return [one for issue in self.issues for one in (*issue.changes, *issue.again)]

    @property
    def refusals(self) -> list[NewRefusal]:
        return [one for issue in self.issues for one in issue.refusals]

    @property
    def again(self) -> list[Change]:
        return [one for issue in self.issues for one in issue.again]

    def count(self, *kinds: str) -> int:
        return sum(one.kind in kinds for one in self.rows)

    @property
    def concessions(self) -> int:
        return self.count("concession")

    @property
    def hardenings(self) -> int:
        return self.count("hardening")

    @property
    def cells(self) -> int:
        """Of issues that have a scale: on the others nobody can stand anywhere."""
        return len(self.issues) * len(self.parties)

    @property
    def cells_changed(self) -> int:
        return sum(len(issue.changed_parties) for issue in self.issues)

    @property
    def cells_again(self) -> int:
        return sum(len({one.told.party.pk for one in issue.again} - issue.changed_parties) for issue in self.issues)

    @property
    def cells_held(self) -> int:
        """Where the party stood as before without saying so again."""
        return sum(len({party.pk for party in issue.held} - issue.changed_parties) for issue in self.issues)

    @property
    def cells_unknown(self) -> int:
        return self.cells - self.cells_changed - self.cells_again - self.cells_held

    @cached_property
    def silent(self) -> list[Party]:
        """Parties of whom nothing was said in these days."""
        spoke = {coded.party for coded in self.reading.record.coded if self.start < coded.said_on <= self.end}
        return [party for party in self.parties if party.pk not in spoke]

    @property
    def statements(self) -> int:
        return sum(self.start < coded.said_on <= self.end for coded in self.reading.record.coded)

    @cached_property
    def scales(self) -> list[Scale]:
        return self.agenda.scales(self.sides)

    def _overall(self, day: date, only: set[int] | None = None) -> Overall:
        return overall(self.reading.record, (self.sides[0].pk, self.sides[1].pk), self.scales, day, only)

    @cached_property
    def compared_issues(self) -> set[int]:
        """Those known on both sides on both days."""
        return set(self._overall(self.start).issues) & set(self._overall(self.end).issues)

    @cached_property
    def was(self) -> Overall:
        return self._overall(self.start, self.compared_issues)

    @cached_property
    def now(self) -> Overall:
        return self._overall(self.end, self.compared_issues)

    @property
    def change(self) -> float | None:
        """Points; less than 0 is closer."""
        if self.was.points is None or self.now.points is None:
            return None
        return self.now.points - self.was.points

    @property
    def trend(self) -> Trend:
        return "unknown" if self.change is None else trend_of(self.change)

    @property
    def gaps(self) -> list[IssueChanges]:
        """Issues whose distance counts, as far as it is known on either day."""
        return [one for one in self.issues if one.issue.compared and (one.was or one.now)]

    @property
    def quick(self) -> list[Quick]:
        """Each round from the day before it to its end, the latest first; then 7, 30 and 90 days up to the last."""
        a_day = timedelta(days=1)
        rounds = [
            Quick(r.short or r.label, r.start - a_day, r.end) for r in reversed(self.agenda.rounds) if r.priority <= 1
        ]
        return rounds + [Quick(f"{days} days", self.end - timedelta(days=days), self.end) for days in SPANS]


def compared(
    reading: Reading, *, start: date | None = None, sides: tuple[str | None, str | None] = (None, None)
) -> TwoDays:
    """Without a first day, since the round before. Raises TooFewParties and NotOnTheAgenda."""
    agenda, end = reading.agenda, reading.on
    pair = sides_of(agenda, sides)
    if start and start > end:
        raise NotOnTheAgenda({"from": f"{start} is after {end}, the day compared with; expected an earlier day"})
    since = chosen_comparison(agenda, end, start)
    parties = _coded_parties(reading, pair)
    scaled = [(issue, scale) for issue in agenda.issues if (scale := agenda.scale(issue, pair))]
    told = _Told(reading, pair, parties, since.day)
    return TwoDays(reading, pair, since, told.issues(scaled), parties)


def _coded_parties(reading: Reading, sides: tuple[Party, Party]) -> list[Party]:
    coded = {statement.party for statement in reading.record.coded}
    return [*sides, *(party for party in reading.agenda.parties if party.pk in coded and party not in sides)]


class _Told:
    """Puts the moves of all issues into words with one query."""

    def __init__(self, reading: Reading, sides: tuple[Party, Party], parties: Sequence[Party], start: date) -> None:
        self.reading, self.sides, self.parties, self.start = reading, sides, parties, start
        self.ids = sides[0].pk, sides[1].pk

    def issues(self, scaled: Sequence[tuple[Issue, Scale]]) -> list[IssueChanges]:
        moves = {issue.pk: self._moves(issue, scale) for issue, scale in scaled}
        refusals = {issue.pk: self._refused(issue, moves[issue.pk]) for issue, _ in scaled}
        words = words_of(
            [
                *basis_of(move for found in moves.values() for move in found),
                *(coded.id for found in refusals.values() for coded in found),
            ]
        )
        return [self._issue(issue, scale, moves[issue.pk], refusals[issue.pk], words) for issue, scale in scaled]

    def _moves(self, issue: Issue, scale: Scale) -> list[Move]:
        """By party: those of the sides measured against each other where the issue's distance counts."""
        record, days = self.reading.record, (self.start, self.reading.on)
        if not issue.compared:
            return moves_alone(record, [party.pk for party in self.parties], scale, *days)
        found = moves_between(record, self.ids, [scale], *days)
        found.sort(key=lambda move: self.ids.index(move.party))
        return found + moves_alone(record, [party.pk for party in self.parties[2:]], scale, *days)

    def _refused(self, issue: Issue, moves: Sequence[Move]) -> list[Coded]:
        withdrawing = {move.refusal for move in moves}
        found: list[Coded] = []
        for party in self.parties:
            lane = self.reading.lane(party, issue)
            before = {coded.outcome for coded in lane.refused(self.start)}
            found += [
                coded
                for coded in lane.refused(self.reading.on)
                if coded.outcome not in before and coded.id not in withdrawing
            ]
        return found

    def _issue(
        self, issue: Issue, scale: Scale, moves: Sequence[Move], refused: Sequence[Coded], words: dict[int, Words]
    ) -> IssueChanges:
        record, agenda = self.reading.record, self.reading.agenda
        told = [Change(told_move(agenda, self.sides, move, words), self._drifts(move, scale)) for move in moves]
        moved = {move.party for move in moves}
        measured = issue.compared
        return IssueChanges(
            issue,
            gap_on(record, self.ids, scale, self.start) if measured else None,
            gap_on(record, self.ids, scale, self.reading.on) if measured else None,
            [one for one in told if one.kind != "restatement"],
            [one for one in told if one.kind == "restatement"],
            [NewRefusal(agenda.party_by_id[c.party], issue, c, words.get(c.id)) for c in refused],
            [p for p in self.parties if p.pk not in moved and record.position(p.pk, issue.pk, self.reading.on)],
        )

    def _drifts(self, made: Move, scale: Scale) -> list[Drift]:
        """Only of who is no side: a side's own move is measured already."""
        if made.party in self.ids or made.kind != "shift" or not self.reading.agenda.issue_by_id[made.issue].compared:
            return []
        stood = ((side, self.reading.record.position(side.pk, made.issue, self.reading.on)) for side in self.sides)
        found = ((side, nearer(made, position, scale)) for side, position in stood)
        return [Drift(side, points) for side, points in found if points is not None]
