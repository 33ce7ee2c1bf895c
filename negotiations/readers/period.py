"""What a chart over time spans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from negotiations.positions import Record, Scale, first_known

LONGEST_PAUSE = timedelta(days=180)


def period_of(record: Record, on: date) -> tuple[date, date]:
    """From where the talks resumed after their last pause of half a year; the day shown is always within."""
    return _framed(record.days, on)


def gap_period(record: Record, sides: tuple[int, int], scales: Sequence[Scale], on: date) -> tuple[date, date]:
    """The same, but not before a gap of the two sides is known at all."""
    first = first_known(record, sides, scales) or on
    return _framed([day for day in record.days if day >= first], on)


def _framed(days: Sequence[date], on: date) -> tuple[date, date]:
    """With a margin on either side, so that nothing stands on the edge."""
    resumed = (later for day, later in reversed(list(pairwise(days))) if later - day > LONGEST_PAUSE)
    first = min(on, next(resumed, min(days, default=on)))
    last = max([on, *days])
    margin = timedelta(days=max(1, (last - first).days // 60))
    return first - margin, last + margin
