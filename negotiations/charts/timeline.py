"""Who spoke when: a lane per party, a mark per statement where there is room, bars where there is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from negotiations.charts import shapes
from negotiations.charts.shapes import Shape
from negotiations.charts.times import BY_DAYS, NARROW, WIDE, Meeting, Span, meetings, ticks

AXIS = 124  # px beside the plot, for names and counts
TOP, FOOT = 46, 30  # px above the first lane, for the names of rounds, and below the last
PITCH = 12  # px from mark to mark
ABREAST, ROWS = 2, 14  # marks side by side in a stack as a rule, and at most so many above each other
BAR, TALLEST, THINNEST = 6, 84, 4  # px: a statement in a bar, a bar, and how wide a bar is at least
ROOM, LOWEST = 14, 34  # px above a stack, and of a lane at least
NAMED = 14  # px more where the name of the party stands in its lane
WEEK = 7


Kind = Literal["takes", "neither", "refuses"]
"""What an act does to its party's place on the scale: closed, open and crossed marks; solid, pale and hatched bars."""
BARS: dict[Kind, str] = {"takes": "density", "neither": "density is-neither", "refuses": "refused"}


@dataclass(frozen=True)
class Said:
    """A statement, `key` tells it from all others; without an address it is later than the day shown."""

    day: date
    act: str
    kind: Kind
    title: str
    key: str
    href: str = ""


@dataclass(frozen=True)
class PartyLane:
    name: str
    code: str
    slot: str
    count: str
    said: Sequence[Said]


class Bin(NamedTuple):
    """Days that are stacked together, both included."""

    first: date
    last: date


