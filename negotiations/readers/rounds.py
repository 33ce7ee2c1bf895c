"""The rounds of a negotiation: who sat, and where the two sides stood before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from negotiations.models import Party, Round
from negotiations.positions import Overall, overall
from negotiations.readers.cells import Trend, trend_of
from negotiations.readers.delegations import Team, teams
from negotiations.readers.period import period_of
from negotiations.readers.reading import Reading
from negotiations.readers.sides import sides_of

AROUND = timedelta(days=3)
"""What is said within so many days before and after a round is said around it."""


@dataclass(frozen=True)
class Turn:
    """The overall gap on the day before a round and on the day after it, each on the issues known on both."""

    before: date
    after: date
    was: Overall
    now: Overall

    @property
    def change(self) -> float | None:
        both = self.was.points is not None and self.now.points is not None
        return (self.now.points or 0) - (self.was.points or 0) if both else None

    @property
    def trend(self) -> Trend:
        return "unknown" if self.change is None else trend_of(self.change)

    @property
    def size(self) -> float:
        return abs(self.change or 0)


@dataclass(frozen=True)
class Held:
    """One round on the list; `turn` is None for one that had not begun by the day shown."""

    round: Round
    host: Party | None
    teams: Sequence[Team]
    turn: Turn | None
    statements: int


@dataclass(frozen=True)
class Rounds:
    """Newest first."""

    reading: Reading
    sides: tuple[Party, Party]
    held: Sequence[Held]

    @cached_property
    def closer(self) -> list[Held]:
        return [one for one in self.held if one.turn and one.turn.trend == "closer"]

    @cached_property
    def wider(self) -> list[Held]:
        return [one for one in self.held if one.turn and one.turn.trend == "wider"]

    @cached_property
    def compared(self) -> list[Held]:
        """Those around which the gap is known on both days."""
        return [one for one in self.held if one.turn and one.turn.change is not None]

    @property
    def narrowed_most(self) -> Held | None:
        return min(self.closer, key=lambda one: (one.turn.change or 0) if one.turn else 0, default=None)

    @property
    def widened_most(self) -> Held | None:
        return max(self.wider, key=lambda one: (one.turn.change or 0) if one.turn else 0, default=None)

    @cached_property
    def period(self) -> tuple[date, date]:
        return period_of(self.reading.record, self.reading.on)

    @property
    def earlier(self) -> list[Held]:
        """Compared, but before what the chart spans: in the table alone."""
        return [one for one in self.compared if one.round.start < self.period[0]]

    @property
    def begun(self) -> list[Held]:
        return [one for one in self.held if one.turn]


def rounds_page(reading: Reading) -> Rounds:
    """Raises TooFewParties."""
    sides = sides_of(reading.agenda, (None, None))
    seated = teams(reading.agenda)
    return Rounds(reading, sides, [_held(reading, sides, seated, one) for one in reversed(reading.agenda.rounds)])


def _held(reading: Reading, sides: tuple[Party, Party], seated: Sequence[Team], round_: Round) -> Held:
    return Held(
        round=round_,
        host=reading.agenda.party_by_id.get(round_.host_id or 0),
        teams=[team for team in seated if team.round == round_],
        turn=turn(reading, sides, round_),
        statements=reading.record.count_between(*days_around(reading, round_)),
    )


def turn(reading: Reading, sides: tuple[Party, Party], round_: Round) -> Turn | None:
    """Between the day before it began and the day after it ended, or the day shown where that is earlier."""
    if round_.start > reading.on:
        return None
    before, after = days_of(reading, round_)
    ids, scales = (sides[0].pk, sides[1].pk), reading.agenda.scales(sides)
    first, last = (overall(reading.record, ids, scales, day) for day in (before, after))
    both = set(first.issues) & set(last.issues)
    return Turn(before, after, *(overall(reading.record, ids, scales, day, both) for day in (before, after)))


def days_of(reading: Reading, round_: Round) -> tuple[date, date]:
    return round_.start - timedelta(days=1), min(round_.end + timedelta(days=1), reading.on)


def days_around(reading: Reading, round_: Round) -> tuple[date, date]:
    return round_.start - AROUND, min(round_.end + AROUND, reading.on)


def said_around(reading: Reading, round_: Round) -> list[tuple[date, int]]:
    """Day and number of the statements around a round, by the day shown; newest first."""
    first, last = days_around(reading, round_)
    found = ((coded.said_on, coded.id) for coded in reading.record.coded if first <= coded.said_on <= last)
    return sorted(found, reverse=True)
