from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations.readers.window import SHORTEST, Window, window_of

YEAR = Window(date(2025, 1, 1), date(2025, 12, 31))
JUNE = Window(date(2025, 6, 1), date(2025, 6, 30))
days = st.dates(date(2024, 6, 1), date(2026, 6, 1))
windows = st.tuples(days, days).map(sorted).map(lambda pair: Window(*pair))


def test_nearer_is_the_middle_half() -> None:
    assert JUNE.nearer(YEAR) == Window(date(2025, 6, 8), date(2025, 6, 22))


def test_farther_is_twice_as_much_about_the_same_middle() -> None:
    assert JUNE.farther(YEAR) == Window(date(2025, 5, 17), date(2025, 7, 15))


def test_farther_at_the_end_of_the_record_is_pushed_back_into_it() -> None:
    december = Window(date(2025, 12, 1), date(2025, 12, 31))
    assert december.farther(YEAR) == Window(date(2025, 10, 31), date(2025, 12, 31))


def test_earlier_and_later_move_by_half() -> None:
    assert JUNE.earlier(YEAR) == Window(date(2025, 5, 17), date(2025, 6, 15))
    assert JUNE.later(YEAR) == Window(date(2025, 6, 16), date(2025, 7, 15))


def test_at_an_end_there_is_nothing_more_that_way() -> None:
    assert YEAR.earlier(YEAR) is YEAR.later(YEAR) is YEAR.farther(YEAR) is None
    week = Window(date(2025, 6, 1), date(2025, 6, 7))
    assert week.nearer(YEAR) is None


@given(windows, windows)
def test_every_move_changes_something_and_none_widens_what_it_should_narrow(at: Window, whole: Window) -> None:
    for moved in (at.nearer(whole), at.farther(whole), at.earlier(whole), at.later(whole)):
        assert moved is None or (moved != at and moved.start <= moved.end)
    nearer, farther = at.nearer(whole), at.farther(whole)
    assert nearer is None or SHORTEST <= nearer.days < at.days
    assert farther is None or farther == whole or farther.days > at.days


@given(windows)
def test_coming_nearer_ends(at: Window) -> None:
    steps = 0
    while moved := at.nearer(YEAR):
        at, steps = moved, steps + 1
        assert steps < 20


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ((None, None), JUNE.start, JUNE.end),
        ((date(2025, 6, 10), None), date(2025, 6, 10), JUNE.end),
        ((None, date(2025, 6, 10)), JUNE.start, date(2025, 6, 10)),
        ((date(2025, 7, 1), None), date(2025, 7, 1), YEAR.end),
        ((date(2026, 7, 1), None), date(2026, 7, 1), date(2026, 7, 1)),
        ((None, date(2025, 3, 1)), YEAR.start, date(2025, 3, 1)),
        ((None, date(2024, 3, 1)), date(2024, 3, 1), date(2024, 3, 1)),
        ((date(2024, 3, 1), date(2026, 3, 1)), date(2024, 3, 1), date(2026, 3, 1)),
    ],
)
def test_an_end_that_was_not_asked_for_is_the_usual_one_where_that_fits(
    asked: tuple[date | None, date | None], start: date, end: date
) -> None:
    assert window_of(asked, JUNE, YEAR) == Window(start, end)


def test_both_ends_belong_to_it() -> None:
    assert JUNE.days == 30
    assert JUNE.holds(JUNE.start)
    assert JUNE.holds(JUNE.end)
    assert not JUNE.holds(JUNE.end + timedelta(days=1))
    assert JUNE.past == date(2025, 7, 1)
