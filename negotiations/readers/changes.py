"""What changed on each issue between two days, or two states of the record, with the words before and now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from negotiations.models import Issue, Party
from negotiations.positions import (
    Coded,
    Gap,
    Move,
    Position,
    Record,
    Scale,
    gap_on,
    moves_alone,
    moves_between,
    nearer,
    newly_refused,
    revisions,
)
from negotiations.readers.cells import Trend, apart_words, trend_between
from negotiations.readers.evidence import Words, words_of
from negotiations.readers.moves import NewRefusal, ToldMove, basis_of, told_move
from negotiations.readers.reading import Reading


@dataclass(frozen=True)
class Drift:
    """By how many points a move came nearer to where a side stands; less than 0 is away from it."""

    side: Party
    points: float
    position: Position


@dataclass(frozen=True)
class Change:
    """A move with what it means for the two sides, where it is the move of a third."""

    told: ToldMove
    drifts: Sequence[Drift]

    @property
    def kind(self) -> str:
        return self.told.move.kind


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


class Telling:
    """Puts the moves of all issues into words with one query."""

    def __init__(
        self,
        reading: Reading,
        before: Record,
        sides: tuple[Party, Party],
        parties: Sequence[Party],
        start: date,
    ) -> None:
        self.reading, self.before, self.sides, self.parties, self.start = reading, before, sides, parties, start
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
        everybody = [party.pk for party in self.parties]
        if self.before is not record:
            return revisions(self.before, record, everybody, scale, *days)
        if not issue.compared:
            return moves_alone(record, everybody, scale, *days)
        found = moves_between(record, self.ids, [scale], *days)
        found.sort(key=lambda move: self.ids.index(move.party))
        return found + moves_alone(record, everybody[2:], scale, *days)

    def _refused(self, issue: Issue, moves: Sequence[Move]) -> list[Coded]:
        withdrawing = {move.refusal for move in moves}
        found: list[Coded] = []
        for party in self.parties:
            lanes = self.before.lane(party.pk, issue.pk), self.reading.lane(party, issue)
            refused = newly_refused(*lanes, self.start, self.reading.on)
            found += [coded for coded in refused if coded.id not in withdrawing]
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
            gap_on(self.before, self.ids, scale, self.start) if measured else None,
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
        found = ((side, nearer(made, position, scale), position) for side, position in stood)
        return [Drift(side, points, there) for side, points, there in found if there and points is not None]