@dataclass(frozen=True)
class Layout:
    """How a width is used: stacks of so many days, so many marks `abreast`; 0 for bars, `unit` px a statement."""

    days: int
    abreast: int
    unit: float = 0

    @property
    def has_marks(self) -> bool:
        return self.abreast > 0

    def height(self, tallest: int) -> float:
        if self.has_marks:
            return -(-tallest // self.abreast) * PITCH
        return tallest * self.unit


@dataclass(frozen=True)
class TimelineChart:
    """Axis and plot, two drawings of one height, for one width of the plot."""

    axis: list[Shape]
    plot: list[Shape]
    layout: Layout
    height: float
    axis_width: int = AXIS


Zoom = Callable[[date, date], str]
"""The address that shows those days alone."""


def timeline_chart(
    span: Span, lanes: Sequence[PartyLane], rounds: Sequence[Meeting], on: date, zoom: Zoom, width: float = WIDE
) -> TimelineChart:
    """What was said after the day shown lies under a veil."""
    layout = layout_for(span, lanes, width)
    room = ROOM + (NAMED if width < WIDE else 0)
    heights = [max(LOWEST, room + layout.height(_tallest([lane], layout.days))) for lane in lanes]
    bases = [TOP + sum(heights[: number + 1]) - 8 + 4 * number for number in range(len(lanes))]
    bottom = bases[-1] + 8 if bases else TOP + LOWEST
    plot = meetings(span, rounds, TOP - 6, bottom)
    for lane, base, height in zip(lanes, bases, heights, strict=True):
        plot.append(shapes.level("grid base", 0, 100, base))
        plot.append(shapes.text(f"lane-in n-only t-{lane.slot}", 0, base - height + 18, lane.name, dx=4))
        plot += _stacks(span, lane, layout, base, zoom)
    plot += _after(span, on, bottom)
    plot += ticks(span, bottom + 16)
    return TimelineChart(_axis(lanes, bases), plot, layout, bottom + FOOT)


def narrow_chart(
    span: Span, lanes: Sequence[PartyLane], rounds: Sequence[Meeting], on: date, zoom: Zoom
) -> TimelineChart:
    """The same for a phone."""
    return timeline_chart(span, lanes, rounds, on, zoom, NARROW)


def counts(span: Span, lanes: Sequence[PartyLane], days: int) -> list[tuple[Bin, list[int]]]:
    """The numbers of the chart: for each stretch of days in which anybody spoke, how often each party did."""
    stacks = [binned([said for said in lane.said if said.href], days) for lane in lanes]
    numbers = sorted({number for of_lane in stacks for number in of_lane})
    return [(_clipped(span, number, days), [len(of_lane.get(number, ())) for of_lane in stacks]) for number in numbers]


def layout_for(span: Span, lanes: Sequence[PartyLane], width: float) -> Layout:
    """Marks stacked by day or by week where the highest stack finds room, else bars of a week or more."""
    for days in (1, WEEK) if span.days <= BY_DAYS else (WEEK,):
        room = int(width * days / span.days // PITCH)
        needed = -(-_tallest(lanes, days) // ROWS)
        if max(1, needed) <= room:
            return Layout(days, max(needed, min(ABREAST, room)))
    weeks = max(1, -(-THINNEST * span.days // int(width * WEEK)))
    return Layout(weeks * WEEK, 0, min(BAR, TALLEST / max(1, _tallest(lanes, weeks * WEEK))))


def binned(said: Sequence[Said], days: int) -> dict[int, list[Said]]:
    """By the number of their stretch of days; weeks begin on Mondays."""
    found: dict[int, list[Said]] = defaultdict(list)
    for one in said:
        found[(one.day.toordinal() - 1) // days].append(one)
    return found


def _tallest(lanes: Sequence[PartyLane], days: int) -> int:
    return max((len(stack) for lane in lanes for stack in binned(lane.said, days).values()), default=0)


def _stacks(span: Span, lane: PartyLane, layout: Layout, base: float, zoom: Zoom) -> Iterator[Shape]:
    for number, stack in sorted(binned(lane.said, layout.days).items()):
        days = _clipped(span, number, layout.days)
        if layout.has_marks:
            yield from _marks(span, lane, layout, base, days, stack)
        else:
            yield _bar(span, lane, layout, base, days, stack, zoom)


def _clipped(span: Span, number: int, days: int) -> Bin:
    """As far as it lies within the plot, whose last day is the one before the span's end."""
    first = date.fromordinal(number * days + 1)
    last = first + timedelta(days=days - 1)
    return Bin(max(first, span.start), min(last, span.end - timedelta(days=1)))


def _edges(span: Span, days: Bin) -> tuple[float, float]:
    return span.x(days.first), span.x(days.last + timedelta(days=1))


def _marks(
    span: Span, lane: PartyLane, layout: Layout, base: float, days: Bin, stack: Sequence[Said]
) -> Iterator[Shape]:
    x = sum(_edges(span, days)) / 2
    abreast = min(layout.abreast, len(stack))
    for number, said in enumerate(stack):
        row, column = divmod(number, layout.abreast)
        mark = shapes.mark(
            said.act, f"p-{lane.slot} small", x, base - 8 - row * PITCH, dx=(column - (abreast - 1) / 2) * PITCH
        )
        yield shapes.link(said.href, said.title, mark, **{"data-said": said.key}) if said.href else mark


def _bar(
    span: Span, lane: PartyLane, layout: Layout, base: float, days: Bin, stack: Sequence[Said], zoom: Zoom
) -> Shape:
    left, right = _edges(span, days)
    gap = min(0.15, (right - left) / 5)
    pieces, y = [], base
    for kind in BARS:
        height = sum(said.kind == kind for said in stack) * layout.unit
        if height:
            y -= height
            fill = {"fill": f"url(#hatch-{lane.slot})"} if kind == "refuses" else {}
            cls = f"{BARS[kind]} p-{lane.slot}"
            pieces.append(shapes.rect(cls, left + gap, right - left - 2 * gap, y, height, **fill))
    if not any(said.href for said in stack):
        return shapes.group("later", pieces)
    return shapes.link(zoom(*days), f"{lane.name}, {_days(days)}: {len(stack)}", *pieces)


def _days(days: Bin) -> str:
    return f"{days.first.day} {days.first:%b} {days.first.year} to {days.last.day} {days.last:%b} {days.last.year}"


def _after(span: Span, on: date, bottom: float) -> list[Shape]:
    """A veil of paper over what came after the day shown."""
    x = span.x(on + timedelta(days=1))
    if span.end - on <= timedelta(days=max(2, span.days // 30)):
        return []
    return [shapes.rect("veil", x, 100 - x, TOP - 4, bottom - TOP + 4), shapes.upright("cursor", x, TOP - 6, bottom)]


def _axis(lanes: Sequence[PartyLane], bases: Sequence[float]) -> list[Shape]:
    drawn = []
    for lane, base in zip(lanes, bases, strict=True):
        name = lane.name if len(lane.name) <= 16 else lane.code
        drawn.append(shapes.text_px(f"lane-name t-{lane.slot}", 0, base - 13, name))
        drawn.append(shapes.text_px("tick", 0, base + 2, lane.count))
    return drawn
