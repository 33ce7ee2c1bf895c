from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from negotiations.extraction.matching import match
from tests.extraction.claims import TEXT, Guess, coded, guessed

PLACES = st.tuples(st.integers(0, 19), st.integers(0, 5)).map(lambda place: (place[0], min(19, sum(place))))


def test_half_of_the_words_of_the_shorter_span_make_a_pair() -> None:
    statement = coded(0, 3)
    assert match(TEXT, [statement], [guessed(2, 9)]).pairs == [(statement, guessed(2, 9))]
    assert match(TEXT, [statement], [guessed(3, 9)]).pairs == []


def test_a_quote_and_the_same_quote_with_its_frame_are_a_pair() -> None:
    assert match(TEXT, [coded(0, 9)], [guessed(9, 9)]).pairs


def test_agreement_comes_before_overlap_and_overlap_before_nothing() -> None:
    statement, near, exact = coded(0, 3), guessed(0, 2), guessed(0, 3, act="reject")
    assert match(TEXT, [statement], [exact, near]).pairs == [(statement, near)]
    assert match(TEXT, [statement], [guessed(0, 2), guessed(0, 3)]).pairs == [(statement, guessed(0, 3))]


def test_each_statement_and_each_suggestion_is_used_once() -> None:
    twice = match(TEXT, [coded(0, 3), coded(0, 3, "Sudmark")], [guessed(0, 3)])
    assert twice.pairs == [(coded(0, 3), guessed(0, 3))]
    assert (twice.missed, twice.unmatched) == ([coded(0, 3, "Sudmark")], [])


def test_what_stands_apart_is_missed_and_unmatched() -> None:
    apart = match(TEXT, [coded(0, 3)], [guessed(5, 8)])
    assert (apart.pairs, apart.missed, apart.unmatched) == ([], [coded(0, 3)], [guessed(5, 8)])


def test_a_span_without_words_is_never_matched() -> None:
    statement = coded(0, 3)
    empty = Guess(6, 7, "Norland", "truce", "demand")
    assert TEXT[6:7] == " "
    assert match(TEXT, [statement], [empty]).unmatched == [empty]
    assert match("", [], []).pairs == []


@given(st.lists(PLACES, max_size=6), st.lists(PLACES, max_size=6))
def test_nothing_is_lost_and_nothing_is_counted_twice(
    ours: list[tuple[int, int]], theirs: list[tuple[int, int]]
) -> None:
    statements, guesses = [coded(*place) for place in ours], [guessed(*place) for place in theirs]
    found = match(TEXT, statements, guesses)
    assert len(found.pairs) + len(found.missed) == len(statements)
    assert len(found.pairs) + len(found.unmatched) == len(guesses)
