"""The gap over time, and without weak evidence."""

from __future__ import annotations

import pytest

from negotiations.positions import Record, Scale, Step, Weak, gap_steps
from tests.positions.sketches import FUND, ONE, OTHER, TRUCE, day, record, says, step

TRUCES, FUNDS = Scale(TRUCE, 0, 100), Scale(FUND, 0, 100)
SIDES = (ONE, OTHER)

FIRST = says(0, on=0)
OTHERS = says(100, on=0, party=OTHER)
RUMOUR = says(60, on=4)
TALKS = record(FIRST, OTHERS, RUMOUR)
"""The first side moves from 0 to 60 on the word of a source without a name; the other stands at 100."""


def steps(record: Record = TALKS, weak: Weak | None = None, until: int = 8) -> list[Step]:
    return gap_steps(record, SIDES, [TRUCES], day(0), day(until), weak)


def test_where_nothing_is_weak_the_band_is_the_line() -> None:
    assert steps() == [step(day(0), day(4), 100, 1), step(day(4), day(8), 40, 1)]
    assert steps(weak={"unnamed": set()}) == steps()


def test_a_move_on_weak_evidence_opens_the_band_to_where_the_side_stood_before() -> None:
    assert steps(weak={"unnamed": {RUMOUR.id}}) == [
        step(day(0), day(4), 100, 1),
        Step(day(4), day(8), 40, 1, 40, 100, 1),
    ]


def test_kinds_of_weak_evidence_are_left_out_in_turn_and_not_together() -> None:
    again = says(30, on=6)
    talks = record(FIRST, OTHERS, RUMOUR, again)
    found = steps(talks, {"unnamed": {RUMOUR.id}, "single": {again.id}})
    assert found[-1] == Step(day(6), day(8), 70, 1, 40, 70, 1)


def test_what_is_known_on_weak_evidence_alone_is_not_firm() -> None:
    assert steps(weak={"single": {FIRST.id, RUMOUR.id}}) == [
        Step(day(0), day(4), 100, 1, 100, 100, 0),
        Step(day(4), day(8), 40, 1, 40, 40, 0),
    ]


def test_a_gap_that_only_appears_without_weak_evidence_is_no_gap() -> None:
    refusal = says(0, on=4, act="reject")
    found = steps(record(FIRST, OTHERS, refusal), {"unnamed": {refusal.id}})
    assert found[-1] == Step(day(4), day(8), None, 0, None, None, 0)


def test_the_band_of_the_mean_is_weighted_as_the_mean_is() -> None:
    talks = record(FIRST, OTHERS, RUMOUR, says(0, issue=FUND), says(100, party=OTHER, issue=FUND))
    scales = [Scale(TRUCE, 0, 100, weight=3), FUNDS]
    last = gap_steps(talks, SIDES, scales, day(0), day(8), {"unnamed": {RUMOUR.id}})[-1]
    assert (last.points, last.low, last.high, last.firm) == (55, 55, 100, 2)


def test_two_issues_that_rest_on_different_weak_evidence_are_not_doubted_at_once() -> None:
    fund = says(50, issue=FUND, on=2)
    talks = record(FIRST, OTHERS, RUMOUR, says(0, issue=FUND), fund, says(100, party=OTHER, issue=FUND))
    weak: Weak = {"unnamed": {RUMOUR.id}, "single": {fund.id}}
    last = gap_steps(talks, SIDES, [TRUCES, FUNDS], day(0), day(8), weak)[-1]
    assert (last.points, last.low, last.high) == (45, 45, 75)  # 40 and 50; 100 and 50, or 40 and 100


def test_an_issue_that_only_weak_evidence_knows_is_left_out_with_it_as_a_reader_would_see() -> None:
    only = says(80, issue=FUND, party=OTHER)
    talks = record(FIRST, OTHERS, says(0, issue=FUND), only)
    whole = gap_steps(talks, SIDES, [TRUCES, FUNDS], day(0), day(8), {"single": {only.id}})[-1]
    left = gap_steps(talks.without({only.id}), SIDES, [TRUCES, FUNDS], day(0), day(8))[-1]
    assert (whole.points, whole.low, whole.high, whole.firm) == (90, 90, left.points, 1)


def test_steps_that_do_not_differ_are_one() -> None:
    assert steps(record(FIRST, OTHERS, says(0, on=3))) == [step(day(0), day(8), 100, 1)]


@pytest.mark.parametrize("until", [1, 4])
def test_a_period_that_ends_before_a_change_does_not_show_it(until: int) -> None:
    assert steps(until=until) == [step(day(0), day(until), 100, 1)]
