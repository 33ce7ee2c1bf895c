"""How the time of a gap's history grows with the statements it is read from, as a ratio within one run."""

from __future__ import annotations

from time import perf_counter

import pytest

from negotiations.positions import Record, Scale, Weak, gap_steps
from tests.positions.sketches import ONE, OTHER, day, says

pytestmark = pytest.mark.benchmark

ISSUES = 12
SCALES = [Scale(issue, 0, 100) for issue in range(ISSUES)]


def talks(statements: int) -> Record:
    """Both sides in turn, on each issue in turn, one statement a day."""
    return Record(
        says(number * 7 % 101, on=number, party=(ONE, OTHER)[number % 2], issue=number // 2 % ISSUES)
        for number in range(statements)
    )


def seconds(statements: int) -> float:
    record = talks(statements)
    weak: Weak = {"unnamed": {c.id for c in record.coded[::5]}, "single": {c.id for c in record.coded[::2]}}
    best = float("inf")
    for _ in range(3):
        fresh = Record(record.coded)
        start = perf_counter()
        gap_steps(fresh, (ONE, OTHER), SCALES, day(0), day(statements), weak)
        best = min(best, perf_counter() - start)
    return best


def test_twice_the_statements_take_about_twice_the_time() -> None:
    few, many = seconds(2_000), seconds(4_000)
    print(f"2,000 statements: {1000 * few:.0f} ms, 4,000: {1000 * many:.0f} ms, ratio {many / few:.2f}")
    assert many / few < 3
