"""How far apart two parties stand."""

from __future__ import annotations

import pytest

from negotiations.positions import Scale, gap, gap_steps, overall
from tests.positions.sketches import FUND, ONE, OTHER, STANDING, THIRD, TRUCE, Ends, day, record, says, stands, step

TRUCES, FUNDS = Scale(TRUCE, 0, 100), Scale(FUND, 0, 2000)
SIDES = (ONE, OTHER)


@pytest.mark.parametrize(
    ("one", "other", "points", "apart", "zone"),
    [
        (0, 100, 100, 100, None),
        (100, 0, 100, 100, None),
        (40, 40, 0, 0, (40, 40)),
        ((0, 50), (30, 80), 0, 0, (30, 50)),
        ((0, 30), (30, 80), 0, 0, (30, 30)),
        ((0, 30), (55, 80), 25, 25, None),
        ((60, None), 20, 40, 40, None),
        ((60, None), 80, 0, 0, (80, 80)),
        ((60, None), (None, 70), 0, 0, (60, 70)),
        ((60, None), (70, None), 0, 0, (70, 100)),
        ((None, 20), (90, None), 70, 70, None),
    ],
)
def test_a_gap_is_the_distance_of_the_ranges_and_nothing_where_they_meet(
    one: Ends, other: Ends, points: float, apart: float, zone: object
) -> None:
    found = gap(stands(says(one), on=0), stands(says(other), on=0), TRUCES)
    assert found is not None
    assert (found.points, found.apart, found.zone) == (points, apart, zone)


def test_a_numeric_scale_tells_the_gap_in_its_unit_and_in_points() -> None:
    found = gap(stands(says((1300, None)), on=0), stands(says(300), on=0), FUNDS)
    assert found is not None
    assert (found.apart, found.points) == (1000, 50)


def test_a_scale_need_not_begin_at_nothing() -> None:
    found = gap(stands(says(-5), on=0), stands(says(5), on=0), Scale(FUND, -10, 30))
    assert found is not None
    assert (found.apart, found.points) == (10, 25)


def test_a_gap_is_unknown_where_either_position_is() -> None:
    known = stands(says(40), on=0)
    assert gap(known, None, TRUCES) is gap(None, known, TRUCES) is gap(None, None, TRUCES) is None
    assert gap(known, stands(says(90, act="reject"), on=0), TRUCES) is None


TALKS = record(
    says(0, party=ONE, on=0),
    says(100, party=OTHER, on=0),
    says(0, party=ONE, issue=FUND, on=0),
    says(1000, party=OTHER, issue=FUND, on=5),
    says(50, party=OTHER, on=9),
)


def test_the_overall_gap_is_weighted_by_salience_over_what_is_known_on_both_sides() -> None:
    even, heavy = [TRUCES, FUNDS], [Scale(TRUCE, 0, 100, 3), FUNDS]
    found = [overall(TALKS, SIDES, scales, day(5)) for scales in (even, heavy)]
    assert [one.points for one in found] == [75, 87.5]


def test_the_overall_gap_tells_its_coverage() -> None:
    third = Scale(STANDING, 0, 100)
    early, late = (overall(TALKS, SIDES, [TRUCES, FUNDS, third], day(number)) for number in (0, 5))
    assert (early.points, early.known, early.of, early.issues) == (100, 1, 3, (TRUCE,))
    assert (late.known, late.of, late.issues) == (2, 3, (TRUCE, FUND))


def test_the_overall_gap_of_nothing_known_is_unknown_and_not_nothing() -> None:
    assert overall(TALKS, (ONE, THIRD), [TRUCES, FUNDS], day(9)).points is None
    assert overall(TALKS, SIDES, [], day(9)).points is None
    assert overall(TALKS, SIDES, [TRUCES], day(-1)).known == 0


def test_two_days_are_compared_on_the_issues_known_on_both() -> None:
    scales = [TRUCES, FUNDS]
    early = overall(TALKS, SIDES, scales, day(0))
    late = overall(TALKS, SIDES, scales, day(9))
    fair = overall(TALKS, SIDES, scales, day(9), only=set(early.issues) & set(late.issues))
    assert (early.points, late.points, fair.points) == (100, 50, 50)
    uneven = overall(TALKS, SIDES, scales, day(5), only=early.issues)
    assert (uneven.points, uneven.issues) == (100, (TRUCE,))


def test_steps_hold_from_one_change_to_the_next() -> None:
    assert gap_steps(TALKS, SIDES, [TRUCES, FUNDS], day(-2), day(12)) == [
        step(day(-2), day(0), None, 0),
        step(day(0), day(5), 100, 1),
        step(day(5), day(9), 75, 2),
        step(day(9), day(12), 50, 2),
    ]


def test_steps_begin_inside_the_period_with_what_held_before() -> None:
    assert gap_steps(TALKS, SIDES, [TRUCES], day(3), day(7)) == [step(day(3), day(7), 100, 1)]
