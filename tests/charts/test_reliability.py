from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from negotiations.charts.reliability import (
    BOTTOM,
    COUNT_BOTTOM,
    COUNT_TOP,
    HEIGHT,
    TOP,
    Measured,
    ReliabilityChart,
    reliability_chart,
)
from negotiations.charts.shapes import Shape
from tests.charts.test_gap import of_class
from tests.charts.test_scale import across

LIMITS = [(0.6, "medium"), (0.9, "high")]


@st.composite
def measured(draw: st.DrawFn) -> list[Measured]:
    tenths = draw(st.lists(st.integers(0, 9), unique=True, max_size=10))
    return [one(at / 10, draw(st.floats(0, 1)), draw(st.integers(1, 900))) for at in sorted(tenths)]


def one(low: float, share: float, count: int = 10) -> Measured:
    interval = (max(0.0, share - 0.2), min(1.0, share + 0.2))
    return Measured(low, low + 0.1, low + 0.05, share, interval, count, "told")


def drawn(bins: list[Measured]) -> ReliabilityChart:
    return reliability_chart(bins, LIMITS)


def parts(shapes: list[Shape], tag: str) -> list[Shape]:
    inside = [child for shape in shapes for child in shape.children if isinstance(child, Shape)]
    return [shape for shape in [*shapes, *inside] if shape.tag == tag]


@given(measured())
def test_nothing_lies_outside_of_the_plot(bins: list[Measured]) -> None:
    chart = drawn(bins)
    assert all(-0.01 <= x <= 100.01 for x in across(chart.plot))
    for dot in parts(chart.plot, "circle"):
        assert TOP <= float(str(dot.attributes["cy"])) <= BOTTOM
    for bar in parts(chart.plot, "rect"):
        assert COUNT_TOP - 0.1 <= float(str(bar.attributes["y"])) <= COUNT_BOTTOM
    assert chart.height == HEIGHT


def test_every_bin_is_a_dot_with_its_interval_and_a_bar_of_its_count() -> None:
    chart = drawn([one(0.3, 0.2, 10), one(0.8, 0.9, 40)])
    assert len(parts(chart.plot, "circle")) == len(of_class(chart.plot, "cover")) == 2
    low, high = parts(chart.plot, "circle")
    assert float(str(low.attributes["cy"])) > float(str(high.attributes["cy"]))
    assert [title.children for title in parts(chart.plot, "title")] == [("told",), ("told",)]


def test_the_diagonal_goes_from_never_to_always() -> None:
    (line,) = of_class(drawn([]).plot, "even")
    assert [line.attributes[key] for key in ("x1", "x2", "y1", "y2")] == ["0.00%", "100.00%", str(BOTTOM), str(TOP)]


def test_levels_are_named_where_they_begin() -> None:
    names = of_class(drawn([]).plot, "round-name")
    assert [(name.attributes["x"], name.children) for name in names] == [("60.00%", ("medium",)), ("90.00%", ("high",))]


def test_without_suggestions_only_the_frame_is_drawn() -> None:
    chart = drawn([])
    assert parts(chart.plot, "circle") == []
    assert chart.axis
