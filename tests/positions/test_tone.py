"""Hostile acts against cooperative ones, by week."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from negotiations.models import Act
from negotiations.positions import tone_of, weeks_of
from negotiations.positions.tone import COOPERATIVE, HOSTILE, NEITHER, monday_of
from tests.positions.sketches import FIRST, day, says

TO_MONDAY = (7 - FIRST.weekday()) % 7
"""Days from the first of a sketch to the next Monday."""


@pytest.mark.parametrize(
    ("act", "tone"),
    [
        ("reject", "hostile"),
        ("accuse", "hostile"),
        ("threaten", "hostile"),
        ("accept", "cooperative"),
        ("concede", "cooperative"),
        ("promise", "cooperative"),
        ("propose", "cooperative"),
        ("praise", "cooperative"),
        ("demand", "neither"),
        ("appeal", "neither"),
        ("comment", "neither"),
        ("condition", "neither"),
    ],
)
def test_each_act_has_one_tone(act: str, tone: str) -> None:
    assert tone_of(act) == tone


def test_no_act_is_left_out_or_counted_twice() -> None:
    assert sorted([*COOPERATIVE, *HOSTILE, *NEITHER]) == sorted(Act)


def test_a_week_begins_on_its_monday_and_ends_on_its_sunday() -> None:
    monday = date(2025, 5, 12)
    assert {monday_of(monday + timedelta(days=n)) for n in range(7)} == {monday}
    assert monday_of(date(2025, 5, 11)) == date(2025, 5, 5)
    (week,) = weeks_of([says(None, act="accuse", on=TO_MONDAY)])
    assert (week.monday, week.sunday) == (day(TO_MONDAY), day(TO_MONDAY + 6))


def test_counts_each_week_apart_and_skips_those_in_which_nothing_was_said() -> None:
    found = weeks_of(
        [
            says(None, act="accuse", on=TO_MONDAY + 6),
            says(20, act="accept", on=TO_MONDAY),
            says(None, act="threaten", on=TO_MONDAY + 21),
            says(20, act="demand", on=TO_MONDAY + 1),
        ]
    )
    assert [(week.monday, week.cooperative, week.hostile, week.neither) for week in found] == [
        (day(TO_MONDAY), 1, 1, 1),
        (day(TO_MONDAY + 21), 0, 1, 0),
    ]
    assert [coded.act for coded in found[0].said] == ["accept", "demand", "accuse"]


def test_nothing_said_has_no_weeks() -> None:
    assert weeks_of([]) == []
