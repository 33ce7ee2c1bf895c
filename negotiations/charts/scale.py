"""Small drawings on one issue's scale: a party's place, the gap where it lies, a move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from negotiations.charts import shapes
from negotiations.charts.shapes import Shape

INSET = 3.0  # percent kept free on either side, so that no mark is cut
POINT = 0.5  # percent: a range narrower than this is drawn as a point


@dataclass(frozen=True)
class Axis:
    """The ends of a scale in its unit, and the values of its named options."""

    low: float
    high: float
    options: Sequence[float] = ()

    def at(self, value: float) -> float:
        """Where a value lies, in percent of the width."""
        share = (value - self.low) / (self.high - self.low)
        return INSET + (100 - 2 * INSET) * min(1.0, max(0.0, share))

    def around(self, value: float) -> tuple[float, float]:
        """What belongs to one option: half way to its neighbours, at most 8 % of the scale on either side."""
        reach = 0.08 * (self.high - self.low) if self.options else 0.03 * (self.high - self.low)
        below = max((option for option in self.options if option < value), default=value - 2 * reach)
        above = min((option for option in self.options if option > value), default=value + 2 * reach)
        return (
            max(self.low, value - reach, (below + value) / 2),
            min(self.high, value + reach, (above + value) / 2),
        )


@dataclass(frozen=True)
class Place:
    """Where a party stands: both ends on the axis, whether the upper is open, its colour slot, whether old."""

    low: float
    high: float
    slot: str
    silent: bool = False
    open_above: bool = False

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


def track(axis: Axis, place: Place | None, refused: Sequence[tuple[float, float]], slot: str) -> list[Shape]:
    """16 px high: the axis with its options, what the party refuses (hatched), where it stands."""
    drawn = [_axis_line(8)]
    drawn += [shapes.upright("track-tick", axis.at(v), 6, 10) for v in axis.options or (axis.low, axis.high)]
    drawn += [_hatch(axis, low, high, slot) for low, high in refused]
    return [*drawn, _placed(axis, place, 8)] if place else drawn


def _axis_line(y: float) -> Shape:
    return shapes.level("track", INSET, 100 - INSET, y)


def _hatch(axis: Axis, low: float, high: float, slot: str) -> Shape:
    first, last = axis.at(axis.around(low)[0]), axis.at(axis.around(high)[1])
    return shapes.rect(f"refused p-{slot}", first, last - first, 2.5, 11, fill=f"url(#hatch-{slot})")


def _placed(axis: Axis, place: Place, y: float, radius: float = 5, cls: str = "place") -> Shape:
    style = f"{cls} p-{place.slot}{' is-silent' if place.silent else ''}"
    first, last = axis.at(place.low), axis.at(place.high)
    if place.open_above:
        return shapes.arrow(style, first, y)
    if last - first > POINT:
        return shapes.rect(style, first, last - first, y - 3.5, 7, rx=3.5)
    return shapes.circle(style, first, y, radius)


def dumbbell(axis: Axis, one: Place, other: Place, codes: tuple[str, str]) -> list[Shape]:
    """28 px high: the gap from one side's nearest end to the other's, or in gold what both accept."""
    together = one.low == other.low and one.high == other.high
    apart = (-3.2, 3.2) if together and one.low == one.high else (0.0, 0.0)
    radius = 4 if any(apart) else 5
    drawn = [_axis_line(20), _between(axis, one, other)]
    drawn += [_placed(axis, place, 20 + dy, radius) for place, dy in zip((one, other), apart, strict=True)]
    return drawn + _codes(axis, (one, codes[0]), (other, codes[1]))


def _between(axis: Axis, one: Place, other: Place) -> Shape:
    low, high = (one.high, other.low) if one.low <= other.low else (other.high, one.low)
    if low < high:
        return shapes.rect("gap-bar", axis.at(low), axis.at(high) - axis.at(low), 17, 6)
    shared_low, shared_high = max(one.low, other.low), min(one.high, other.high)
    first, last = axis.at(shared_low) - 6, axis.at(shared_high) + 6
    return shapes.rect("zone", first, last - first, 12, 16, rx=3)


def _codes(axis: Axis, *sides: tuple[Place, str]) -> list[Shape]:
    """Each side's code above its place, pushed apart where they would touch."""
    (left, left_code), (right, right_code) = sorted(sides, key=lambda side: side[0].middle)
    x, y = axis.at(left.middle), axis.at(right.middle)
    left_cls, right_cls = f"code t-{left.slot}", f"code t-{right.slot}"
    middle = (x + y) / 2
    if y - x >= 16:
        return [_code(left_cls, x, left_code), _code(right_cls, y, right_code)]
    if 15 < middle < 85:
        return [
            shapes.text(left_cls, middle, 9, left_code, anchor="end", dx=-2),
            shapes.text(right_cls, middle, 9, right_code, dx=2),
        ]
    both = (shapes.span(left_cls, left_code), " ", shapes.span(right_cls, right_code))
    at_start = middle <= 15
    return [shapes.text("code", 1 if at_start else 99, 9, *both, anchor="start" if at_start else "end")]


def _code(cls: str, x: float, code: str) -> Shape:
    anchor = "start" if x < 8 else "end" if x > 92 else "middle"
    return shapes.text(cls, min(99, max(1, x)) if anchor != "middle" else x, 9, code, anchor=anchor)


def move_mark(axis: Axis, before: Place, after: Place, others: Sequence[Place]) -> list[Shape]:
    """20 px high: a ring where the party stood, a disc where it stands, a pale bar where each of the others stands."""
    drawn = [_axis_line(10)]
    for other in others:
        first, last = axis.at(other.low), axis.at(other.high)
        drawn.append(shapes.rect(f"place p-{other.slot} faint", first - 0.6, last - first + 1.2, 5, 10, rx=2))
    start, stop = axis.at(before.middle), axis.at(after.middle)
    if abs(stop - start) > 2:
        drawn.append(shapes.level(f"move-line s-{after.slot}", start, stop, 10))
    return [*drawn, _placed(axis, after, 10), _placed(axis, before, 10, 4.5, "place-was")]
