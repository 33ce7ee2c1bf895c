"""How the time to compare texts and quotes grows with their length: ratios within one run, so any machine will do."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from negotiations.extraction.copies import fingerprint, same_words

DEEDS: dict[str, Callable[[str], object]] = {
    "fingerprint": fingerprint,
    "quotes": lambda text: same_words(text, f"{text} b"),
}


@pytest.mark.benchmark
@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("unit", ["a ", "“", "a… ", "[", "a b c d e ", "\u0301", ". "])
def test_four_times_the_text_takes_about_four_times_the_time(
    deed: str, unit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ratio = _seconds(DEEDS[deed], unit * 400_000) / _seconds(DEEDS[deed], unit * 100_000)
    with capsys.disabled():
        print(f"\n{deed:12} {unit!r:14} ×{ratio:.1f}")
    assert ratio < 8


def _seconds(deed: Callable[[str], object], text: str) -> float:
    """The best of three, which other work on the machine disturbs least."""
    return min(_once(deed, text) for _ in range(3))


def _once(deed: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    deed(text)
    return time.process_time() - began
