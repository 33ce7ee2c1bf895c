from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from negotiations.charts.gap import BOTTOM, COVER_BOTTOM, COVER_TOP, TOP, GapChart, Held, gap_chart, sparkline
from negotiations.charts.shapes import Shape
from negotiations.charts.times import Span
from tests.charts.test_scale import across

FIRST = date(2025, 1, 1)


@st.composite
def histories(draw: st.DrawFn) -> list[Held]:
    """Steps that follow each other without a hole."""
    found, day = [], FIRST
    for length in draw(st.lists(st.integers(1, 60), min_size=1, max_size=12)):
        points = draw(st.none() | st.floats(0, 100))
        known = 0 if points is None else draw(st.integers(1, 12))
        low, high = (None, None) if points is None else (draw(st.floats(0, points)), draw(st.floats(points, 100)))
        firm = draw(st.integers(0, known))
        found.append(Held(day, day + timedelta(days=length), points, known, low, high, firm))
        day += timedelta(days=length)
    return found


def held(first: date, last: date, points: float | None, known: int) -> Held:
    return Held(first, last, points, known, points, points, known)


def drawn(steps: list[Held], on: date) -> GapChart:
    return gap_chart(Span(FIRST, steps[-1].end), steps, 12, on, [step.start for step in steps], [])


def of_class(shapes: list[Shape], name: str) -> list[Shape]:
    return [shape for shape in shapes if str(shape.attributes.get("class", "")).split()[:1] == [name]]


@given(histories(), st.integers(-10, 800))
def test_nothing_lies_outside_of_the_plot(steps: list[Held], after: int) -> None:
    chart = drawn(steps, FIRST + timedelta(days=after))
    assert all(-0.01 <= x <= 100.01 for x in across(chart.plot))
    for shape in of_class(chart.plot, "step"):
        assert TOP - 0.1 <= float(str(shape.attributes["y1"])) <= BOTTOM + 0.1
    for shape in of_class(chart.plot, "cover"):
        assert COVER_TOP - 0.1 <= float(str(shape.attributes["y"])) <= COVER_BOTTOM + 0.1


@given(histories(), st.integers(-10, 800))
def test_nothing_of_a_sparkline_lies_outside(steps: list[Held], after: int) -> None:
    shapes = sparkline(Span(FIRST, steps[-1].end), steps, FIRST + timedelta(days=after))
    assert all(-0.01 <= x <= 100.01 for x in across(shapes))


def test_a_wider_gap_is_drawn_higher() -> None:
    near, far = (drawn([held(FIRST, FIRST + timedelta(days=9), points, 3)], FIRST) for points in (10.0, 90.0))
    heights = [float(str(of_class(chart.plot, "area")[0].attributes["height"])) for chart in (near, far)]
    assert heights[0] < heights[1]


def test_what_is_not_known_is_left_out_and_not_drawn_as_zero() -> None:
    steps = [held(FIRST, FIRST + timedelta(days=9), None, 0)]
    chart = drawn(steps, FIRST)
    assert not of_class(chart.plot, "area")
    assert not of_class(chart.plot, "cursor-dot")
    assert not of_class(sparkline(Span(FIRST, steps[0].end), steps, steps[0].end), "spark-dot")


def test_the_band_reaches_from_the_least_gap_to_the_greatest_and_is_left_out_where_they_are_one() -> None:
    last = FIRST + timedelta(days=9)
    unsure, sure = drawn([Held(FIRST, last, 50, 3, 25, 75, 1)], last), drawn([held(FIRST, last, 50, 3)], last)
    (band,) = of_class(unsure.plot, "evidence-band")
    assert float(str(band.attributes["height"])) == (BOTTOM - TOP) / 2
    assert float(str(band.attributes["y"])) == TOP + (BOTTOM - TOP) / 4
    assert not of_class(sure.plot, "evidence-band")


def test_issues_known_without_weak_evidence_are_darker() -> None:
    last = FIRST + timedelta(days=9)
    known, firm = of_class(drawn([Held(FIRST, last, 50, 12, 25, 75, 6)], last).plot, "cover")
    assert (known.attributes["class"], firm.attributes["class"]) == ("cover", "cover firm")
    assert float(str(known.attributes["height"])) == 2 * float(str(firm.attributes["height"]))


def test_a_sparkline_ends_at_the_day_shown() -> None:
    steps = [held(FIRST, FIRST + timedelta(days=100), 50, 3)]
    (dot,) = of_class(sparkline(Span(FIRST, steps[0].end), steps, FIRST + timedelta(days=50)), "spark-dot")
    assert dot.attributes["cx"] == "50.00%"


def test_the_number_at_the_day_is_the_gap_of_that_day() -> None:
    steps = [held(FIRST, FIRST + timedelta(days=10), 20, 3), held(FIRST + timedelta(days=10), date(2025, 2, 1), 70, 3)]
    (number,) = of_class(drawn(steps, FIRST + timedelta(days=10)).plot, "value-now")
    assert number.children == ("70",)
