"""A party's tone by week: cooperative acts as bars above a line, hostile ones below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from negotiations.charts import shapes
from negotiations.charts.shapes import Shape
from negotiations.charts.times import Meeting, Span, meetings, ticks

HEIGHT, TOP, BOTTOM = 236, 44, 206  # the plot
TICKS = 228
LEAST = 4  # acts the axis reaches to on both sides together, at least
WIDEST = 4.0  # percent: where weeks are wide, bars stay bars
SHARE = 0.74  # of a week's width that its bar takes
NAMES = 92  # px beside the plot


@dataclass(frozen=True)
class Bar:
    """A week from its Monday: how many acts of either tone, where they are listed, what the tooltip says."""

    monday: date
    cooperative: int
    hostile: int
    href: str
    title: str
    chosen: bool = False


@dataclass(frozen=True)
class ToneChart:
    """Axis (46 px), plot (fluid), ends with the names of the two halves (fixed): three drawings of one height."""

    axis: list[Shape]
    plot: list[Shape]
    ends: list[Shape]
    ends_width: int = NAMES
    height: int = HEIGHT


@dataclass(frozen=True)
class _Plot:
    """One unit for both halves, so that lengths compare; each half gets the room that it needs."""

    above: int
    below: int

    @property
    def unit(self) -> float:
        return (BOTTOM - TOP) / (self.above + self.below)

    @property
    def base(self) -> float:
        return TOP + self.above * self.unit

    def y(self, acts: float) -> float:
        """Cooperative acts count up from the base, hostile ones, negative, down."""
        return self.base - acts * self.unit


def tone_chart(span: Span, bars: Sequence[Bar], slot: str, rounds: Sequence[Meeting], on: date) -> ToneChart:
    plot = _plot_for(bars)
    marks = _marks(plot)
    drawn = [shapes.level("grid", 0, 100, plot.y(mark)) for mark in marks if mark]
    drawn += meetings(span, rounds, TOP, BOTTOM)
    drawn += [shape for bar in bars for shape in _bar(plot, span, bar, slot)]
    drawn.append(shapes.level("base tone-base", 0, 100, plot.base))
    if span.end - on > timedelta(days=2):
        drawn.append(shapes.upright("cursor", span.x(on), TOP, BOTTOM))
    drawn += ticks(span, TICKS)
    return ToneChart(_axis(plot, marks), [*drawn, *_halves_inside()], _halves(plot))


def _plot_for(bars: Sequence[Bar]) -> _Plot:
    above = max(1, *(bar.cooperative for bar in bars), 0)
    below = max(1, *(bar.hostile for bar in bars), 0)
    missing = max(0, LEAST - above - below)
    return _Plot(above + (missing + 1) // 2, below + missing // 2)


def _marks(plot: _Plot) -> list[int]:
    """Round numbers of acts at which a line is drawn, both ways from nought."""
    step = next(
        size for size in (1, 2, 5, 10, 20, 50, 100, 500, 5000, 10**9) if max(plot.above, plot.below) / size <= 6
    )
    return [*range(0, plot.above + 1, step), *range(-step, -plot.below - 1, -step)]


def _bar(plot: _Plot, span: Span, bar: Bar, slot: str) -> Iterator[Shape]:
    first, week = span.x(bar.monday), 100 * 7 / span.days
    width = min(WIDEST, SHARE * week)
    x = first + (week - width) / 2
    chosen = " is-chosen" if bar.chosen else ""
    parts = []
    if bar.cooperative:
        y = plot.y(bar.cooperative)
        parts.append(shapes.rect(f"tone-for p-{slot}{chosen}", x, width, y, plot.base - y))
    if bar.hostile:
        parts.append(
            shapes.rect(f"tone-against p-{slot}{chosen}", x, width, plot.base, plot.y(-bar.hostile) - plot.base)
        )
    if parts:
        room = shapes.rect("tone-room", first, week, TOP, BOTTOM - TOP)
        yield shapes.link(bar.href, bar.title, room, *parts)


def _axis(plot: _Plot, marks: Sequence[int]) -> list[Shape]:
    return [shapes.text_px("tick", 40, plot.y(mark) + 4, str(abs(mark)), anchor="end") for mark in marks]


def _halves(plot: _Plot) -> list[Shape]:
    return [
        shapes.text_px("tone-name", 8, (TOP + plot.base) / 2 + 4, "cooperative"),
        shapes.text_px("tone-name", 8, (plot.base + BOTTOM) / 2 + 4, "hostile"),
    ]


def _halves_inside() -> list[Shape]:
    """On a phone the names stand in the plot."""
    return [
        shapes.text("tone-name n-only", 0, TOP + 12, "cooperative"),
        shapes.text("tone-name n-only", 0, BOTTOM - 4, "hostile"),
    ]
