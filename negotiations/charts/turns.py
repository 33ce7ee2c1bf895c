"""The overall gap around each round: from where it stood on the day before to where it stood on the day after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from negotiations.charts import shapes
from negotiations.charts.shapes import Shape
from negotiations.charts.times import Meeting, Span, meetings, ticks

HEIGHT, TOP, BOTTOM = 236, 44, 206  # the plot
TICKS = 228
STILL = 0.5  # points: less than this is no change, and is drawn as one place


@dataclass(frozen=True)
class Change:
    """The gap in points before and after a round, where that round stands, what the tooltip says."""

    day: date
    before: float
    after: float
    href: str
    title: str


@dataclass(frozen=True)
class TurnChart:
    """Axis (46 px) and plot (fluid), of one height."""

    axis: list[Shape]
    plot: list[Shape]
    height: int = HEIGHT


def turn_chart(span: Span, changes: Sequence[Change], rounds: Sequence[Meeting]) -> TurnChart:
    """The axis spans all 100 points."""
    plot = [shapes.level("grid base" if not points else "grid", 0, 100, _y(points)) for points in (0, 50, 100)]
    plot += meetings(span, rounds, TOP, BOTTOM)
    plot += [shape for change in changes if span.holds(change.day) for shape in _drawn(span, change)]
    return TurnChart(_axis(), [*plot, *ticks(span, TICKS)])


def _y(points: float) -> float:
    return BOTTOM - points / 100 * (BOTTOM - TOP)


def _drawn(span: Span, change: Change) -> Iterator[Shape]:
    x, then, now = span.x(change.day), _y(change.before), _y(change.after)
    parts = [shapes.circle("turn-now", x, now, 4.5)]
    if abs(change.after - change.before) >= STILL:
        parts = [shapes.upright("turn-line", x, then, now), shapes.circle("turn-was", x, then, 4), *parts]
    yield shapes.link(change.href, change.title, *parts)


def _axis() -> list[Shape]:
    return [shapes.text_px("tick", 40, _y(points) + 4, str(points), anchor="end") for points in (0, 50, 100)]
