"""How the time of the extraction grows with its text: ratios within one run, so any machine will do.

Run by `make benchmark`; never part of the suite, since a busy machine makes any clock lie.
"""

from __future__ import annotations

import time
from datetime import date

import pytest

from negotiations.extraction import suggest
from tests.extraction.test_suggest import SMALL

UNITS = [
    *['"', "“", "‘a ", "A ", "Ab Cd, ", ",", "said ", "he said, ", "Berg said ", "1,", "if ", "\n", "1a", "x"],
    *["Berg leads the delegation, ", "delegation led by Berg and ", "a mandate to ", "delegation of ", "third round "],
    *["Berg said “x” and ", "Berg said “x”, ", "“x” said Berg and Costa, "],
]
SHORT, LONG = 100_000, 400_000  # characters


@pytest.mark.benchmark
@pytest.mark.parametrize("unit", UNITS)
def test_four_times_the_text_takes_about_four_times_the_time(unit: str, capsys: pytest.CaptureFixture[str]) -> None:
    ratio = _seconds(unit, LONG) / _seconds(unit, SHORT)
    with capsys.disabled():
        print(f"\n{unit!r:32} ×{ratio:.1f}")
    assert ratio < 8


def _seconds(unit: str, length: int) -> float:
    """The best of three, which other work on the machine disturbs least."""
    body = (unit * length)[:length]
    return min(_once(body) for _ in range(3))


def _once(body: str) -> float:
    began = time.process_time()
    suggest(body, SMALL, title="", date=date(2025, 3, 1), place="")
    return time.process_time() - began
