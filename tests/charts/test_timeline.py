from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from negotiations.charts.shapes import Shape
from negotiations.charts.timeline import ROWS, PartyLane, Said, counts, layout_for, narrow_chart, timeline_chart
from negotiations.charts.times import Meeting, Span

MONDAY = date(2025, 5, 12)
MONTHS = Span(MONDAY, MONDAY + timedelta(days=84))  # twelve weeks
MEETING = Meeting(MONDAY, "One", "Round one", 0)


def zoom(first: date, last: date) -> str:
    return f"?from={first}&to={last}"


def said(day: int, act: str = "demand", *, later: bool = False) -> Said:
    kind = {"reject": "refuses", "accuse": "neither"}.get(act, "takes")
    return Said(MONDAY + timedelta(days=day), act, kind, f"day {day}", str(day), "" if later else f"#s{day}")  # type: ignore[arg-type]


def lane(*days: int, slot: str = "a") -> PartyLane:
    return PartyLane("Upriver", "UP", slot, f"{len(days)} statements", [said(day) for day in days])


def drawn(shapes: list[Shape], tag: str) -> list[Shape]:
    found = []
    for shape in shapes:
        found += [shape] if shape.tag == tag else []
        found += drawn([child for child in shape.children if isinstance(child, Shape)], tag)
    return found


def chart(*lanes: PartyLane, span: Span = MONTHS, on: date = MONTHS.end) -> list[Shape]:
    return timeline_chart(span, lanes, [MEETING], on, zoom).plot


def test_a_week_stands_in_one_stack_two_abreast_in_the_middle_of_its_days() -> None:
    marks = drawn(chart(lane(0, 3, 6, 7)), "use")
    assert [mark.attributes["x"] for mark in marks] == ["4.17%", "4.17%", "4.17%", "12.50%"]  # 3.5 and 10.5 of 84 days
    beside = [mark.attributes.get("transform") for mark in marks]
    assert beside == ["translate(-6 0)", "translate(6 0)", "translate(-6 0)", None]
    one, two, three, other = (float(mark.attributes["y"]) for mark in marks)
    assert one == two == other == three + 12


def test_a_mark_leads_to_its_row_and_says_what_it_is() -> None:
    (link,) = drawn(chart(lane(5)), "a")
    assert link.attributes["href"] == "#s5"
    assert link.attributes["tabindex"] == "-1"
    assert link.children[0] == Shape("title", {}, ("day 5",))


def test_what_was_said_later_is_no_link_and_lies_under_a_veil() -> None:
    on = MONDAY + timedelta(days=30)
    plot = chart(PartyLane("Upriver", "UP", "a", "", [said(5), said(40, later=True)]), on=on)
    assert len(drawn(plot, "use")) == 2
    assert len(drawn(plot, "a")) == 1
    (veil,) = [shape for shape in plot if shape.attributes.get("class") == "veil"]
    assert veil.attributes["x"] == "36.90%"  # 31 of 84 days
    assert plot.index(veil) > max(plot.index(shape) for shape in plot if shape.tag in ("use", "a"))


def test_no_veil_hides_a_margin() -> None:
    assert not [shape for shape in chart(lane(5), on=MONTHS.end - timedelta(days=2)) if shape.tag == "rect"]


def test_up_to_some_weeks_it_stacks_by_day_beyond_by_week_and_far_off_by_bars() -> None:
    spoke = [lane(*range(0, 30, 3))]
    spans = [Span(MONDAY, MONDAY + timedelta(days=days)) for days in (30, 84, 365, 1500, 9000)]
    layouts = [layout_for(span, spoke, 760) for span in spans]
    assert [layout.days for layout in layouts] == [1, 7, 7, 14, 49]
    assert [layout.has_marks for layout in layouts] == [True, True, True, False, False]


def test_a_stack_that_finds_no_room_makes_bars_of_all() -> None:
    crowd = [0] * (ROWS * 5)  # in twelve weeks five marks stand abreast
    assert layout_for(MONTHS, [lane(*crowd), lane(7)], 760).abreast == 5
    assert not layout_for(MONTHS, [lane(*crowd, 0), lane(7)], 760).has_marks


def test_a_phone_has_bars_where_a_desk_has_marks() -> None:
    half_a_year = Span(MONDAY, MONDAY + timedelta(days=183))
    assert timeline_chart(half_a_year, [lane(1)], [], half_a_year.end, zoom).layout.has_marks
    assert not narrow_chart(half_a_year, [lane(1)], [], half_a_year.end, zoom).layout.has_marks


def test_a_bar_counts_its_statements_by_what_they_do_and_leads_to_its_days() -> None:
    years = Span(MONDAY, MONDAY + timedelta(days=1400))
    acts = ["demand", "demand", "demand", "accuse", "reject", "reject"]
    spoke = PartyLane("Upriver", "UP", "a", "", [said(number, act) for number, act in enumerate(acts)])
    (link,) = drawn(timeline_chart(years, [spoke], [], years.end, zoom).plot, "a")
    assert link.attributes["href"].startswith("?from=2025-05-12&to=2025-05-")  # type: ignore[union-attr]
    assert link.children[0].children[0].endswith(": 6")  # type: ignore[union-attr]
    bars = [(bar.attributes["class"], bar.attributes["height"]) for bar in drawn([link], "rect")]
    assert bars == [("density p-a", "18"), ("density is-neither p-a", "6"), ("refused p-a", "12")]
    assert drawn([link], "rect")[2].attributes["fill"] == "url(#hatch-a)"


def test_the_numbers_are_those_of_the_stacks() -> None:
    weeks = counts(MONTHS, [lane(0, 3, 7), lane(6, 80)], 7)
    assert [(days.first, row) for days, row in weeks] == [
        (MONDAY, [2, 1]),
        (MONDAY + timedelta(days=7), [1, 0]),
        (MONDAY + timedelta(days=77), [0, 1]),
    ]


def test_without_lanes_there_is_still_a_plot() -> None:
    empty = timeline_chart(MONTHS, [], [MEETING], MONTHS.end, zoom)
    assert empty.height > 0
    assert drawn(empty.plot, "text")


@given(
    st.lists(st.lists(st.integers(0, 999), max_size=30), max_size=4),
    st.integers(1, 1000),
    st.sampled_from([250.0, 760.0]),
)
def test_whatever_was_said_stays_in_the_plot(lanes: list[list[int]], days: int, width: float) -> None:
    span = Span(MONDAY, MONDAY + timedelta(days=days))
    spoke = [lane(*[day for day in sorted(of_lane) if day < days]) for of_lane in lanes]
    found = timeline_chart(span, spoke, [], span.end, zoom, width)
    for mark in drawn(found.plot, "use"):
        assert 0 <= float(str(mark.attributes["x"])[:-1]) <= 100
        assert 0 <= float(mark.attributes["y"]) <= found.height
    for bar in drawn(found.plot, "rect"):
        assert 0 <= float(bar.attributes["y"]) <= found.height
        assert float(str(bar.attributes["x"])[:-1]) + float(str(bar.attributes["width"])[:-1]) <= 100.02
    if found.layout.has_marks:
        assert len(drawn(found.plot, "use")) == sum(len(one.said) for one in spoke)


def test_no_two_marks_of_a_lane_lie_on_one_spot() -> None:
    spots = [
        (m.attributes["x"], m.attributes["y"], m.attributes.get("transform"))
        for m in drawn(chart(lane(*range(60))), "use")
    ]
    assert len(spots) == len(set(spots)) == 60
