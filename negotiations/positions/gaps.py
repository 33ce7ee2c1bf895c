"""How far apart two positions are: on one issue, and over all. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from negotiations.positions.lanes import Outcome, Position
from negotiations.positions.record import Record

DECIMALS = 6
"""Of an outcome, at most."""


@dataclass(frozen=True, slots=True)
class Scale:
    """An issue's axis. `weight` is its salience for the two sides compared."""

    issue: int
    low: float
    high: float
    weight: float = 1.0

    @property
    def length(self) -> float:
        return self.high - self.low

    def ends(self, outcome: Outcome) -> tuple[float, float]:
        """Both ends as places on the axis: an open end reaches to its edge."""
        return (
            self.low if outcome.low is None else outcome.low,
            self.high if outcome.high is None else outcome.high,
        )


@dataclass(frozen=True, slots=True)
class Gap:
    """`points` of 100 of the scale's length; `apart` in its unit; `zone` is what both would accept."""

    points: float
    apart: float
    zone: tuple[float, float] | None


def gap(one: Position | None, other: Position | None, scale: Scale) -> Gap | None:
    """Distance between the two ranges over the length of the scale; None where either is unknown."""
    if one is None or other is None:
        return None
    (a_low, a_high), (b_low, b_high) = scale.ends(one.outcome), scale.ends(other.outcome)
    apart = _apart(one.outcome, other.outcome, scale)
    zone = None if apart else (max(a_low, b_low), min(a_high, b_high))
    return Gap(100 * apart / scale.length, apart, zone)


def points_between(one: Outcome, other: Outcome, scale: Scale) -> float:
    """Points of 100 of the scale between two outcomes; 0 where they overlap."""
    return 100 * _apart(one, other, scale) / scale.length


def _apart(one: Outcome, other: Outcome, scale: Scale) -> float:
    (a_low, a_high), (b_low, b_high) = scale.ends(one), scale.ends(other)
    # 0.7 - 0.4 is not 0.5 - 0.2 for a machine, and equal gaps must be found equal.
    return round(max(0.0, a_low - b_high, b_low - a_high), DECIMALS)


@dataclass(frozen=True, slots=True)
class Overall:
    """The salience-weighted mean gap over the issues known on both sides, with its coverage."""

    points: float | None
    issues: tuple[int, ...]
    of: int

    @property
    def known(self) -> int:
        return len(self.issues)


def overall(
    record: Record, sides: tuple[int, int], scales: Sequence[Scale], on: date, only: Collection[int] | None = None
) -> Overall:
    """The mean over `scales`, or over those of them whose issues are named by `only`."""
    chosen = [scale for scale in scales if only is None or scale.issue in only]
    known = {scale.issue: found.points for scale in chosen if (found := gap_on(record, sides, scale, on))}
    return Overall(mean_gap(known, chosen), tuple(known), len(scales))


def gap_on(record: Record, sides: tuple[int, int], scale: Scale, on: date) -> Gap | None:
    return gap(record.position(sides[0], scale.issue, on), record.position(sides[1], scale.issue, on), scale)


def mean_gap(known: Mapping[int, float], scales: Sequence[Scale]) -> float | None:
    """Weighted by salience, over the issues known, always added up in the same order."""
    counted = [scale for scale in scales if scale.issue in known]
    weight = sum(scale.weight for scale in counted)
    return sum(scale.weight * known[scale.issue] for scale in counted) / weight if weight else None


def change_days(record: Record, sides: tuple[int, int], scale: Scale) -> set[date]:
    """On which a position of either side begins or ends."""
    positions = [position for side in sides for position in record.lane(side, scale.issue).positions]
    return {day for position in positions for day in (position.since, position.ends) if day}


def first_known(record: Record, sides: tuple[int, int], scales: Sequence[Scale]) -> date | None:
    """The first day on which a gap of the two sides is known on any issue."""
    known = (
        day
        for scale in scales
        for day in sorted(change_days(record, sides, scale))
        if gap_on(record, sides, scale, day)
    )
    return min(known, default=None)
