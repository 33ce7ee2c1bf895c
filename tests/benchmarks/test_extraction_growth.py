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
    *[
        "“We will,” he said. ",
        "A. ",
        "U.S. ",
        "the man ",
        "Berg and ",
        "if we ",
        "not ",
        "no truce and it would ",
        "\n“x",
    ],
    *["Berg, who, ", "according to ", "in the words of ", "would not ", "a minister, Jane Doe, ", "«e» ", "‘d’ ", "("],
]
UNITS += ["We keep the truce. The river must flow. ", "that we would keep it and that they would "]
OPENED = ("“", "Berg said “", "Berg said that ", "")
SHORT, LONG = 100_000, 400_000  # characters


@pytest.mark.benchmark
@pytest.mark.parametrize("unit", UNITS)
def test_four_times_the_text_takes_about_four_times_the_time(unit: str, capsys: pytest.CaptureFixture[str]) -> None:
    ratio = _seconds(unit, LONG) / _seconds(unit, SHORT)
    with capsys.disabled():
        print(f"\n{unit!r:32} ×{ratio:.1f}")
    assert ratio < 8


@pytest.mark.benchmark
def test_a_megabyte_of_news_takes_no_longer_than_its_articles(capsys: pytest.CaptureFixture[str]) -> None:
    """The longest text that is stored, against the same text in articles of 3,000 characters."""
    article = (
        "Berg told Porto on Friday that Norland demands “an unconditional truce” at once. Costa rejected it.\n" * 30
    )
    parts = 1_000_000 // len(article)
    began = time.process_time()
    for _ in range(parts):
        _once(article)
    apart = time.process_time() - began
    together = _once(article * parts)
    with capsys.disabled():
        print(f"\none text {together:.1f} s, {parts} articles {apart:.1f} s, {parts / apart:.0f} articles a second")
    assert together < 2 * apart


def _seconds(unit: str, length: int) -> float:
    """The best of three, which other work on the machine disturbs least."""
    body = (unit * length)[:length]
    return min(_once(body) for _ in range(3))


def _once(body: str) -> float:
    began = time.process_time()
    suggest(body, SMALL, title="", date=date(2025, 3, 1), place="")
    return time.process_time() - began
