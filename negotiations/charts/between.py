"""What lies between the two sides: their gap as a pale field, what both accept in gold, each named where it is wide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from negotiations.charts import shapes
from negotiations.charts.lane import TOP, PartyLane, Plot, Stretch
from negotiations.charts.shapes import Shape

NAMED = 7  # percent: a field wider than this bears its name
NAMED_ON_A_PHONE = 30
ZONE_EDGE = 9  # px above and below what both accept, so that their lines do not hide it


@dataclass(frozen=True)
class Field:
    """From one percent of the width until another; `low` and `high` bound the gap, or what both accept."""

    x: float
    until: float
    low: float
    high: float
    shared: bool

    @property
    def width(self) -> float:
        return self.until - self.x


def fields_between(plot: Plot, lanes: Sequence[PartyLane]) -> list[Field]:
    """Cut where either side changes; none unless there are two sides."""
    sides = [lane for lane in lanes if lane.is_side]
    return _merged(list(_fields(plot, sides[0], sides[1]))) if len(sides) == 2 else []


def names_of(plot: Plot, fields: Sequence[Field]) -> list[Shape]:
    return [_name(plot, field) for field in fields if field.width > NAMED]


def _fields(plot: Plot, one: PartyLane, other: PartyLane) -> Iterator[Field]:
    days = sorted({day for lane in (one, other) for held in lane.stretches for day in (held.start, held.end)})
    for first, last in pairwise(days):
        held, against = _held_on(one, first), _held_on(other, first)
        if held and against:
            yield _field(plot.span.x(first), plot.span.x(last), held, against)


def _field(x: float, until: float, one: Stretch, other: Stretch) -> Field:
    bottom, top = max(one.low, other.low), min(one.high, other.high)
    return Field(x, until, min(bottom, top), max(bottom, top), shared=bottom <= top)


def _merged(fields: Sequence[Field]) -> list[Field]:
    """Neighbours that differ in nothing are one."""
    found: list[Field] = []
    for field in fields:
        last = found[-1] if found else None
        if last and (last.until, last.low, last.high, last.shared) == (field.x, field.low, field.high, field.shared):
            found[-1] = replace(last, until=field.until)
        else:
            found.append(field)
    return found


def drawn(plot: Plot, field: Field) -> Shape:
    top, bottom = plot.y(field.high), plot.y(field.low)
    if field.shared:
        return shapes.rect("zone", field.x, field.width, top - ZONE_EDGE, bottom - top + 2 * ZONE_EDGE)
    return shapes.rect("between", field.x, field.width, top, bottom - top)


def _name(plot: Plot, field: Field) -> Shape:
    """In the middle of a gap, above what both accept, or below it where the names of the rounds stand above."""
    x = field.x + field.width / 2
    room = "" if field.width > NAMED_ON_A_PHONE else " w-only"
    if not field.shared:
        middle = (plot.y(field.low) + plot.y(field.high)) / 2
        return shapes.text(f"apart{room}", x, middle + 4, f"{field.high - field.low:,.10g} apart", anchor="middle")
    above = plot.y(field.high) - ZONE_EDGE - 5
    y = above if above > TOP + 12 else plot.y(field.low) + ZONE_EDGE + 14
    return shapes.text(f"zone-name{room}", x, y, "both accept", anchor="middle")


def _held_on(lane: PartyLane, day: date) -> Stretch | None:
    return next((stretch for stretch in lane.stretches if stretch.start <= day < stretch.end), None)
