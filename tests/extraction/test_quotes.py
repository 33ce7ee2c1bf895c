from __future__ import annotations

import pytest

from negotiations.extraction.quotes import find_quotes
from negotiations.extraction.sentences import find_paragraphs


def quoted(body: str) -> list[str]:
    return [body[quote.start : quote.end] for quote in find_quotes(body, find_paragraphs(body))]


@pytest.mark.parametrize(
    ("body", "inside"),
    [
        ("“No,” she said.", ["No,"]),
        ('"No," she said. "Never."', ["No,", "Never."]),
        ("''Well'' and ``so''.", ["Well", "so"]),
        ("« Oui », dit-il.", ["Oui"]),
        ("„Nein“, sagte er.", ["Nein"]),
        ('"Mixed marks,” he said.', ["Mixed marks,"]),
        ('She said:"No."', ["No."]),
    ],
)
def test_every_style_of_marks_is_read(body: str, inside: list[str]) -> None:
    assert quoted(body) == inside


@pytest.mark.parametrize(
    ("body", "inside"),
    [
        ("It's ‘a farce’, the states’ envoys said.", ["a farce"]),
        ("He said 'the leaders' meeting is off' and that's that.", ["the leaders' meeting is off"]),
        ("'Talks don't work,' he said. 'Not now.'", ["Talks don't work,", "Not now."]),
        ("Rock 'n' roll of the '90s and the workers' rights.", []),
    ],
)
def test_single_marks_are_told_from_apostrophes(body: str, inside: list[str]) -> None:
    assert quoted(body) == inside


def test_a_quote_within_a_quote_belongs_to_it() -> None:
    assert quoted("“He said ‘no’ to it,” she said.") == ["He said ‘no’ to it,"]


def test_an_unclosed_quote_ends_with_its_paragraph_and_goes_on_in_the_next() -> None:
    body = "“First paragraph.\n\n“Second paragraph,” she said."
    first, second = find_quotes(body, find_paragraphs(body))
    assert (body[first.start : first.end], first.closed) == ("First paragraph.", False)
    assert second.continues


def test_an_unclosed_quote_ends_where_the_next_one_opens() -> None:
    assert quoted('"One thing. "Another thing," he added.') == ["One thing.", "Another thing,"]


def test_a_mark_of_inches_opens_nothing() -> None:
    assert quoted('a 6" pipe') == []
