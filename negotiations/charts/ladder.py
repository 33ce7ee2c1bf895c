"""The scale of an issue beside the rows of its options: true distances, tied to rows of one height. In pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from negotiations.charts.shapes import Shape, Value

ROW = 24
WIDTH = 74
AXIS = 46


@dataclass(frozen=True)
class LadderPlace:
    """Where a side stands: its code and colour, the ends of its range."""

    slot: str
    code: str
    low: float
    high: float


def ladder(values: Sequence[float], low: float, high: float, places: Sequence[LadderPlace]) -> list[Shape]:
    """`values` of the options as their rows stand, the highest first."""
    bottom = height(len(values)) - ROW / 2

    def y(value: float) -> float:
        return ROW / 2 + (high - value) / (high - low) * (bottom - ROW / 2)

    axis = Shape("line", {"class": "ladder-axis", "x1": AXIS, "x2": AXIS, "y1": ROW / 2, "y2": bottom})
    ties = [_tie(y(value), ROW / 2 + ROW * row) for row, value in enumerate(values)]
    drawn = [shape for place in places for shape in _placed(place, y(place.low), y(place.high))]
    return [axis, *ties, *drawn, *_codes(places, [y((place.low + place.high) / 2) for place in places])]


def height(rows: int) -> int:
    return ROW * max(rows, 2)


def _tie(at: float, row: float) -> Shape:
    return Shape(
        "path", {"class": "ladder-tie", "d": f"M{AXIS - 4} {at:.1f}H{AXIS + 4}L{AXIS + 20} {row:g}H{WIDTH - 2}"}
    )


def _placed(place: LadderPlace, low: float, high: float) -> list[Shape]:
    cls: dict[str, Value] = {"class": f"place p-{place.slot}"}
    if low == high:
        return [Shape("circle", cls | {"cx": AXIS, "cy": f"{low:.1f}", "r": 5})]
    return [Shape("rect", cls | {"x": AXIS - 3.5, "y": f"{high:.1f}", "width": 7, "height": f"{low - high:.1f}"})]


def _codes(places: Sequence[LadderPlace], middles: Sequence[float]) -> list[Shape]:
    """Beside their marks; of two at one place the second stands a line lower."""
    drawn, last = [], -100.0
    for place, middle in sorted(zip(places, middles, strict=True), key=lambda pair: pair[1]):
        at = max(middle, last + 12)
        last = at
        words: dict[str, Value] = {"x": AXIS - 10, "y": f"{at + 4:.1f}", "class": f"code t-{place.slot}"}
        drawn.append(Shape("text", words | {"text-anchor": "end"}, (place.code,)))
    return drawn
