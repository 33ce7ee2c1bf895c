from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiations.extraction import Extraction, suggest
from negotiations.extraction.lexicon import Lexicon, Party, Person

Read = Callable[[str], Extraction]
DAY = date(2031, 5, 16)
SMALL = Lexicon((Party("Norland", "norland"),), (Person("Ada Berg", "ada-berg", party="norland"),))
BODY = "Berg told Porto on Friday that Norland demands “an unconditional truce” at once.\n\nCosta rejected it."


def test_the_json_has_the_stable_shape(read: Read) -> None:
    answer = json.loads(json.dumps(read(BODY).as_json()))
    assert answer["article"] == {
        "title": "Talks",
        "date": "2031-05-16",
        "place": "Lake",
        "sha256": sha256(BODY.encode()).hexdigest(),
    }
    assert set(answer) == {"article", "quotes", "suggestions", "delegations"}
    assert set(answer["quotes"][0]) == {"start", "end", "text", "speaker", "party"}
    assert set(answer["suggestions"][0]) == {
        "start", "end", "content", "cue", "source", "kind", "speaker", "party", "addressee", "act", "issue", "outcome",
        "confidence", "rule", "why",
    }  # fmt: skip


def test_a_suggestion_says_who_whom_what_and_how_sure(read: Read) -> None:
    first, second = read(BODY).suggestions
    assert (first.speaker, first.party, first.addressee) == ("Ada Berg", "Norland", "Sudmark")
    assert (first.kind, first.act, first.issue, first.outcome) == ("mixed", "demand", "truce", (100, 100))
    assert second.act == "reject"
    assert 0 < first.confidence <= 1
    assert first.why


def test_offsets_are_code_points_into_the_body_as_given(read: Read) -> None:
    body = "😀 \r\n“We want the river,” Berg said."
    (quote,) = read(body).quotes
    assert body[quote.start : quote.end] == quote.text == "We want the river,"


def test_an_outcome_is_named_only_where_the_act_takes_or_refuses_one(read: Read) -> None:
    (accusation,) = read("Berg accused Porto of breaking an unconditional truce.").suggestions
    assert (accusation.act, accusation.outcome) == ("accuse", None)


def test_without_a_codebook_names_stay_the_words_of_the_article() -> None:
    (suggestion,) = suggest("Jane Doe said talks failed.", Lexicon(), title="", date=DAY, place="").suggestions
    assert (suggestion.speaker, suggestion.party, suggestion.issue) == ("Jane Doe", None, None)


@pytest.mark.parametrize(
    "body", ["", " \n", "no capital here", "\x01\x02\x7f", "“", "”’'\"", ",,,,", "\ufeff", "\ud800"]
)
def test_odd_texts_give_an_answer(body: str, read: Read) -> None:
    assert json.dumps(read(body).as_json())


PIECES = [
    *["“", "”", '"', "'", "‘", "’", "«", "»", ",", ".", ":", ";", "!", " ", "\n", "\n\n", "–", "(", "\u00a0", "😀"],
    *["A", "Ab ", "Berg ", "Norland ", "Norland’s ", "he ", "who ", "which ", "the minister ", "a source ", "and "],
    *["said ", "says ", "said that ", "called ", "adding that ", "is ready to ", "has rejected ", "according to "],
    *["in the words of ", "call for ", "to denounce ", "quoted as saying ", "led by ", "Jane Doe", "U.S. ", "No. 5 "],
]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@settings(max_examples=400, deadline=None)
def test_whatever_the_text_every_span_lies_in_it(body: str) -> None:
    for lexicon in (SMALL, Lexicon()):
        found = suggest(body, lexicon, title="", date=DAY, place="")
        for suggestion in found.suggestions:
            assert suggestion.content
            for start, end in [(suggestion.start, suggestion.end), *suggestion.content]:
                assert 0 <= start <= end <= len(body)
        for quote in found.quotes:
            assert body[quote.start : quote.end] == quote.text


@pytest.mark.parametrize("unit", ["“", "'", "Ab ", "Ab, ", "said ", "“a,” he said. ", "(", "\n“x", "if we not "])
def test_a_long_run_of_anything_gives_an_answer(unit: str) -> None:
    assert suggest(unit * 3000, SMALL, title="", date=DAY, place="").sha256


def test_the_same_text_gives_the_same_answer(read: Read) -> None:
    assert read(BODY).as_json() == read(BODY).as_json()


def test_the_readme_names_every_key_of_the_answer(read: Read) -> None:
    told = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    answer = read("The Norlandic delegation, led by Ada Berg, said “we want the river”.").as_json()
    rows = [answer["article"], *answer["quotes"], *answer["suggestions"], *answer["delegations"]]
    assert [key for row in (answer, *rows) for key in row if f"`{key}`" not in told and key != "article"] == []
    assert all(answer.values())
