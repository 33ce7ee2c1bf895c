from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations.extraction.reliability import by_confidence_level, confidence_level, reliability, wilson

OUTCOMES = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60)


@pytest.mark.parametrize(
    ("confidence", "level"),
    [(1, "high"), (0.9, "high"), (0.899, "medium"), (0.6, "medium"), (0.599, "low"), (0, "low")],
)
def test_a_level_begins_at_its_least_confidence(confidence: float, level: str) -> None:
    assert confidence_level(confidence) == level


def test_a_bin_says_how_sure_and_how_often_right() -> None:
    low, high = reliability([(0.31, False), (0.39, True), (0.95, True)])
    assert (low.low, low.high, low.count, low.right, low.share) == (0.3, 0.4, 2, 1, 0.5)
    assert low.confidence == pytest.approx(0.35)
    assert (high.low, high.count, high.share) == (0.9, 1, 1.0)


def test_full_confidence_falls_into_the_last_bin_and_an_edge_into_the_upper() -> None:
    assert [one.low for one in reliability([(1.0, True), (0.3, True), (0.7, True)])] == [0.3, 0.7, 0.9]


@given(OUTCOMES)
def test_every_suggestion_is_in_one_bin_and_on_one_level(outcomes: list[tuple[float, bool]]) -> None:
    for bins in (reliability(outcomes), list(by_confidence_level(outcomes).values())):
        assert sum(one.count for one in bins) == len(outcomes)
        assert sum(one.right for one in bins) == sum(right for _, right in outcomes)


def test_levels_without_suggestions_are_left_out() -> None:
    assert list(by_confidence_level([(0.95, True), (0.2, False)])) == ["high", "low"]
    assert by_confidence_level([]) == {}


def test_the_interval_is_that_of_wilson() -> None:
    assert wilson(9, 10) == pytest.approx((0.5958, 0.9821), abs=1e-4)
    assert wilson(0, 10) == pytest.approx((0, 0.2775), abs=1e-4)
    assert wilson(0, 0) == (0, 1)


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_interval_holds_the_share_and_stays_within_0_and_1(right: int, count: int) -> None:
    right = min(right, count)
    low, high = wilson(right, count)
    assert 0 <= low <= right / count + 1e-9
    assert right / count - 1e-9 <= high <= 1
