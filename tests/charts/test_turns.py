from __future__ import annotations

from datetime import date, timedelta

from negotiations.charts.shapes import Shape
from negotiations.charts.times import Span
from negotiations.charts.turns import BOTTOM, TOP, Change, TurnChart, turn_chart

FIRST = date(2025, 5, 1)
SPAN = Span(FIRST, FIRST + timedelta(days=100))


def chart(*changes: Change) -> TurnChart:
    return turn_chart(SPAN, changes, ())


def change(before: float, after: float, *, day: int = 50) -> Change:
    return Change(FIRST + timedelta(days=day), before, after, "/round/", "a round")


def parts(drawn: TurnChart) -> list[Shape]:
    links = [shape for shape in drawn.plot if shape.tag == "a"]
    return [child for link in links for child in link.children if isinstance(child, Shape) and child.tag != "title"]


def test_a_ring_before_a_disc_after_and_a_line_between_on_the_full_axis() -> None:
    line, was, now = parts(chart(change(100, 0)))
    assert [shape.attributes["class"] for shape in (line, was, now)] == ["turn-line", "turn-was", "turn-now"]
    assert (float(was.attributes["cy"]), float(now.attributes["cy"])) == (TOP, BOTTOM)
    assert {shape.attributes["cx"] for shape in (was, now)} == {"50.00%"}


def test_no_change_is_one_place() -> None:
    assert [shape.attributes["class"] for shape in parts(chart(change(40, 40.3)))] == ["turn-now"]


def test_leads_to_its_round_and_lets_the_keyboard_pass() -> None:
    (link,) = (shape for shape in chart(change(40, 60)).plot if shape.tag == "a")
    assert (link.attributes["href"], link.attributes["tabindex"]) == ("/round/", "-1")


def test_what_lies_outside_of_the_span_is_not_drawn_on_its_edge() -> None:
    assert parts(chart(change(40, 60, day=-1), change(40, 60, day=101))) == []
