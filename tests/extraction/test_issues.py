from __future__ import annotations

from negotiations.extraction.issues import IssueFinder
from negotiations.extraction.lexicon import Issue, Lexicon, Party


def slug(finder: IssueFinder, content: str, *surroundings: str) -> str | None:
    guess = finder.guess(content, surroundings)
    return guess.issue.slug if guess.issue else None


def test_a_cue_names_its_issue_in_the_plural_too(lexicon: Lexicon) -> None:
    finder = IssueFinder(lexicon)
    assert slug(finder, "they want truces") == "truce"
    assert slug(finder, "the water is ours") == "water"


def test_words_of_no_issue_leave_it_unknown(lexicon: Lexicon) -> None:
    assert slug(IssueFinder(lexicon), "the boats left at noon") is None


def test_what_stands_around_counts_where_the_words_say_nothing(lexicon: Lexicon) -> None:
    finder = IssueFinder(lexicon)
    assert slug(finder, "that is unacceptable", "Asked about the truce, he said that is unacceptable") == "truce"


def test_a_word_of_every_negotiation_gives_way_to_a_rarer_one() -> None:
    lexicon = Lexicon((), (), (Issue("process", "The talks", ("talks",)), Issue("water", "River", ("river",))))
    assert slug(IssueFinder(lexicon), "the talks must settle the river") == "water"


def test_what_a_codebook_calls_a_truce_is_found_by_other_words(lexicon: Lexicon) -> None:
    assert slug(IssueFinder(lexicon), "both must hold their fire") == "truce"


def test_an_issue_is_spoken_of_still_where_the_next_words_name_none(lexicon: Lexicon) -> None:
    finder = IssueFinder(lexicon)
    assert slug(finder, "the river is ours") == "water"
    assert slug(finder, "it is not for sale") == "water"


def test_words_on_nothing_else_are_about_the_talks_themselves() -> None:
    lexicon = Lexicon(
        (), (), (Issue("water", "River", ("river",)), Issue("process", "Format of the talks", ("talks",)))
    )
    guess = IssueFinder(lexicon).guess("we are not there yet")
    assert guess.issue is lexicon.issues[1]
    assert guess.certainty < 0.2


def test_the_name_of_a_party_in_a_title_tells_nothing() -> None:
    lexicon = Lexicon((Party("Norland", "norland"),), (), (Issue("trade", "Trade with Norland"),))
    finder = IssueFinder(lexicon)
    assert slug(finder, "Norland is wrong") is None
    assert slug(finder, "their trade") == "trade"


def test_an_empty_codebook_knows_no_issue() -> None:
    assert slug(IssueFinder(Lexicon()), "a truce") is None
