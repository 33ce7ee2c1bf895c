"""Positions over time on one issue's scale: a step line per party, ranges as bands, refusals hatched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from negotiations.charts import shapes
from negotiations.charts.shapes import Shape
from negotiations.charts.times import Meeting, Span, meetings, spread, ticks

HEIGHT, TOP, FOOT = 470, 46, 30
AXIS, ENDS = 176, 140  # px beside the plot, for the names of options and of parties
NUMERIC_AXIS = 60
SAME_SPOT = 2.2  # percent: equal statements closer than this become one mark
BESIDE = 1.1  # percent: different marks on one spot step aside by this


@dataclass(frozen=True)
class Stretch:
    """A position held from one day until another; `fades` is the day on which it counts as old."""

    start: date
    end: date
    low: float
    high: float
    fades: date
    open_above: bool = False


@dataclass(frozen=True)
class Refusal:
    """An outcome refused, from that day until the party spoke on the issue again."""

    start: date
    end: date
    value: float


@dataclass(frozen=True)
class Said:
    """A statement as a mark: where it leads, what its tooltip says."""

    day: date
    act: str
    value: float
    href: str
    title: str


@dataclass(frozen=True)
class PartyLane:
    name: str
    code: str
    slot: str
    is_side: bool
    stretches: Sequence[Stretch]
    refusals: Sequence[Refusal]
    said: Sequence[Said]


@dataclass(frozen=True)
class Rung:
    """A line of the scale: a named option, or a round number."""

    value: float
    label: str
    number: str


@dataclass(frozen=True)
class LaneChart:
    """Axis, plot, ends: three drawings of one height; `key` replaces the ends on a phone."""

    axis: list[Shape]
    plot: list[Shape]
    ends: list[Shape]
    key: list[tuple[str, str, str]]
    axis_width: int
    ends_width: int = ENDS
    height: int = HEIGHT


class _Plot:
    """Where days and values lie."""

    def __init__(self, span: Span, low: float, high: float) -> None:
        self.span, self.low, self.high = span, low, high
        self.bottom = HEIGHT - FOOT

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.bottom - share * (self.bottom - TOP)


def lane_chart(
    span: Span,
    ends: tuple[float, float],
    rungs: Sequence[Rung],
    lanes: Sequence[PartyLane],
    rounds: Sequence[Meeting],
    on: date,
) -> LaneChart:
    """Lanes in the order of the legend; the two sides are drawn last and strongest."""
    plot = _Plot(span, *ends)
    drawn = [shapes.level("grid", 0, 100, plot.y(rung.value)) for rung in rungs]
    drawn += _between(plot, lanes)
    drawn += meetings(span, rounds, TOP - 10, plot.bottom)
    ordered = sorted(lanes, key=lambda lane: lane.is_side)
    drawn += [shape for lane in ordered for shape in _refusals(plot, lane)]
    drawn += [shape for lane in ordered for shape in _line(plot, lane, lanes)]
    drawn += [shape for lane in ordered for shape in _marks(plot, lane)]
    drawn += _after(plot, on)
    drawn += ticks(span, HEIGHT - 8)
    named = any(rung.number for rung in rungs)
    return LaneChart(
        axis=_axis(plot, rungs, AXIS if named else NUMERIC_AXIS),
        plot=[*drawn, *_rungs_inside(plot, rungs)],
        ends=_ends(plot, lanes),
        key=[(lane.slot, lane.name, _number(lane.stretches[-1])) for lane in lanes if _still_holds(lane, span)],
        axis_width=AXIS if named else NUMERIC_AXIS,
    )


def _shift(held: Stretch, lane: PartyLane, lanes: Sequence[PartyLane]) -> float:
    """Lines of other parties at one place lie 4 px below each other, up to five deep."""
    if lane.is_side:
        return 0
    before = lanes[: lanes.index(lane)]
    return 4 * min(5, sum(any(_coincide(held, other) for other in earlier.stretches) for earlier in before))


def _coincide(one: Stretch, other: Stretch) -> bool:
    same_place = (one.low, one.high) == (other.low, other.high)
    return same_place and one.start < other.end and other.start < one.end


def _between(plot: _Plot, lanes: Sequence[PartyLane]) -> Iterator[Shape]:
    """The gap of the two sides as a pale field, what both accept in gold; cut where either changes."""
    sides = [lane for lane in lanes if lane.is_side]
    if len(sides) != 2:
        return
    days = sorted({day for lane in sides for s in lane.stretches for day in (s.start, s.end)})
    widest: tuple[float, float, float, float] | None = None
    for first, last in pairwise(days):
        one, other = (_held_on(lane, first) for lane in sides)
        if one is None or other is None:
            continue
        x, width = plot.span.x(first), plot.span.x(last) - plot.span.x(first)
        low, high = (one.high, other.low) if one.low <= other.low else (other.high, one.low)
        if low < high:
            yield shapes.rect("between", x, width, plot.y(high), plot.y(low) - plot.y(high))
            if width > 7 and (widest is None or width > widest[1]):
                widest = x, width, (plot.y(low) + plot.y(high)) / 2, high - low
        else:
            bottom, top = max(one.low, other.low), min(one.high, other.high)
            yield shapes.rect("zone", x, width, plot.y(top) - 9, plot.y(bottom) - plot.y(top) + 18)
    if widest:
        x, width, y, apart = widest
        yield shapes.text("apart w-only", x + width / 2, y + 4, f"{apart:,.10g} apart", anchor="middle")


def _held_on(lane: PartyLane, day: date) -> Stretch | None:
    return next((stretch for stretch in lane.stretches if stretch.start <= day < stretch.end), None)


def _refusals(plot: _Plot, lane: PartyLane) -> Iterator[Shape]:
    half = 7 if lane.is_side else 4
    for refusal in lane.refusals:
        first = plot.span.x(refusal.start)
        width = max(1.2, min(plot.span.x(refusal.end) - first, 9))
        fill = f"url(#hatch-{lane.slot})"
        yield shapes.rect(f"refused p-{lane.slot}", first, width, plot.y(refusal.value) - half, 2 * half, fill=fill)


def _line(plot: _Plot, lane: PartyLane, lanes: Sequence[PartyLane]) -> Iterator[Shape]:
    cls = f"way s-{lane.slot}{' main' if lane.is_side else ''}"
    before: Stretch | None = None
    before_shift = 0.0
    for held in lane.stretches:
        shift = _shift(held, lane, lanes)
        if before and before.end == held.start and (before.low, before.high) != (held.low, held.high):
            yield from _riser(plot, cls, before, held, (before_shift, shift))
        for first, last, old in (
            (held.start, min(held.end, held.fades), ""),
            (max(held.start, held.fades), held.end, " silent"),
        ):
            if first < last:
                yield from _level(plot, lane, cls, held, (first, last), old, shift)
        before, before_shift = held, shift


def _level(
    plot: _Plot, lane: PartyLane, cls: str, held: Stretch, days: tuple[date, date], old: str, shift: float
) -> Iterator[Shape]:
    x1, x2 = plot.span.x(days[0]), plot.span.x(days[1])
    low, high = plot.y(held.low) + shift, plot.y(held.high) + shift
    if held.high > held.low:
        yield shapes.rect(f"band p-{lane.slot}{old}", x1, x2 - x1, high, low - high)
        yield shapes.level(f"{cls}{old}", x1, x2, high)
    yield shapes.level(f"{cls}{old}", x1, x2, low)


def _riser(plot: _Plot, cls: str, before: Stretch, held: Stretch, shifts: tuple[float, float]) -> Iterator[Shape]:
    """From the nearest end of one range to the nearest of the next; nothing where they touch."""
    if held.low > before.high:
        ends = before.high, held.low
    elif held.high < before.low:
        ends = before.low, held.high
    else:
        return
    yield shapes.upright(cls, plot.span.x(held.start), plot.y(ends[0]) + shifts[0], plot.y(ends[1]) + shifts[1])


def _marks(plot: _Plot, lane: PartyLane) -> Iterator[Shape]:
    cls = f"p-{lane.slot}{'' if lane.is_side else ' small'}"
    taken: dict[tuple[int, int], int] = {}
    for same in _bundled(plot, lane.said):
        said, x, y = same[0], plot.span.x(same[0].day), plot.y(same[0].value)
        spot = round(x / BESIDE), round(y / 9)
        taken[spot] = taken.get(spot, -1) + 1
        x += taken[spot] * BESIDE
        title = said.title if len(same) == 1 else f"{said.title} ({len(same)} times until {same[-1].day})"
        times = [_times(lane, len(same), x, y)] if len(same) > 1 else []
        yield shapes.link(said.href, title, shapes.mark(said.act, cls, x, y), *times)


def _times(lane: PartyLane, times: int, x: float, y: float) -> Shape:
    """How many equal statements a mark stands for: above it, or left of it under the names of the rounds."""
    cls, words = f"times t-{lane.slot}", f"×{times}"
    if y <= TOP + 14:
        return shapes.text(cls, x, y + 4, words, anchor="end", dx=-8)
    return shapes.text(cls, x, y - 8, words, anchor="middle")


def _bundled(plot: _Plot, said: Sequence[Said]) -> list[list[Said]]:
    bundles: list[list[Said]] = []
    for one in said:
        same = next(
            (
                bundle
                for bundle in bundles
                if (bundle[0].act, bundle[0].value) == (one.act, one.value)
                and plot.span.x(one.day) - plot.span.x(bundle[-1].day) < SAME_SPOT
            ),
            None,
        )
        if same:
            same.append(one)
        else:
            bundles.append([one])
    return bundles


def _after(plot: _Plot, on: date) -> list[Shape]:
    """A veil of paper over what came after the day shown."""
    x = plot.span.x(on)
    if plot.span.end - on < timedelta(days=max(2, plot.span.days // 30)):
        return []
    height = plot.bottom - TOP
    return [
        shapes.rect("veil", x, 100 - x, TOP - 8, height + 14),
        shapes.upright("cursor", x, TOP - 10, plot.bottom + 6),
    ]


def _axis(plot: _Plot, rungs: Sequence[Rung], width: int) -> list[Shape]:
    drawn = []
    for rung, y in zip(rungs, spread([plot.y(rung.value) for rung in rungs], 15, 8, HEIGHT), strict=True):
        if rung.number:
            drawn.append(shapes.text_px("opt", width - 36, y + 4, rung.label, anchor="end"))
            drawn.append(shapes.text_px("opt-n", width - 8, y + 4, rung.number, anchor="end"))
        else:
            drawn.append(shapes.text_px("opt", width - 8, y + 4, rung.label, anchor="end"))
    return drawn


def _rungs_inside(plot: _Plot, rungs: Sequence[Rung]) -> list[Shape]:
    """On a phone the options stand in the plot."""
    return [
        shapes.text("opt-in n-only", 0, plot.y(rung.value) - 5, f"{rung.label} {rung.number}".strip()) for rung in rungs
    ]


def _still_holds(lane: PartyLane, span: Span) -> bool:
    return bool(lane.stretches) and lane.stretches[-1].end >= span.end


def _ends(plot: _Plot, lanes: Sequence[PartyLane]) -> list[Shape]:
    """Each party's name at its line's end, pushed apart, the sides first where they tie."""
    ending = [lane for lane in sorted(lanes, key=lambda lane: not lane.is_side) if _still_holds(lane, plot.span)]
    wanted = [plot.y((lane.stretches[-1].low + lane.stretches[-1].high) / 2) for lane in ending]
    drawn = []
    for lane, y, moved in zip(ending, wanted, spread(wanted, 17, TOP, plot.bottom), strict=True):
        drawn.append(shapes.line_px(f"lead-line s-{lane.slot}", 0, 9, y, moved))
        number = shapes.span("end-val", f" {_number(lane.stretches[-1])}")
        name = lane.name if len(lane.name) <= 16 else lane.code
        drawn.append(shapes.text_px(f"end-name t-{lane.slot}", 13, moved + 4, name, number))
    return drawn


def _number(held: Stretch) -> str:
    if held.open_above:
        return f"{held.low:,.10g}+"
    return f"{held.low:,.10g}" if held.low == held.high else f"{held.low:,.10g}–{held.high:,.10g}"
