"""Positions over time on one issue's scale: a step line per party, ranges as bands, refusals hatched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from negotiations.charts import between, shapes
from negotiations.charts.lane import HEIGHT, TOP, PartyLane, Plot, Rung, Stretch
from negotiations.charts.marks import Taken, marks
from negotiations.charts.shapes import Shape
from negotiations.charts.times import Meeting, Span, meetings, spread, ticks

AXIS, ENDS = 176, 140  # px beside the plot, for the names of options and of parties
NUMERIC_AXIS = 60


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


def lane_chart(
    span: Span,
    ends: tuple[float, float],
    rungs: Sequence[Rung],
    lanes: Sequence[PartyLane],
    rounds: Sequence[Meeting],
    on: date,
) -> LaneChart:
    """Lanes in the order of the legend; the two sides are drawn last and strongest."""
    plot = Plot(span, *ends)
    drawn = [shapes.level("grid", 0, 100, plot.y(rung.value)) for rung in rungs]
    fields = between.fields_between(plot, lanes)
    drawn += [between.drawn(plot, field) for field in fields]
    drawn += meetings(span, rounds, TOP - 10, plot.bottom)
    ordered = sorted(lanes, key=lambda lane: lane.is_side)
    drawn += [shape for lane in ordered for shape in _refusals(plot, lane)]
    drawn += [shape for lane in ordered for shape in _line(plot, lane, lanes)]
    drawn += between.names_of(plot, fields)
    drawn += _marks(plot, ordered)
    drawn += _after(plot, on)
    drawn += ticks(span, HEIGHT - 8)
    named = any(rung.number for rung in rungs)
    return LaneChart(
        axis=_axis(plot, rungs, AXIS if named else NUMERIC_AXIS),
        plot=[*drawn, *_rungs_inside(plot, rungs)],
        ends=[shapes.group("after", _ends(plot, lanes))] if _is_past(plot, on) else _ends(plot, lanes),
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


def _refusals(plot: Plot, lane: PartyLane) -> Iterator[Shape]:
    half = 7 if lane.is_side else 4
    for refusal in lane.refusals:
        first = plot.span.x(refusal.start)
        width = max(1.2, min(plot.span.x(refusal.end) - first, 9))
        fill = f"url(#hatch-{lane.slot})"
        yield shapes.rect(f"refused p-{lane.slot}", first, width, plot.y(refusal.value) - half, 2 * half, fill=fill)


def _line(plot: Plot, lane: PartyLane, lanes: Sequence[PartyLane]) -> Iterator[Shape]:
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
    plot: Plot, lane: PartyLane, cls: str, held: Stretch, days: tuple[date, date], old: str, shift: float
) -> Iterator[Shape]:
    x1, x2 = plot.span.x(days[0]), plot.span.x(days[1])
    low, high = plot.y(held.low) + shift, plot.y(held.high) + shift
    if held.high > held.low:
        yield shapes.rect(f"band p-{lane.slot}{old}", x1, x2 - x1, high, low - high)
        yield shapes.level(f"{cls}{old}", x1, x2, high)
    yield shapes.level(f"{cls}{old}", x1, x2, low)


def _riser(plot: Plot, cls: str, before: Stretch, held: Stretch, shifts: tuple[float, float]) -> Iterator[Shape]:
    """From the nearest end of one range to the nearest of the next; nothing where they touch."""
    if held.low > before.high:
        ends = before.high, held.low
    elif held.high < before.low:
        ends = before.low, held.high
    else:
        return
    yield shapes.upright(cls, plot.span.x(held.start), plot.y(ends[0]) + shifts[0], plot.y(ends[1]) + shifts[1])


def _marks(plot: Plot, ordered: Sequence[PartyLane]) -> list[Shape]:
    """In the order of the lanes; the last ones, the sides, keep their true spots and the others step aside."""
    taken: Taken = {}
    made = [_marks_of(plot, lane, taken) for lane in reversed(ordered)]
    return [shape for drawn in reversed(made) for shape in drawn]


def _marks_of(plot: Plot, lane: PartyLane, taken: Taken) -> list[Shape]:
    cls = f"p-{lane.slot}{'' if lane.is_side else ' small'}"
    return list(marks(plot.span, lane.said, lambda said: plot.y(said.value), cls, f"t-{lane.slot}", taken))


def _is_past(plot: Plot, on: date) -> bool:
    """Whether so much came after the day shown that it must be told apart."""
    return plot.span.end - on >= timedelta(days=max(2, plot.span.days // 30))


def _after(plot: Plot, on: date) -> list[Shape]:
    """A veil of paper over what came after the day shown."""
    x = plot.span.x(on)
    if not _is_past(plot, on):
        return []
    height = plot.bottom - TOP
    return [
        shapes.rect("veil", x, 100 - x, TOP - 8, height + 14),
        shapes.upright("cursor", x, TOP - 10, plot.bottom + 6),
    ]


def _axis(plot: Plot, rungs: Sequence[Rung], width: int) -> list[Shape]:
    drawn = []
    for rung, y in zip(rungs, spread([plot.y(rung.value) for rung in rungs], 15, 8, HEIGHT), strict=True):
        if rung.number:
            drawn.append(shapes.text_px("opt", width - 36, y + 4, rung.label, anchor="end"))
            drawn.append(shapes.text_px("opt-n", width - 8, y + 4, rung.number, anchor="end"))
        else:
            drawn.append(shapes.text_px("opt", width - 8, y + 4, rung.label, anchor="end"))
    return drawn


def _rungs_inside(plot: Plot, rungs: Sequence[Rung]) -> list[Shape]:
    """On a phone the options stand in the plot."""
    return [
        shapes.text("opt-in n-only", 0, plot.y(rung.value) - 5, f"{rung.label} {rung.number}".strip()) for rung in rungs
    ]


def _still_holds(lane: PartyLane, span: Span) -> bool:
    return bool(lane.stretches) and lane.stretches[-1].end >= span.end


def _ends(plot: Plot, lanes: Sequence[PartyLane]) -> list[Shape]:
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
