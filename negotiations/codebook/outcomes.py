"""An outcome as a person writes it, against the scale of its issue."""

from __future__ import annotations

from decimal import Decimal

from negotiations.codebook.shape import IssueEntry, Outcome, Point

Bounds = tuple[Decimal | None, Decimal | None]
"""Low and high end of an outcome, both included; null is open on that side."""


def read_outcome(written: Outcome, issue: IssueEntry) -> Bounds | None:
    """Both ends of a written outcome in the issue's own unit.

    Raises ValueError saying what was expected: an unknown option, a number off the scale, an empty
    range, an outcome where the issue has no scale.
    """
    if written is None:
        return None
    if issue.scale is None:
        raise ValueError(f"the issue {issue.slug!r} has no scale, so it takes no outcome")
    ends = written if isinstance(written, tuple) else (written, written)
    low, high = (_value(end, issue) for end in ends)
    _check_inside(low, high, issue.scale)
    return low, high


def _value(point: Point, issue: IssueEntry) -> Decimal | None:
    if not isinstance(point, str):
        return point
    values = {option.slug: option.value for option in issue.options}
    if point not in values:
        expected = ", ".join(values) or f"a number in {issue.unit}"
        raise ValueError(f"{point!r} is no option of {issue.slug!r}; expected {expected}")
    return values[point]


def _check_inside(low: Decimal | None, high: Decimal | None, scale: tuple[Decimal, Decimal]) -> None:
    if low is None and high is None:
        raise ValueError("a range open on both sides says nothing; give at least one end")
    for end in (low, high):
        if end is not None and not scale[0] <= end <= scale[1]:
            raise ValueError(f"{end} is off the scale, which runs from {scale[0]} to {scale[1]}")
    if low is not None and high is not None and low > high:
        raise ValueError(f"the range runs backwards: {low} is above {high}")
