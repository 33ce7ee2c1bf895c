from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations.templatetags.lanes import RUNGS, round_values


@pytest.mark.parametrize(
    ("low", "high", "values"),
    [
        (0, 100, [0, 20, 40, 60, 80, 100]),
        (0, 1500, [0, 250, 500, 750, 1000, 1250, 1500]),
        (0, 39, [0, 10, 20, 30, 39]),
        (2025, 2035, [2025, 2027, 2029, 2031, 2033, 2035]),
    ],
)
def test_rungs_are_round_numbers(low: float, high: float, values: list[float]) -> None:
    assert round_values(low, high) == values


@given(st.integers(-5000, 5000), st.integers(1, 10_000))
def test_rungs_go_from_end_to_end_and_are_few(low: int, length: int) -> None:
    found = round_values(low, low + length)
    assert 2 <= len(found) <= RUNGS
    assert found[0] == low
    assert found[-1] == pytest.approx(low + length)
    assert found == sorted(found)
