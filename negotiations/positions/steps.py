"""The gap over time, and how far it depends on weak evidence. Pure.

A statement is weak where its source has no name, where only state media printed it, or where a single source did.
Leaving out each kind in turn gives other positions, and so another gap; the band reaches from the least of these gaps
to the greatest. Each is the mean over the issues known then, as it would be shown if that evidence were left out for
good. No margin is assumed: where weak evidence changes nothing, the band is the line.
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
    `points`, `low` and `high` are None where no issue is known.
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
    """The gap of each issue (id) known so far in each record, and the issues that every record knows.

    The first record is the whole one; the others do without a kind of weak evidence each.
    """

    records: int
    points: list[dict[int, float]] = field(init=False)
    firm: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.points = [{} for _ in range(self.records)]

    def learn(self, issue: int, gaps: Sequence[float | None]) -> None:
        """`gaps` are those of each record; without one in the first there is nothing to be unsure of."""
        self.firm.discard(issue)
        whole = gaps[0]
        for known, points in zip(self.points, gaps, strict=True):
            known.pop(issue, None)
            if whole is not None and points is not None:
                known[issue] = points
        if None not in gaps:
            self.firm.add(issue)

    def step(self, scales: Sequence[Scale], start: date, end: date) -> Step:
        means = [mean_gap(known, scales) for known in self.points]
        known_means = [mean for mean in means if mean is not None]
        low, high = min(known_means, default=None), max(known_means, default=None)
        return Step(start, end, means[0], len(self.points[0]), low, high, len(self.firm))


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
    spread, found = _Spread(len(records)), []
    days = sorted(changing)
    for day, until in zip(days, [*days[1:], end], strict=True):
        for scale in changing[day]:
            gaps = (gap_on(one, sides, scale, day) for one in records)
            spread.learn(scale.issue, [gap.points if gap else None for gap in gaps])
        found.append(spread.step(scales, day, until))
    return _merged(found)


def so_far(steps: Iterable[Step], on: date) -> list[Step]:
    """Those that began by a day; the one that holds on it goes no further."""
    return [replace(step, end=min(step.end, on)) for step in steps if step.start <= on]


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
