"""What was said without a place on the scale: a row of marks for each party, on the time axis of the chart above."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from negotiations.charts import shapes
from negotiations.charts.lane import Said
from negotiations.charts.marks import marks
from negotiations.charts.shapes import Shape
from negotiations.charts.times import Span, ticks

ROW, DAYS = 24, 20  # px: of a party's marks, of the days below


@dataclass(frozen=True)
class Unplaced:
    """A party's threats, appeals, accusations and praise, and whatever else names no outcome."""

    name: str
    code: str
    slot: str
    said: Sequence[Said]


@dataclass(frozen=True)
class Strip:
    axis: list[Shape]
    plot: list[Shape]
    height: int


def strip(span: Span, rows: Sequence[Unplaced], axis_width: int, *, dated: bool = False) -> Strip:
    """`dated` where no chart above it names the days."""
    axis: list[Shape] = []
    plot = ticks(span, len(rows) * ROW + 14) if dated else []
    for number, row in enumerate(rows):
        y = number * ROW + ROW / 2
        name = row.name if axis_width > 100 else row.code
        axis.append(shapes.text_px(f"strip-name t-{row.slot}", axis_width - 8, y + 4, name, anchor="end"))
        plot.append(shapes.level("grid", 0, 100, y))
        plot += marks(span, row.said, _at(y), f"p-{row.slot}", f"t-{row.slot}", {})
        plot.append(shapes.text(f"strip-in n-only t-{row.slot}", 0, y - 4, row.code))
    return Strip(axis, plot, len(rows) * ROW + (DAYS if dated else 0))


def _at(y: float) -> Callable[[Said], float]:
    return lambda _: y
