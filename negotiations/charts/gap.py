"""The gap over time: a sparkline in a cell, and the overall gap with its coverage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from negotiations.charts import shapes
from negotiations.charts.shapes import Shape
from negotiations.charts.times import Meeting, Span, meetings, ticks

HEIGHT = 236
TOP, BOTTOM = 44, 172  # of the plot
COVER_TOP, COVER_BOTTOM = 186, 204  # of the strip that says how much is known
TICKS = 222


@dataclass(frozen=True)
class Held:
    """A gap in points (None: unknown) from one day until the next; `known` counts the issues.

    Between `low` and `high` it lies as weak evidence is left out; `firm` of the issues stay known then.
    """

    start: date
    end: date
    points: float | None
    known: int
    low: float | None
    high: float | None
    firm: int


def sparkline(span: Span, steps: Sequence[Held], on: date, height: float = 24) -> list[Shape]:
    """A step line up to the day shown, with a dot there."""
    drawn = [shapes.level("spark-base", 0, 100, height - 2)]
    previous: float | None = None
    for step in steps:
        if step.points is None or step.start > on:
            previous = None
            continue
        y = height - 2 - step.points / 100 * (height - 6)
        first, last = span.x(step.start), span.x(min(step.end, on))
        if previous is not None:
            drawn.append(shapes.upright("spark", first, previous, y))
        drawn.append(shapes.level("spark", first, last, y))
        previous = y
    if previous is not None:
        drawn.append(shapes.circle("spark-dot", span.x(on), previous, 2.6))
    return drawn


@dataclass(frozen=True)
class GapChart:
    """Three drawings side by side, of one height: axis (46 px), plot (fluid), ends (30 px)."""

    axis: list[Shape]
    plot: list[Shape]
    ends: list[Shape]
    height: int = HEIGHT


def gap_chart(
    span: Span, steps: Sequence[Held], issues: int, on: date, change_days: Sequence[date], rounds: Sequence[Meeting]
) -> GapChart:
    """The overall gap as a step line, paler after the day shown; below it how many issues are known."""
    plot = [shapes.level("grid base" if not v else "grid", 0, 100, _y(v)) for v in (0, 50, 100)]
    plot += meetings(span, rounds, TOP, COVER_BOTTOM)
    plot += _band(span, steps, on)
    plot += _steps(span, steps, issues, on)
    plot.append(shapes.level("grid base", 0, 100, COVER_BOTTOM))
    plot += [
        shapes.upright("changeday", span.x(d), COVER_BOTTOM, COVER_BOTTOM + 4) for d in change_days if span.holds(d)
    ]
    plot.append(shapes.upright("cursor", span.x(on), TOP, HEIGHT))
    plot += [*ticks(span, TICKS), *_now(span, steps, on)]
    return GapChart(_axis(issues), plot, _ends(steps, on, span))


def _y(points: float) -> float:
    return BOTTOM - points / 100 * (BOTTOM - TOP)


def _band(span: Span, steps: Sequence[Held], on: date) -> list[Shape]:
    """Where the gap would lie without weak evidence."""
    return [
        shapes.rect(f"evidence-band{later}", span.x(first), span.x(last) - span.x(first), _y(high), _y(low) - _y(high))
        for low, high, first, last, later in _parts(steps, on)
        if high > low
    ]


def _parts(steps: Sequence[Held], on: date) -> Iterator[tuple[float, float, date, date, str]]:
    for step in steps:
        if step.low is None or step.high is None:
            continue
        for first, last, later in _halves(step, on):
            yield step.low, step.high, first, last, later


def _halves(step: Held, on: date) -> Iterator[tuple[date, date, str]]:
    """A step up to the day shown, and after it."""
    for first, last, later in ((step.start, min(step.end, on), ""), (max(step.start, on), step.end, " later")):
        if first < last:
            yield first, last, later


def _steps(span: Span, steps: Sequence[Held], issues: int, on: date) -> list[Shape]:
    drawn: list[Shape] = []
    previous: float | None = None
    for step in steps:
        if step.points is None:
            previous = None
            continue
        for first, last, later in _halves(step, on):
            drawn += _held(span.x(first), span.x(last), step, issues, later)
        if previous is not None and previous != step.points:
            later = " later" if step.start > on else ""
            drawn.append(shapes.upright(f"step{later}", span.x(step.start), _y(previous), _y(step.points)))
        previous = step.points
    return drawn


def _held(x1: float, x2: float, step: Held, issues: int, later: str) -> list[Shape]:
    y = _y(step.points or 0)
    thin = " thin" if step.known * 2 < issues else ""
    height, firm = (count / max(1, issues) * (COVER_BOTTOM - COVER_TOP) for count in (step.known, step.firm))
    return [
        shapes.rect(f"area{later}", x1, x2 - x1, y, BOTTOM - y),
        shapes.level(f"step{later}{thin}", x1, x2, y),
        shapes.rect(f"cover{later}", x1, x2 - x1, COVER_BOTTOM - height, height),
        *([shapes.rect(f"cover firm{later}", x1, x2 - x1, COVER_BOTTOM - firm, firm)] if firm else []),
    ]


def _now(span: Span, steps: Sequence[Held], on: date) -> list[Shape]:
    held = next((step for step in steps if step.start <= on < step.end and step.points is not None), None)
    if held is None or held.points is None:
        return []
    x, y = span.x(on), _y(held.points)
    anchor, dx = ("start", 9) if x < 80 else ("end", -9)
    number = shapes.text("value-now", x, y - 10, f"{held.points:.0f}", anchor=anchor, dx=dx)
    return [shapes.circle("cursor-dot", x, y, 4.5), number]


def _axis(issues: int) -> list[Shape]:
    drawn = [shapes.text_px("tick", 40, _y(v) + 4, str(v), anchor="end") for v in (0, 50, 100)]
    return [*drawn, shapes.text_px("tick", 40, COVER_BOTTOM - 4, f"of {issues}", anchor="end")]


def _ends(steps: Sequence[Held], on: date, span: Span) -> list[Shape]:
    if not steps:
        return []
    last = steps[-1]
    drawn = [shapes.text_px("value-end", 6, COVER_BOTTOM - 4, str(last.known))]
    if last.points is not None and (span.end - on).days > span.days / 15:
        drawn.append(shapes.text_px("value-end", 6, _y(last.points) + 4, f"{last.points:.0f}"))
    return drawn
