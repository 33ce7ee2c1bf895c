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
from negotiations.extraction.lexicon import Issue, Lexicon, Party, Person

Read = Callable[[str], Extraction]
DAY = date(2031, 5, 16)
SMALL = Lexicon((Party("Norland", "norland"),), (Person("Ada Berg", "ada-berg", party="norland"),))
TRUCE = Issue("truce", "Truce", ("truce",))
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


@pytest.mark.parametrize(
    ("body", "act"),
    [
        ("Norland has not accepted a truce.", "reject"),
        ("No Norlandic official has promised a truce.", "reject"),
        ("Norland never demanded a truce.", None),
        ("Berg did not rule out a truce.", None),
        ("Berg stopped short of rejecting a truce.", None),
        ("Norland has accepted a truce.", "accept"),
    ],
)
def test_what_is_denied_is_not_taken_for_what_it_denies(body: str, act: str | None, read: Read) -> None:
    assert [one.act for one in read(body).suggestions] == [act]


@pytest.mark.parametrize("body", ["It is unclear whether Norland accepts a truce.", "Berg called Costa on Monday."])
def test_what_is_asked_and_who_is_telephoned_is_no_statement(body: str, read: Read) -> None:
    assert read(body).suggestions == ()


def test_whoever_the_codebook_knows_of_several_speaks(read: Read) -> None:
    assert [one.party for one in read("Norland and the West reject a truce.").suggestions] == ["Norland"]


def test_an_and_within_the_name_of_a_party_joins_nobody() -> None:
    lexicon = Lexicon((Party("Group of Hills and Lakes", "group"), Party("Lakes", "lakes")), issues=(TRUCE,))
    found = suggest("The Group of Hills and Lakes rejected a truce.", lexicon, title="", date=DAY, place="").suggestions
    assert [one.party for one in found] == ["Group of Hills and Lakes"]


def test_an_amount_of_money_tells_the_issue_that_is_measured_in_it(read: Read) -> None:
    (found,) = read("Norland wants at least $300 billion a year.").suggestions
    assert (found.issue, found.outcome) == ("fund", (300, None))
