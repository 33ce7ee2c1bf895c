from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from negotiations.charts.shapes import Shape
from negotiations.charts.times import Meeting, Span, meetings, placed, spread, ticks, width_of

days = st.dates(date(2020, 1, 1), date(2027, 12, 31))
spans = st.tuples(days, days).map(sorted).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: Span(*pair))
labels = st.lists(st.tuples(st.floats(0, 100), st.text("abcW i1", max_size=12), st.integers(0, 6)), max_size=20)


@given(spans, days)
def test_every_day_lies_within_the_plot(span: Span, day: date) -> None:
    assert 0 <= span.x(day) <= 100


@given(spans, days, days)
def test_the_later_day_lies_farther_right(span: Span, one: date, other: date) -> None:
    if one <= other:
        assert span.x(one) <= span.x(other)


@given(spans)
def test_ticks_lie_within_in_order_and_are_never_too_many(span: Span) -> None:
    places = [float(str(tick.attributes["x"])[:-1]) for tick in ticks(span, 10)]
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)
    assert len(places) <= 16


@given(labels, st.sampled_from([250.0, 760.0]))
def test_no_two_names_of_rounds_overlap(found: list[tuple[float, str, int]], width: float) -> None:
    rows: dict[int, list[tuple[float, float]]] = {}
    for number, (row, anchor) in placed(found, width).items():
        x, words, _ = found[number]
        wide, centre = width_of(words), x / 100 * width
        first = {"middle": centre - wide / 2, "start": centre, "end": centre - wide}[anchor]
        rows.setdefault(row, []).append((first, first + wide))
    for row_of_names in rows.values():
        for one, other in combinations(row_of_names, 2):
            assert one[1] <= other[0] + 1e-6 or other[1] <= one[0] + 1e-6


@given(labels, st.sampled_from([250.0, 760.0]))
def test_names_of_rounds_stay_in_the_plot(found: list[tuple[float, str, int]], width: float) -> None:
    for number, (row, anchor) in placed(found, width).items():
        x, words, _ = found[number]
        wide, centre = width_of(words), x / 100 * width
        first = {"middle": centre - wide / 2, "start": centre, "end": centre - wide}[anchor]
        assert row in (0, 1)
        assert first >= -8
        assert first + wide <= width + 8


def test_where_room_is_short_the_important_name_stays() -> None:
    crowded = [(50.0, "Minor round", 5), (50.0, "Minor too", 5), (50.5, "Main round", 0), (50.2, "Minor three", 5)]
    assert 2 in placed(crowded, 250)


@given(st.lists(st.floats(0, 400), min_size=1, max_size=12))
def test_names_pushed_apart_keep_their_order(wanted: list[float]) -> None:
    moved = spread(wanted, 17, 0, 400)
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    found = [moved[at] for at in order]
    assert all(one <= later + 1e-9 for one, later in pairwise(found))
    assert all(-1e-9 <= place <= 400 + 1e-9 for place in moved)


@given(st.lists(st.floats(0, 400), min_size=1, max_size=12))
def test_names_pushed_apart_do_not_overlap_where_there_is_room(wanted: list[float]) -> None:
    found = sorted(spread(wanted, 17, 0, 400))
    assert all(later - one >= 17 - 1e-6 for one, later in pairwise(found))


def test_a_round_outside_of_the_span_is_not_drawn() -> None:
    span = Span(date(2025, 1, 1), date(2025, 12, 31))
    later = Meeting(span.end + timedelta(days=1), "Late", "Too late", 0)
    assert not [shape for shape in meetings(span, [later], 40, 200) if shape.tag == "line"]


def test_a_span_of_one_day_is_no_division_by_zero() -> None:
    day = date(2025, 5, 16)
    assert Span(day, day).x(day) == 0
    assert all(isinstance(tick, Shape) for tick in ticks(Span(day, day), 10))
