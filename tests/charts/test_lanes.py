from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from negotiations.charts.lane import FOOT, HEIGHT, TOP, PartyLane, Refusal, Rung, Said, Stretch
from negotiations.charts.lanes import LaneChart, lane_chart
from negotiations.charts.shapes import Shape
from negotiations.charts.times import Span
from tests.charts.test_gap import FIRST, of_class
from tests.charts.test_scale import across

SPAN = Span(FIRST, FIRST + timedelta(days=300))
RUNGS = [Rung(0, "No", "0"), Rung(3, "Hardly", "3"), Rung(50, "Half", "50"), Rung(100, "Yes", "100")]
values = st.integers(0, 100)


@st.composite
def lanes(draw: st.DrawFn, slot: str, is_side: bool) -> PartyLane:
    starts = sorted(draw(st.lists(st.integers(0, 290), min_size=0, max_size=6, unique=True)))
    stretches, said = [], []
    for start, end in zip(starts, [*starts[1:], 300], strict=False):
        low, high = sorted((draw(values), draw(values)))
        first, last = FIRST + timedelta(days=start), FIRST + timedelta(days=end)
        stretches.append(Stretch(first, last, low, high, first + timedelta(days=90), draw(st.booleans())))
        said.append(Said(first, draw(st.sampled_from(["demand", "propose"])), low, f"#s{start}", "said"))
    refusals = [Refusal(FIRST, FIRST + timedelta(days=20), draw(values))] if draw(st.booleans()) else []
    return PartyLane(f"Party {slot}", slot.upper(), slot, is_side, stretches, refusals, said)


charts = st.tuples(lanes("a", True), lanes("b", True), lanes("m", False), lanes("e", False))


def drawn(found: tuple[PartyLane, ...], on: date = SPAN.end) -> LaneChart:
    return lane_chart(SPAN, (0, 100), RUNGS, found, [], on)


def all_shapes(shapes: list[Shape]) -> list[Shape]:
    return [one for shape in shapes for one in (shape, *all_shapes(inside(shape)))]


def inside(shape: Shape) -> list[Shape]:
    return [child for child in shape.children if isinstance(child, Shape)]


@given(charts, st.integers(0, 300))
def test_nothing_lies_outside_of_the_plot(found: tuple[PartyLane, ...], after: int) -> None:
    chart = drawn(found, FIRST + timedelta(days=after))
    marks = [shape for shape in all_shapes(chart.plot) if shape.tag in ("a", "use", "text")]
    rest = [shape for shape in chart.plot if shape not in marks]
    assert all(-0.01 <= x <= 110 for x in across(rest))
    for shape in all_shapes(chart.plot):
        for name in ("y", "y1", "y2"):
            if name in shape.attributes:
                assert 0 <= float(str(shape.attributes[name])) <= HEIGHT


@given(charts)
def test_every_statement_is_a_mark_or_counted_by_one(found: tuple[PartyLane, ...]) -> None:
    links = [shape for shape in drawn(found).plot if shape.tag == "a"]
    told = 0
    for link in links:
        times = of_class(inside(link), "times")
        told += int(str(times[0].children[0]).removeprefix("×")) if times else 1
    assert told == sum(len(lane.said) for lane in found)


@given(charts)
def test_names_at_the_ends_do_not_overlap(found: tuple[PartyLane, ...]) -> None:
    names = [shape for shape in drawn(found).ends if shape.tag == "text"]
    heights = sorted(float(str(name.attributes["y"])) for name in names)
    assert len(names) == sum(bool(lane.stretches) for lane in found)
    assert all(later - one > 15 for one, later in pairwise(heights))
    assert all(TOP <= height <= HEIGHT - FOOT + 8 for height in heights)


def test_names_of_near_options_do_not_overlap_and_keep_their_order() -> None:
    axis = [shape for shape in drawn(()).axis if shape.attributes["class"] == "opt"]
    heights = [float(str(label.attributes["y"])) for label in axis]
    assert [label.children[0] for label in axis] == ["No", "Hardly", "Half", "Yes"]
    assert all(lower - upper >= 14 for lower, upper in pairwise(heights))


def lane(slot: str, low: float, high: float) -> PartyLane:
    stretch = Stretch(FIRST, SPAN.end, low, high, SPAN.end)
    return PartyLane(slot, slot, slot, True, [stretch], [], [])


