"""Where one party contradicts itself on one issue."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations.positions import Coded, Contradiction, Scale, contradictions_of
from tests.positions.sketches import FUND, ONE, OTHER, TRUCE, Ends, record, says

SCALES = {TRUCE: Scale(TRUCE, 0, 100), FUND: Scale(FUND, 0, 1000)}
LEADER, AIDE = 7, 8


def found(*coded: Coded, window: int = 14, party: int = ONE) -> list[Contradiction]:
    return contradictions_of(record(*coded), party, SCALES, window)


def told(*coded: Coded, window: int = 14) -> list[tuple[str, float, int]]:
    return [(one.kind, one.points, one.days) for one in found(*coded, window=window)]


def test_two_speakers_whose_outcomes_do_not_overlap_are_two_voices() -> None:
    assert told(says(20, by=LEADER), says(60, by=AIDE, on=3)) == [("voices", 40, 3)]


@pytest.mark.parametrize(
    ("one", "other"), [(20, 20), ((10, 40), 30), ((10, 40), (40, 60)), ((50, None), 70), (None, 50)]
)
def test_outcomes_that_overlap_contradict_nothing(one: Ends, other: Ends) -> None:
    assert told(says(one, by=LEADER), says(other, by=AIDE, on=3)) == []


def test_one_speaker_who_moves_and_stays_there_has_moved() -> None:
    assert told(says(20, by=LEADER), says(60, by=LEADER, on=3), says(60, by=LEADER, on=5)) == []


def test_who_names_nobody_on_another_day_may_be_the_same_speaker() -> None:
    assert told(says(20, by=LEADER), says(60, on=3)) == []
    assert told(says(20), says(60, on=3)) == []


def test_two_texts_of_one_day_are_two_voices_whoever_speaks() -> None:
    assert told(says(20, text="morning"), says(60, text="noon")) == [("voices", 40, 0)]


def test_two_outcomes_in_one_text_by_one_voice_are_a_range() -> None:
    assert told(says(20), says(60)) == []
    assert told(says(20, by=LEADER), says(60, by=LEADER)) == []


def test_two_speakers_in_one_text_are_two_voices() -> None:
    assert told(says(20, by=LEADER), says(60, by=AIDE)) == [("voices", 40, 0)]


@pytest.mark.parametrize(("window", "count"), [(1, 0), (9, 0), (10, 1), (90, 1)])
def test_the_window_is_the_most_days_between_the_two(window: int, count: int) -> None:
    assert len(told(says(20, by=LEADER), says(60, by=AIDE, on=10), window=window)) == count


def test_each_is_held_against_the_nearest_before_it_and_not_again_where_it_only_repeats() -> None:
    said = [says(20, by=LEADER), says(30, by=LEADER, on=1), says(60, by=AIDE, on=3), says(60, by=AIDE, on=5)]
    assert told(*said) == [("voices", 30, 2)]


def test_going_back_within_the_window_is_a_return() -> None:
    said = [says(20, by=LEADER), says(60, by=LEADER, on=3), says(20, by=LEADER, on=6)]
    (one,) = found(*said)
    assert (one.kind, one.points, one.days) == ("return", 40, 3)
    assert one.before
    assert [u.last.id for u in (one.before, one.earlier, one.later)] == [coded.id for coded in said]


def test_going_back_after_the_window_is_a_move() -> None:
    said = [says(20, by=LEADER), says(60, by=LEADER, on=3), says(20, by=LEADER, on=20)]
    assert told(*said) == []
    assert told(*said, window=20) == [("return", 40, 17)]


@pytest.mark.parametrize("first", ["accept", "reject"])
def test_to_accept_and_refuse_the_same_outcome_is_a_contradiction(first: str) -> None:
    second = "reject" if first == "accept" else "accept"
    assert told(says(60, act=first, by=LEADER), says(60, act=second, by=LEADER, on=4)) == [("refusal", 0, 4)]


def test_a_refusal_of_all_and_more_counts_and_one_of_a_part_does_not() -> None:
    assert told(says(60), says((50, 100), act="reject", on=2)) == [("refusal", 0, 2)]
    assert told(says((50, 100)), says(60, act="reject", on=2)) == []


def test_to_refuse_another_outcome_is_none() -> None:
    assert told(says(60), says(20, act="reject", on=2)) == []


def test_the_window_holds_for_refusals_too() -> None:
    assert told(says(60), says(60, act="reject", on=15)) == []
    assert told(says(60), says(60, act="reject", on=15), window=15) == [("refusal", 0, 15)]


def test_the_higher_office_speaking_later_may_mean_a_new_position() -> None:
    (later,) = found(says(20, by=AIDE, rank=5), says(60, by=LEADER, rank=1, on=2))
    (earlier,) = found(says(20, by=LEADER, rank=1), says(60, by=AIDE, rank=5, on=2))
    (same_day,) = found(says(20, by=AIDE, rank=5), says(60, by=LEADER, rank=1))
    assert (later.overruled, earlier.overruled, same_day.overruled) == (True, False, False)


def test_what_two_speakers_of_one_text_accept_and_refuse_is_told_once() -> None:
    assert told(says(60, by=LEADER), says(60, by=AIDE, act="reject")) == [("refusal", 0, 0)]
    assert told(says(60, by=AIDE, act="reject"), says(60, by=LEADER)) == [("refusal", 0, 0)]
    assert told(says(60, by=AIDE, act="reject"), says(60, by=AIDE)) == []


@given(st.permutations(range(6)))
def test_in_whatever_order_the_statements_are_read(order: list[int]) -> None:
    said = [
        says(20, by=LEADER),
        says(60, by=AIDE, on=2, rank=3),
        says(60, act="reject", by=LEADER, on=2, rank=1),
        says(20, by=LEADER, on=5, text="b"),
        says(80, by=AIDE, on=5, text="a"),
        says(60, by=AIDE, on=9),
    ]
    assert found(*(said[number] for number in order)) == found(*said)
    assert [one.kind for one in found(*said)].count("refusal") == 2
    assert len(found(*said)) == 6


def test_each_issue_and_each_party_stands_alone() -> None:
    said = [
        says(20, by=LEADER),
        says(600, by=AIDE, issue=FUND, on=1),
        says(60, by=AIDE, party=OTHER, on=2),
        says(None, by=AIDE, act="accuse", on=2),
    ]
    assert found(*said) == []
    assert found(*said, party=OTHER) == []


def test_an_issue_without_a_scale_has_none() -> None:
    assert contradictions_of(record(says(20, by=LEADER), says(60, by=AIDE)), ONE, {}) == []


def test_the_newest_stands_first_and_distance_is_in_points_of_the_scale() -> None:
    said = [
        says(20, by=LEADER),
        says(60, by=AIDE, on=2),
        says(100, by=LEADER, issue=FUND, on=4),
        says(300, by=AIDE, issue=FUND, on=5),
    ]
    assert told(*said) == [("voices", 20, 1), ("voices", 40, 2)]
