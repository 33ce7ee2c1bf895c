from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from negotiations.charts.scale import Axis, Place, dumbbell, move_mark, track
from negotiations.charts.shapes import Shape

values = st.floats(0, 100).map(lambda value: round(value, 2))
axes = st.lists(values, max_size=7, unique=True).map(lambda found: Axis(0, 100, sorted(found)))
ranges = st.tuples(values, values).map(sorted)


@st.composite
def places(draw: st.DrawFn, slot: str = "a") -> Place:
    low, high = draw(ranges)
    return Place(low, high, slot, draw(st.booleans()), draw(st.booleans()))


def across(shapes: list[Shape]) -> list[float]:
    """Every place on the width that any shape takes, in percent."""
    found: list[float] = []
    for shape in shapes:
        given = {name: str(shape.attributes[name]) for name in ("x", "x1", "x2", "cx") if name in shape.attributes}
        places = {name: float(value[:-1]) for name, value in given.items() if value.endswith("%")}
        found += places.values()
        if "width" in shape.attributes:
            found.append(places["x"] + float(str(shape.attributes["width"])[:-1]))
        found += across([child for child in shape.children if isinstance(child, Shape)])
    return found


def classes(shapes: list[Shape]) -> str:
    return " ".join(str(shape.attributes.get("class")) for shape in shapes)


@given(axes, places(), st.lists(ranges, max_size=3))
def test_nothing_of_a_track_lies_outside(axis: Axis, place: Place, refused: list[list[float]]) -> None:
    drawn = track(axis, place, [(low, high) for low, high in refused], "a")
    assert all(0 <= x <= 100 for x in across(drawn))


@given(axes, places("a"), places("b"))
def test_nothing_of_a_dumbbell_lies_outside(axis: Axis, one: Place, other: Place) -> None:
    assert all(-4 <= x <= 104 for x in across(dumbbell(axis, one, other, ("AA", "BB"))))


@given(axes, places("a"), places("a"), st.lists(places("b"), max_size=2))
def test_nothing_of_a_move_lies_outside(axis: Axis, before: Place, after: Place, others: list[Place]) -> None:
    drawn = move_mark(axis, before, after, others)
    assert all(0 <= x <= 100 for x in across(drawn))
    assert sum("faint" in str(shape.attributes["class"]) for shape in drawn if shape.tag == "rect") == len(others)


@given(axes, values, values)
def test_what_is_higher_lies_farther_right(axis: Axis, one: float, other: float) -> None:
    assert (one <= other) == (axis.at(one) <= axis.at(other))


@given(st.floats(-1000, 1000))
def test_what_is_off_the_scale_lies_at_its_end(value: float) -> None:
    assert 3 <= Axis(0, 100).at(value) <= 97


@given(axes.filter(lambda axis: len(axis.options) > 1))
def test_the_reach_of_two_options_never_overlaps(axis: Axis) -> None:
    for lower, upper in pairwise(axis.options):
        assert axis.around(lower)[1] <= axis.around(upper)[0] + 1e-9


@given(values, values)
def test_a_gap_is_drawn_between_the_nearest_ends(one: float, other: float) -> None:
    drawn = dumbbell(Axis(0, 100), Place(one, one, "a"), Place(other, other, "b"), ("AA", "BB"))
    assert ("gap-bar" in classes(drawn)) == (one != other)
    assert ("zone" in classes(drawn)) == (one == other)


def test_ranges_that_overlap_share_a_zone() -> None:
    drawn = dumbbell(Axis(0, 100), Place(0, 60, "a"), Place(40, 100, "b"), ("AA", "BB"))
    zone = next(shape for shape in drawn if shape.attributes["class"] == "zone")
    axis = Axis(0, 100)
    assert zone.attributes["x"] == f"{axis.at(40) - 6:.2f}%"


def test_an_outcome_open_above_points_up_the_scale() -> None:
    assert any(shape.tag == "svg" for shape in track(Axis(0, 100), Place(30, 100, "a", open_above=True), [], "a"))


def test_a_party_without_a_position_has_only_its_axis() -> None:
    assert "place" not in classes(track(Axis(0, 100), None, [], "a"))


def test_a_party_long_silent_is_drawn_so() -> None:
    assert "is-silent" in classes(track(Axis(0, 100), Place(50, 50, "a", silent=True), [], "a"))
