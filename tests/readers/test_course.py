"""How a gap went, hand-computed."""

from __future__ import annotations

from datetime import timedelta

from negotiations.positions import Step
from negotiations.readers.course import course_of
from tests.positions.sketches import day


def steps(*points: float | None) -> list[Step]:
    """Of ten days each."""
    return [
        Step(day(10 * at), day(10 * at + 10), one, 0 if one is None else 1, one, one, 1)
        for at, one in enumerate(points)
    ]


def test_tells_the_closest_the_widest_and_the_last() -> None:
    course = course_of(steps(66, 0, 75, 88), day(35))
    assert course
    assert (course.first.points, course.closest.points, course.widest.points, course.last.points) == (66, 0, 88, 88)
    assert course.closest.start == day(10)
    assert not course.steady


def test_of_equal_gaps_the_latest_counts() -> None:
    course = course_of(steps(50, 20, 50, 20), day(39))
    assert course
    assert (course.widest.start, course.closest.start) == (day(20), day(30))


def test_nothing_after_the_day_counts() -> None:
    course = course_of(steps(50, 20, 0), day(15))
    assert course
    assert course.closest.points == 20


def test_a_gap_that_is_not_known_that_day_has_no_course() -> None:
    assert course_of(steps(50, None), day(15)) is None
    assert course_of(steps(None, 50), day(9)) is None
    assert course_of([], day(9)) is None


def test_a_gap_that_never_changed_is_steady() -> None:
    course = course_of(steps(None, 50), day(10) + timedelta(days=5))
    assert course
    assert course.steady
