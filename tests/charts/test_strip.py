"""Marks of what was said without a place on the scale."""

from __future__ import annotations

from datetime import timedelta

from negotiations.charts.lane import Said
from negotiations.charts.strip import ROW, Unplaced, strip
from negotiations.charts.times import Span
from tests.charts.test_gap import FIRST, of_class

SPAN = Span(FIRST, FIRST + timedelta(days=100))


def row(code: str, *days: int) -> Unplaced:
    said = [Said(FIRST + timedelta(days=day), "threaten", 0, "#", "said", str(day)) for day in days]
    return Unplaced(f"Party {code}", code, "a", said)


def test_each_party_has_a_row_of_its_own() -> None:
    drawn = strip(SPAN, [row("A", 10, 50), row("B", 10)], 176)
    marks = of_class(drawn.plot, "opens")
    heights = [mark.children[1].attributes["y"] for mark in marks]  # type: ignore[union-attr]
    assert heights == ["12", "12", "36"]
    assert drawn.height == 2 * ROW
    assert [name.children[0] for name in drawn.axis] == ["Party A", "Party B"]


def test_beside_a_narrow_axis_names_are_codes() -> None:
    assert [name.children[0] for name in strip(SPAN, [row("A", 1)], 60).axis] == ["A"]


def test_alone_it_names_the_days() -> None:
    assert of_class(strip(SPAN, [row("A", 1)], 176, dated=True).plot, "tick")
    assert not of_class(strip(SPAN, [row("A", 1)], 176).plot, "tick")
