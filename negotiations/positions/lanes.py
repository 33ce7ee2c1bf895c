"""A party's statements on one issue, and the positions that follow from them. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from negotiations.models import TAKES, Act


@dataclass(frozen=True, slots=True)
class Outcome:
    """A range on an issue's scale, in its unit, both ends included; an open end is None."""

    low: float | None
    high: float | None

    def holds(self, other: Outcome) -> bool:
        return _floor(self) <= _floor(other) and _ceiling(other) <= _ceiling(self)


def _floor(outcome: Outcome) -> float:
    return float("-inf") if outcome.low is None else outcome.low


def _ceiling(outcome: Outcome) -> float:
    return float("inf") if outcome.high is None else outcome.high


@dataclass(frozen=True, slots=True)
class Coded:
    """One statement as far as positions go. `text` tells the articles of one day apart and orders them.

    `person` (id) said it, or who the article's words `speaker` name; neither where it only names the party.
    """

    id: int
    party: int
    issue: int | None
    said_on: date
    act: str
    rank: int
    outcome: Outcome | None
    text: tuple[date, str]
    person: int | None = None
    speaker: str = ""

    @property
    def voice(self) -> int | str | None:
        """What tells speakers apart; None where nobody is named."""
        return self.person or self.speaker or None

    @property
    def takes(self) -> bool:
        return self.outcome is not None and self.act in TAKES

    @property
    def refuses(self) -> bool:
        return self.outcome is not None and self.act == Act.REJECT

    def withdraws(self, position: Position) -> bool:
        """Whether it refuses all of what a position would accept."""
        return self.refuses and self.outcome is not None and self.outcome.holds(position.outcome)


@dataclass(frozen=True, slots=True)
class Position:
    """The outcome a party says it accepts on an issue, from `since` until it says otherwise.

    `basis` are the statements that set it; `voices` those of other texts of the same day that differ. It
    `ends` without a successor on the day on which the party refuses all of it.
    """

    party: int
    issue: int
    outcome: Outcome
    since: date
    basis: tuple[int, ...]
    voices: tuple[int, ...]
    conditional: bool
    ends: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.ends is None or day < self.ends)

    def age(self, on: date) -> int:
        """Days since it was last stated."""
        return (on - self.since).days


class Lane:
    """The statements of one party on one issue, in the order they were said."""

    def __init__(self, coded: Iterable[Coded]) -> None:
        self.coded = sorted(coded, key=lambda c: (c.said_on, -c.rank, c.text, c.id))

    @cached_property
    def positions(self) -> list[Position]:
        """One for each day on which the party took an outcome."""
        takes = (c for c in self.coded if c.takes)
        stated = [_position_of_day(list(day)) for _, day in groupby(takes, key=attrgetter("said_on"))]
        following = [*(later.since for later in stated[1:]), date.max]
        return [
            replace(position, ends=self._refused_between(position, until))
            for position, until in zip(stated, following, strict=False)  # none stated, none follows
        ]

    def _refused_between(self, position: Position, until: date) -> date | None:
        """The first day after a position was stated, and before the next was, on which the party refuses all of it."""
        start = bisect_right(self.coded, position.since, key=attrgetter("said_on"))
        for coded in self.coded[start:]:
            if coded.said_on >= until:
                return None
            if coded.withdraws(position):
                return coded.said_on
        return None

    @cached_property
    def changes(self) -> list[date]:
        """Days on which the party took another outcome than before, its first one, or refused what it held."""
        before = [None, *(position.outcome if position.ends is None else None for position in self.positions)]
        other = {now.since for was, now in zip(before, self.positions, strict=False) if was != now.outcome}
        return sorted(other | {position.ends for position in self.positions if position.ends})

    @cached_property
    def _days(self) -> list[date]:
        return [position.since for position in self.positions]

    def position(self, on: date) -> Position | None:
        at = bisect_right(self._days, on)
        latest = self.positions[at - 1] if at else None
        return latest if latest and latest.holds_on(on) else None

    def until(self, on: date) -> list[Coded]:
        return self.coded[: bisect_right(self.coded, on, key=attrgetter("said_on"))]

    def refused(self, on: date) -> list[Coded]:
        """The latest refusal of each outcome that the party has not accepted since; lowest first."""
        said = self.until(on)
        standing = {c.outcome: c for c in said if c.refuses and not _accepted_since(c, said)}
        return sorted(
            standing.values(), key=lambda c: (_floor(c.outcome), _ceiling(c.outcome)) if c.outcome else (0, 0)
        )


def newly_refused(before: Lane, now: Lane, first: date, last: date) -> list[Coded]:
    """What one state of the record has refused on the last day and the other had not on the first; lowest first."""
    known = {coded.outcome for coded in before.refused(first)}
    return [coded for coded in now.refused(last) if coded.outcome not in known]


def _position_of_day(day: Sequence[Coded]) -> Position:
    """Of several texts on one day the higher office speaks for the party, then the later one.

    Several outcomes within that text make a range.
    """
    best = min(c.rank for c in day)
    text = max(c.text for c in day if c.rank == best)
    basis = [c for c in day if c.text == text]
    spread = spread_of([c.outcome for c in basis if c.outcome])
    voices = [c for c in day if c.text != text and c.outcome and not spread.holds(c.outcome)]
    return Position(
        party=day[0].party,
        issue=day[0].issue or 0,
        outcome=spread,
        since=day[0].said_on,
        basis=tuple(sorted(c.id for c in basis)),
        voices=tuple(sorted(c.id for c in voices)),
        conditional=any(c.act == Act.CONDITION for c in basis),
    )


def spread_of(outcomes: Sequence[Outcome]) -> Outcome:
    lows, highs = [o.low for o in outcomes], [o.high for o in outcomes]
    return Outcome(
        None if None in lows else min(low for low in lows if low is not None),
        None if None in highs else max(high for high in highs if high is not None),
    )


def _accepted_since(refusal: Coded, said: Sequence[Coded]) -> bool:
    return any(
        c.takes and c.said_on >= refusal.said_on and c.outcome and refusal.outcome and c.outcome.holds(refusal.outcome)
        for c in said
    )
