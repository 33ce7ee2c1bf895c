"""How often suggestions are right, by how sure they were: the nearer to the diagonal, the more confidence means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from negotiations.charts import shapes
from negotiations.charts.shapes import Shape

HEIGHT = 236
TOP, BOTTOM = 20, 172  # of the plot
COUNT_TOP, COUNT_BOTTOM = 186, 204  # of the strip that says how many suggestions
TICKS = 222
SHARES = (0.0, 0.5, 1.0)
STEPS = 5  # ticks of confidence


@dataclass(frozen=True)
class Measured:
    """Suggestions of like confidence: its ends and mean, the share right with its interval, how many they are."""

    low: float
    high: float
    confidence: float
    share: float
    interval: tuple[float, float]
    count: int
    title: str


@dataclass(frozen=True)
class ReliabilityChart:
    """Two drawings side by side, of one height: axis (46 px), plot (fluid)."""

    axis: list[Shape]
    plot: list[Shape]
    height: int = HEIGHT


def reliability_chart(bins: Sequence[Measured], limits: Sequence[tuple[float, str]]) -> ReliabilityChart:
    """`limits` are the confidences from which on a level begins, with its name."""
    plot = [shapes.level("grid base" if not share else "grid", 0, 100, _y(share)) for share in SHARES]
    plot += [part for at, name in limits for part in _limit(at, name)]
    plot.append(shapes.line("even", 0, 100, _y(0), _y(1)))
    plot += [_counted(one, max(other.count for other in bins)) for one in bins]
    plot.append(shapes.level("grid base", 0, 100, COUNT_BOTTOM))
    plot += [_measured(one) for one in bins]
    plot += [_tick(step / STEPS) for step in range(STEPS + 1)]
    return ReliabilityChart(_axis(bins), plot)


def _x(confidence: float) -> float:
    return 100 * confidence


def _y(share: float) -> float:
    return BOTTOM - share * (BOTTOM - TOP)


def _limit(at: float, name: str) -> list[Shape]:
    return [shapes.upright("round", _x(at), TOP, COUNT_BOTTOM), shapes.text("round-name", _x(at), TOP - 6, name, dx=3)]


def _counted(one: Measured, most: int) -> Shape:
    height = one.count / most * (COUNT_BOTTOM - COUNT_TOP)
    return shapes.rect("cover", _x(one.low) + 0.5, _x(one.high - one.low) - 1, COUNT_BOTTOM - height, height)


def _measured(one: Measured) -> Shape:
    x, (low, high) = _x(one.confidence), one.interval
    title = Shape("title", {}, (one.title,))
    drawn = [shapes.upright("reach", x, _y(high), _y(low)), shapes.circle("cursor-dot", x, _y(one.share), 4.5)]
    return Shape("g", {}, (title, *drawn))


def _tick(confidence: float) -> Shape:
    anchor = "start" if confidence == 0 else "end" if confidence == 1 else "middle"
    return shapes.text("tick", _x(confidence), TICKS, f"{confidence:.1f}", anchor=anchor)


def _axis(bins: Sequence[Measured]) -> list[Shape]:
    drawn = [shapes.text_px("tick", 40, _y(share) + 4, f"{100 * share:.0f}%", anchor="end") for share in SHARES]
    most = f"{max((one.count for one in bins), default=0):,}"
    return [*drawn, shapes.text_px("tick", 40, COUNT_BOTTOM - 4, most, anchor="end")]