def test_the_space_between_the_sides_is_a_gap_or_shared_ground() -> None:
    assert of_class(drawn((lane("a", 0, 20), lane("b", 60, 80))).plot, "between")
    assert of_class(drawn((lane("a", 0, 70), lane("b", 60, 80))).plot, "zone")


def test_what_came_after_the_day_lies_under_a_veil() -> None:
    assert of_class(drawn((lane("a", 0, 20),), FIRST + timedelta(days=30)).plot, "veil")
    assert not of_class(drawn((lane("a", 0, 20),)).plot, "veil")


def test_an_old_position_fades() -> None:
    old = Stretch(FIRST, SPAN.end, 50, 50, FIRST + timedelta(days=90))
    classes = [str(s.attributes["class"]) for s in drawn((PartyLane("a", "a", "a", True, [old], [], []),)).plot]
    assert "way s-a main silent" in classes
    assert "way s-a main" in classes


def held(slot: str, is_side: bool, *stretches: tuple[int, int, float, float]) -> PartyLane:
    """Stretches from one day until another, between two values."""
    told = [
        Stretch(FIRST + timedelta(days=start), FIRST + timedelta(days=end), low, high, FIRST + timedelta(days=999))
        for start, end, low, high in stretches
    ]
    return PartyLane(f"Party {slot}", slot.upper(), slot, is_side, told, [], [])


def words(shapes: list[Shape], cls: str) -> list[str]:
    found = [one for one in all_shapes(shapes) if str(one.attributes.get("class", "")).split(" ")[0] == cls]
    return [str(one.children[0]) for one in found]


def test_what_both_accept_is_gold_and_named_where_it_is_wide() -> None:
    sides = held("a", True, (0, 300, 0, 60)), held("b", True, (0, 100, 100, 100), (100, 300, 50, 100))
    plot = drawn(sides).plot
    assert words(plot, "apart") == ["40 apart"]
    assert words(plot, "zone-name") == ["both accept"]
    assert len(of_class(plot, "zone")) == len(of_class(plot, "between")) == 1


def test_a_narrow_field_bears_no_name() -> None:
    sides = held("a", True, (0, 20, 0, 0), (20, 40, 50, 50)), held("b", True, (0, 40, 50, 50))
    assert words(drawn(sides).plot, "zone-name") == words(drawn(sides).plot, "apart") == []


def test_neighbours_that_differ_in_nothing_bear_one_name() -> None:
    sides = held("a", True, (0, 100, 0, 0), (100, 200, 0, 0)), held("b", True, (0, 200, 100, 100))
    assert words(drawn(sides).plot, "apart") == ["100 apart"]


def test_one_side_alone_has_no_gap() -> None:
    assert of_class(drawn((held("a", True, (0, 300, 0, 0)), held("m", False, (0, 300, 50, 50)))).plot, "between") == []


def test_marks_of_two_parties_on_one_spot_step_aside_and_the_side_keeps_its_own() -> None:
    said = [Said(FIRST + timedelta(days=30), "demand", 50, "#", "said", "1")]
    found = PartyLane("M", "M", "m", False, [], [], said), PartyLane("A", "A", "a", True, [], [], said)
    links = of_class(drawn(found).plot, "opens")
    assert [inside(link)[1].attributes["x"] for link in links] == ["11.10%", "10.00%"]


def test_a_mark_leads_to_the_first_of_its_statements_and_names_all() -> None:
    said = [Said(FIRST + timedelta(days=n), "demand", 50, f"?open={n}", "said", str(n), is_open=n == 2) for n in (1, 2)]
    lane = PartyLane("Party a", "A", "a", True, [], [], said)
    (link,) = of_class(drawn((lane,)).plot, "opens")
    assert (link.attributes["href"], link.attributes["data-said"]) == ("?open=1", "1 2")
    assert link.attributes["aria-current"] == "true"


def test_names_of_what_came_after_the_day_shown_are_paler() -> None:
    held = Stretch(FIRST, SPAN.end, 0, 0, SPAN.end)
    lane = PartyLane("Party a", "A", "a", True, [held], [], [])
    assert of_class(drawn((lane,), FIRST + timedelta(days=100)).ends, "after")
    assert not of_class(drawn((lane,)).ends, "after")
