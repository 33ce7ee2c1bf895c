from __future__ import annotations

from negotiations.extraction.issues import IssueFinder
from negotiations.extraction.lexicon import Issue, Lexicon, Party


def slug(finder: IssueFinder, content: str, *surroundings: str) -> str | None:
    guess = finder.guess(content, surroundings)
    return guess.issue.slug if guess.issue else None


def test_a_cue_names_its_issue_in_the_plural_too(lexicon: Lexicon) -> None:
    finder = IssueFinder(lexicon, "")
    assert slug(finder, "they want truces") == "truce"
    assert slug(finder, "the water is ours") == "water"


def test_words_of_no_issue_leave_it_unknown(lexicon: Lexicon) -> None:
    assert slug(IssueFinder(lexicon, ""), "the boats left at noon") is None


def test_what_stands_around_counts_where_the_words_say_nothing(lexicon: Lexicon) -> None:
    finder = IssueFinder(lexicon, "")
    assert slug(finder, "that is unacceptable", "Asked about the truce, he said that is unacceptable") == "truce"


def test_a_word_that_stands_everywhere_gives_way_to_a_rare_one(lexicon: Lexicon) -> None:
    finder = IssueFinder(lexicon, "truce truce truce truce truce and one river")
    assert slug(finder, "a truce on the river") == "water"


def test_the_name_of_a_party_in_a_title_tells_nothing() -> None:
    lexicon = Lexicon((Party("Norland", "norland"),), (), (Issue("trade", "Trade with Norland"),))
    finder = IssueFinder(lexicon, "")
    assert slug(finder, "Norland is wrong") is None
    assert slug(finder, "their trade") == "trade"


def test_an_empty_codebook_knows_no_issue() -> None:
    assert slug(IssueFinder(Lexicon(), "text"), "a truce") is None
