"""Where a quote stands: the very words, whatever a model did to marks and spaces."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiations.extraction.backends.location import NotFound, locate
from negotiations.extraction.spans import Span

BODY = (
    "🚢 “We’re ready,” Berg said.\r\n Costa\u00a0said:\t'We want the   river.' Later Berg said no. Now Berg said yes."
)


def place(quote: str, context: str = "", body: str = BODY) -> str:
    start, end = locate(body, Span(0, len(body)), quote, context)
    return body[start:end]


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("We’re ready", "We’re ready"),
        ("“We’re ready,”", "We’re ready,"),
        ('"We\'re ready,"', "We’re ready,"),
        ("We want the river.", "We want the   river."),
        ("  Costa said: ", "Costa\u00a0said:"),
        ("ready,\" Berg said.\nCosta said: 'We want", "ready,” Berg said.\r\n Costa\u00a0said:\t'We want"),
    ],
)
def test_other_marks_and_spaces_lead_to_the_words_that_stand_there(quote: str, stands: str) -> None:
    assert place(quote) == stands


@pytest.mark.parametrize("quote", ["We are ready", "we’re ready", "ready … said", "e’re ready", "We want the rive"])
def test_words_that_are_changed_or_cut_do_not_stand_there(quote: str) -> None:
    with pytest.raises(NotFound, match="does not stand in the text"):
        place(quote)


@pytest.mark.parametrize("quote", ["", " ", "“”", "no."])
def test_next_to_nothing_stands_nowhere(quote: str) -> None:
    with pytest.raises(NotFound, match="too short"):
        place(quote)


@pytest.mark.parametrize(("context", "start"), [("Later", "Later "), ("yes", "Now "), ("ready,”", "”")])
def test_of_several_places_the_one_nearest_to_the_context_is_meant(context: str, start: str) -> None:
    found = locate(BODY, Span(0, len(BODY)), "Berg said", context)
    assert BODY[: found.start].rstrip().endswith(start.strip())


@pytest.mark.parametrize("context", ["", "nowhere to be found", "Berg said"])
def test_where_nothing_tells_which_place_is_meant_there_is_none(context: str) -> None:
    with pytest.raises(NotFound, match="more than once"):
        place("Berg said", context)


def test_only_the_piece_that_was_asked_about_is_looked_at() -> None:
    found = locate(BODY, Span(BODY.index("Later"), BODY.index("Now")), "Berg said")
    assert found.start == BODY.index("Berg said no")


@given(st.text(st.sampled_from("ab “”\"'’\n\u00a0🚢"), min_size=12), st.data())
@settings(max_examples=200, deadline=None)
def test_whatever_is_found_says_the_same_but_for_marks_and_spaces(body: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(body) - 6))
    quote = body[start : start + 6].replace("“", '"').replace("\n", "  ")
    try:
        found = locate(body, Span(0, len(body)), quote)
    except NotFound:
        return
    kept = [[letter for letter in text if letter in "ab🚢"] for text in (body[found.start : found.end], quote)]
    assert kept[0] == kept[1]
