from __future__ import annotations

import pytest

from negotiations.extraction.gold import GoldQuote
from negotiations.extraction.quotations import is_one_name, score_quotes
from negotiations.extraction.scoring import Tally

BODY = "“We want peace,” said Ada Berg. “No,” said Pio Costa."
PEACE, NO = (1, 15), (33, 36)


def quote(span: tuple[int, int], speaker: str | None = "Ada Berg", party: str | None = "Norland") -> GoldQuote:
    return GoldQuote(*span, speaker, party)


def test_a_quote_is_found_where_its_words_are_the_same_without_marks() -> None:
    assert BODY[slice(*PEACE)] == "We want peace,"
    wider = (PEACE[0] - 1, PEACE[1] + 1)
    found = score_quotes(BODY, [quote(PEACE), quote(NO)], [quote(wider)])
    assert found == dict.fromkeys(["exact", "speaker", "party"], Tally(1, 1, 1, 2))


def test_speaker_and_party_are_each_judged_on_their_own() -> None:
    found = score_quotes(BODY, [quote(PEACE)], [quote(PEACE, "Pio Costa")])
    assert [found[level].right for level in ("exact", "speaker", "party")] == [1, 0, 1]
    found = score_quotes(BODY, [quote(PEACE)], [quote(PEACE, party=None)])
    assert [found[level].right for level in ("exact", "speaker", "party")] == [1, 1, 0]


def test_an_optional_quote_counts_neither_way() -> None:
    optional = GoldQuote(*PEACE, "Ada Berg", "Norland", optional=True)
    assert score_quotes(BODY, [optional], [quote(PEACE)])["exact"] == Tally(0, 0, 0, 0)
    assert score_quotes(BODY, [optional], [])["exact"] == Tally(0, 0, 0, 0)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ada Berg", "President Berg"), ("Volodymyr Zelenskyy", "Zelensky"), ("Ada Bergström", "Bergstrom"), (None, "")],
)
def test_the_surname_says_who_speaks(one: str | None, other: str | None) -> None:
    assert is_one_name(one, other)


def test_different_surnames_are_different_speakers() -> None:
    assert not is_one_name("Ada Berg", "Ada Bergen")
    assert not is_one_name("Ada Berg", None)
