from __future__ import annotations

from dataclasses import replace

import pytest

from negotiations.extraction.lexicon import Issue, Lexicon
from negotiations.extraction.outcomes import Range, guess_outcome


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("$1.3 trillion a year", (1300, 1300)),
        ("at least $1.3 trillion", (1300, None)),
        ("no more than $500 billion", (None, 500)),
        ("between 200 and 300 billion dollars", (200, 300)),
        ("$200-300 billion", (200, 300)),
        ("US$250bn", (250, 250)),
        ("1,300 billion USD", (1300, 1300)),
        ("€300 billion", None),
        ("300 delegates", None),
        ("a fair sum", None),
    ],
)
def test_money_is_read_on_a_scale_of_billions(words: str, expected: Range | None, lexicon: Lexicon) -> None:
    assert guess_outcome(lexicon.issues[2], words).range == expected


@pytest.mark.parametrize(("words", "expected"), [("a 30-day pause", (30, 30)), ("40 percent", None), ("5 boats", None)])
def test_a_number_needs_the_unit_of_the_scale(words: str, expected: Range | None, lexicon: Lexicon) -> None:
    days = replace(lexicon.issues[2], unit="days", low=0, high=365)
    assert guess_outcome(days, words).range == expected


def test_percent_is_written_in_two_ways(lexicon: Lexicon) -> None:
    share = replace(lexicon.issues[2], unit="percent")
    assert guess_outcome(share, "a tariff of 25%").range == guess_outcome(share, "25 percent").range == (25, 25)


def test_an_option_is_named_by_its_cue_or_by_most_words_of_its_label(lexicon: Lexicon) -> None:
    truce: Issue = lexicon.issues[0]
    assert guess_outcome(truce, "only after a treaty").range == (0, 0)
    assert guess_outcome(truce, "a truce, unconditional and immediate").range == (100, 100)


def test_the_issue_alone_is_not_an_option(lexicon: Lexicon) -> None:
    assert guess_outcome(lexicon.issues[0], "a truce").range is None
