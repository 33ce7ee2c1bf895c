from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from negotiations.charts.shapes import Shape
from negotiations.charts.times import Meeting, Span
from negotiations.charts.tone import BOTTOM, TOP, Bar, ToneChart, tone_chart

MONDAY = date(2025, 5, 5)
SPAN = Span(MONDAY, MONDAY + timedelta(days=70))  # ten weeks


def bar(week: int, cooperative: int, hostile: int, *, chosen: bool = False) -> Bar:
    return Bar(MONDAY + timedelta(days=7 * week), cooperative, hostile, f"#w{week}", f"week {week}", chosen)


def chart(*bars: Bar, on: date = SPAN.end, rounds: Sequence[Meeting] = ()) -> ToneChart:
    return tone_chart(SPAN, bars, "a", rounds, on)


def rects(drawn: ToneChart, cls: str) -> list[dict[str, str | float | int]]:
    inside = [child for shape in drawn.plot if shape.tag == "a" for child in shape.children if isinstance(child, Shape)]
    return [child.attributes for child in inside if str(child.attributes.get("class", "")).split(" ")[0] == cls]


def test_cooperative_acts_stand_on_the_line_and_hostile_ones_hang_from_it_in_one_unit() -> None:
    drawn = chart(bar(0, 3, 1))
    (above,), (below,) = rects(drawn, "tone-for"), rects(drawn, "tone-against")
    unit = (BOTTOM - TOP) / 4
    assert (float(above["y"]), float(above["height"])) == (TOP, 3 * unit)
    assert (float(below["y"]), float(below["height"])) == (TOP + 3 * unit, unit)


def test_a_week_without_either_has_no_bar() -> None:
    drawn = chart(bar(0, 0, 0), bar(1, 1, 0))
    assert len([shape for shape in drawn.plot if shape.tag == "a"]) == 1
    assert rects(drawn, "tone-against") == []


def test_a_bar_is_a_link_to_its_week_with_a_title_that_the_keyboard_skips() -> None:
    (link,) = (shape for shape in chart(bar(2, 1, 1)).plot if shape.tag == "a")
    assert link.attributes["href"] == "#w2"
    assert link.attributes["tabindex"] == "-1"
    title = link.children[0]
    assert isinstance(title, Shape)
    assert title.children == ("week 2",)


def test_bars_stay_bars_where_weeks_are_wide() -> None:
    (wide,) = rects(chart(bar(2, 1, 0)), "tone-for")
    assert wide["width"] == "4.00%"
    assert wide["x"] == "23.00%"  # in the middle of its week, 20 to 30 %
    long = tone_chart(Span(MONDAY, MONDAY + timedelta(days=700)), [bar(0, 1, 0)], "a", (), MONDAY)
    assert rects(long, "tone-for")[0]["width"] == "0.74%"


def test_the_week_chosen_is_marked() -> None:
    drawn = chart(bar(0, 1, 1), bar(1, 1, 1, chosen=True))
    marked = [one["class"] for cls in ("tone-for", "tone-against") for one in rects(drawn, cls)]
    assert [str(cls).endswith("is-chosen") for cls in marked] == [False, True, False, True]


def test_the_axis_counts_both_ways_in_round_steps() -> None:
    drawn = chart(bar(0, 12, 7))
    assert sorted(str(shape.children[0]) for shape in drawn.axis) == sorted(
        ["0", "2", "4", "6", "8", "10", "12", "2", "4", "6"]
    )


def test_without_any_act_the_axis_still_stands() -> None:
    assert [str(shape.children[0]) for shape in chart().axis] == ["0", "1", "2", "1", "2"]


def test_the_day_shown_is_marked_where_the_chart_goes_on_after_it() -> None:
    def cursors(drawn: ToneChart) -> int:
        return sum(shape.attributes.get("class") == "cursor" for shape in drawn.plot)

    assert cursors(chart(on=MONDAY + timedelta(days=30))) == 1
    assert cursors(chart(on=SPAN.end)) == 0
