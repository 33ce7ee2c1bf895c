"""What moved between two days, each move with the words before and now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from negotiations.models import Issue, Party
from negotiations.positions import Coded, Move, newly_refused
from negotiations.readers.agenda import Agenda, outcome_words
from negotiations.readers.evidence import Words, words_of
from negotiations.readers.reading import Reading


@dataclass(frozen=True)
class ToldMove:
    """`other` is the side it is measured against: none for a party that is no side.

    `after` are the words that refused it where it was withdrawn.
    """

    move: Move
    issue: Issue
    party: Party
    other: Party | None
    before: Words | None
    after: Words | None

    @property
    def cell_key(self) -> str:
        return f"{self.issue.slug}.{self.party.slug}"

    @property
    def before_words(self) -> str:
        return outcome_words(self.issue, self.move.before.outcome) if self.move.before else ""

    @property
    def after_words(self) -> str:
        return outcome_words(self.issue, self.move.after.outcome)


@dataclass(frozen=True)
class NewRefusal:
    """An outcome refused at the end and not at the beginning, by a party that stands elsewhere or nowhere."""

    party: Party
    issue: Issue
    coded: Coded
    words: Words | None = None

    @property
    def outcome_words(self) -> str:
        return outcome_words(self.issue, self.coded.outcome) if self.coded.outcome else ""

    @property
    def cell_key(self) -> str:
        return f"{self.issue.slug}.{self.party.slug}"


@dataclass(frozen=True)
class SideMoves:
    """One side's moves: the largest first, then what it newly stated, said again, withdrew.

    `refused` are outcomes that it refuses now and did not before, on issues where that ended no position; `said`
    counts all it said in those `days`, both included, whatever the issue.
    """

    party: Party
    other: Party
    moved: Sequence[ToldMove]
    first: Sequence[ToldMove]
    again: Sequence[ToldMove]
    withdrawn: Sequence[ToldMove]
    refused: Sequence[NewRefusal]
    said: int
    days: tuple[date, date]

    @property
    def stood_still(self) -> bool:
        return not (self.moved or self.first or self.again or self.withdrawn or self.refused)

    def count(self, kind: str) -> int:
        return sum(told.move.kind == kind for told in self.moved)

    @property
    def concessions(self) -> int:
        return self.count("concession")

    @property
    def hardenings(self) -> int:
        return self.count("hardening")


@dataclass(frozen=True)
class Moves:
    """`told` are all of them, in the order of the codebook; the sides and the joint ones are parts of it."""

    sides: Sequence[SideMoves]
    joint: Sequence[tuple[ToldMove, ToldMove]]
    told: Sequence[ToldMove]


def tell_moves(reading: Reading, sides: tuple[Party, Party], moves: Sequence[Move], days: tuple[date, date]) -> Moves:
    """Both sides' moves between two days with their words, in one query."""
    words = words_of(basis_of(moves))
    told = [told_move(reading.agenda, sides, move, words) for move in moves]
    joint = [item for item in told if item.move.kind == "joint"]
    pairs = [
        (one, other)
        for one in joint
        for other in joint
        if one.issue == other.issue and one.party == sides[0] != other.party
    ]
    return Moves([_of_side(reading, sides[k], sides[1 - k], told, days) for k in (0, 1)], pairs, told)


def basis_of(moves: Iterable[Move]) -> list[int]:
    """The statements (ids) whose words tell where a party stood before and stands now, or what refused it."""
    return [number for move in moves for number in _basis(move)]


def _basis(move: Move) -> list[int]:
    stated = [position.basis[-1] for position in (move.before, move.after) if position]
    return [*stated, move.refusal] if move.refusal else stated


def told_move(agenda: Agenda, sides: tuple[Party, Party], move: Move, words: dict[int, Words]) -> ToldMove:
    party = agenda.party_by_id[move.party]
    return ToldMove(
        move,
        agenda.issue_by_id[move.issue],
        party,
        _other_side(party, sides),
        words.get(move.before.basis[-1]) if move.before else None,
        words.get(move.refusal or move.after.basis[-1]),
    )


def _other_side(party: Party, sides: tuple[Party, Party]) -> Party | None:
    if party not in sides:
        return None
    return sides[1] if party == sides[0] else sides[0]


def _of_side(
    reading: Reading, party: Party, other: Party, told: Sequence[ToldMove], days: tuple[date, date]
) -> SideMoves:
    mine = [item for item in told if item.party == party]
    changed = [item for item in mine if item.move.kind in ("concession", "hardening", "shift")]
    withdrawing = {item.move.refusal for item in mine}
    return SideMoves(
        party,
        other,
        sorted(changed, key=lambda item: (item.move.kind, -item.move.size)),
        [item for item in mine if item.move.kind == "first"],
        [item for item in mine if item.move.kind == "restatement"],
        [item for item in mine if item.move.kind == "withdrawal"],
        [refusal for refusal in _refused(reading, party, days) if refusal.coded.id not in withdrawing],
        sum(coded.party == party.pk and days[0] < coded.said_on <= days[1] for coded in reading.record.coded),
        (days[0] + timedelta(days=1), days[1]),
    )


def _refused(reading: Reading, party: Party, days: tuple[date, date]) -> Iterator[NewRefusal]:
    for issue in reading.agenda.issues:
        lane = reading.lane(party, issue)
        for coded in newly_refused(lane, lane, *days):
            yield NewRefusal(party, issue, coded)
