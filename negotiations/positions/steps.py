"""The gap over time, and how far it depends on weak evidence. Pure.

A statement is weak where its source has no name, where only state media printed it, or where a single source did.
Leaving out each kind in turn gives other positions, and so another gap; the band reaches from the least of these gaps
to the greatest. No margin is assumed: where the weak evidence changes nothing, the band is as thin as the line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from negotiations.positions.gaps import Scale, change_days, gap_on, mean_gap
from negotiations.positions.record import Record

Weakness = Literal["unnamed", "state media", "single"]
Weak = Mapping[Weakness, Collection[int]]
"""The statements (ids) of each kind of weak evidence; a statement may be of several."""


@dataclass(frozen=True, slots=True)
class Step:
    """The gap in points from `start` (included) to `end` (not), over the issues `known` on both sides.

    It lies between `low` and `high` as weak evidence is left out; `firm` of the issues stay known whichever that is.
    All three are None where no issue is known.
    """

    start: date
    end: date
    points: float | None
    known: int
    low: float | None
    high: float | None
    firm: int


@dataclass
class _Spread:
    """The gaps of each issue (id) known so far: as is, least, greatest, and which every record knows."""

    points: dict[int, float] = field(default_factory=dict)
    low: dict[int, float] = field(default_factory=dict)
    high: dict[int, float] = field(default_factory=dict)
    firm: set[int] = field(default_factory=set)

    def learn(self, issue: int, gaps: Sequence[float | None]) -> None:
        """`gaps` are those of each record; without one in the first, the whole, there is nothing to be unsure of."""
        self._forget(issue)
        whole, known = gaps[0], [points for points in gaps if points is not None]
        if whole is None:
            return
        self.points[issue], self.low[issue], self.high[issue] = whole, min(known), max(known)
        if len(known) == len(gaps):
            self.firm.add(issue)

    def _forget(self, issue: int) -> None:
        for known in (self.points, self.low, self.high):
            known.pop(issue, None)
        self.firm.discard(issue)

    def step(self, scales: Sequence[Scale], start: date, end: date) -> Step:
        points, low, high = (mean_gap(known, scales) for known in (self.points, self.low, self.high))
        return Step(start, end, points, len(self.points), low, high, len(self.firm))


def gap_steps(
    record: Record,
    sides: tuple[int, int],
    scales: Sequence[Scale],
    start: date,
    end: date,
    weak: Weak | None = None,
) -> list[Step]:
    """The overall gap from `start` to `end`; one scale alone gives one issue's gap. Nothing is `weak` unless given."""
    records = [record, *(record.without(left_out) for left_out in (weak or {}).values() if left_out)]
    changing = _changing(records, sides, scales, start, end)
    spread, found = _Spread(), []
    days = sorted(changing)
    for day, until in zip(days, [*days[1:], end], strict=True):
        for scale in changing[day]:
            gaps = (gap_on(one, sides, scale, day) for one in records)
            spread.learn(scale.issue, [gap.points if gap else None for gap in gaps])
        found.append(spread.step(scales, day, until))
    return _merged(found)


def _changing(
    records: Iterable[Record], sides: tuple[int, int], scales: Sequence[Scale], start: date, end: date
) -> dict[date, list[Scale]]:
    """On which days which scales must be measured anew; all of them at the start."""
    changing: dict[date, list[Scale]] = {start: list(scales)}
    for scale in scales:
        for day in set[date]().union(*(change_days(record, sides, scale) for record in records)):
            if start < day < end:
                changing.setdefault(day, []).append(scale)
    return changing


def _merged(steps: Iterable[Step]) -> list[Step]:
    """Steps that follow each other and do not differ, as one."""
    found: list[Step] = []
    for step in steps:
        if found and replace(step, start=found[-1].start) == replace(found[-1], end=step.end):
            step = replace(found.pop(), end=step.end)
        found.append(step)
    return found
