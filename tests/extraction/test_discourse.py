"""Who is meant: pronouns, common nouns, strangers and their parties, sources without a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from negotiations.extraction import Extraction

Read = Callable[[str], Extraction]


def last_speaker(extraction: Extraction) -> tuple[str | None, str | None]:
    quote = extraction.quotes[-1]
    return quote.speaker, quote.party


@pytest.mark.parametrize(
    ("body", "speaker", "party"),
    [
        ("Pio Costa arrived. “It is late,” the negotiator said.", "Pio Costa", "Sudmark"),
        ("Pio Costa arrived. “It is late,” the veteran envoy said.", "Pio Costa", "Sudmark"),
        ("A Norlandic source spoke first. “It is late,” the source said.", "A Norlandic source", "Norland"),
        ("Berg signed a letter. She said it was late. “It is over,” the letter read.", "Ada Berg", "Norland"),
        ("Costa, an old hand, met Berg, who spoke of poker: “It is late,” she said.", "Ada Berg", "Norland"),
        ("In an interview with Pio Costa, Berg smiled. “It is late,” she said.", "Ada Berg", "Norland"),
        ("A Sudmarkian official, who asked not to be named, was blunt. “It is late,” he said.",
         "A Sudmarkian official", "Sudmark"),
    ],
)  # fmt: skip
def test_pronouns_and_common_nouns_mean_whom_the_text_spoke_of(body: str, speaker: str, party: str, read: Read) -> None:
    assert last_speaker(read(body)) == (speaker, party)


@pytest.mark.parametrize(
    ("body", "speaker", "party"),
    [
        ("“It is late,” said Jane Doe, who speaks for Norland, on Monday.", "Jane Doe", "Norland"),
        ("A spokesman for Ada Berg, John Roe, said it was “late”.", "John Roe", "Norland"),
        ("Sudmark agreed. Foreign minister Jane Doe called it “late”.", "Jane Doe", "Sudmark"),
        ("Sudmark agreed. Its foreign minister, Jane Doe, called it “late”.", "Jane Doe", "Sudmark"),
        ("Sudmarkian envoy Jane Doe arrived. Havn was quiet. “It is late,” Doe said.", "Jane Doe", "Sudmark"),
        ("Norland agreed. Analyst Jane Doe called it “late”.", "Jane Doe", None),
        ("Norland agreed. Jane Doe, who runs a bakery, called it “late”.", "Jane Doe", None),
        ("“It is late,” said Jan van den Hoek of Havn.", "Jan van den Hoek", None),
    ],
)
def test_a_stranger_speaks_for_whom_the_title_tells(body: str, speaker: str, party: str | None, read: Read) -> None:
    found = read(body)
    assert last_speaker(found) == (speaker, party)


def test_an_and_within_a_phrase_joins_two_parties(read: Read) -> None:
    found = read("Norland’s rulers and the Sudmarkian government have agreed to a truce.").suggestions
    assert {one.party for one in found} == {"Norland", "Sudmark"}


def test_a_joint_statement_is_of_both_principals(read: Read) -> None:
    found = read("A joint statement issued late said the truce was “near”.")
    assert [one.party for one in found.suggestions] == ["Norland", "Sudmark"]


def test_whose_words_a_quote_runs_over_paragraphs_with_is_told_by_its_last(read: Read) -> None:
    found = read("“We are thirsty.\n\n“We want the river.\n\n“We will wait,” Berg said.")
    assert [quote.speaker for quote in found.quotes] == ["Ada Berg"] * 3


def test_a_paragraph_that_is_a_quote_follows_the_one_about_its_speaker(read: Read) -> None:
    found = read("Berg went on the air to explain herself.\n\n“We are thirsty and we want the river.”")
    assert last_speaker(found) == ("Ada Berg", "Norland")


def test_a_name_that_looks_like_a_month_or_a_pronoun_is_a_name() -> None:
    from datetime import date

    from negotiations.extraction import suggest
    from negotiations.extraction.lexicon import Lexicon, Party, Person

    lexicon = Lexicon(
        (Party("United Shires", "us", aliases=("US",)),), (Person("Una May", "una-may", ("Mrs May",), "us"),)
    )
    for body, speaker in (("Mrs May wants a truce.", "Una May"), ("US officials want a truce.", "US officials")):
        (found,) = suggest(body, lexicon, title="", date=date(2031, 5, 16), place="").suggestions
        assert (found.speaker, found.party) == (speaker, "United Shires")


def test_a_quoted_speaker_is_spelt_as_the_article_spells_the_name(read: Read) -> None:
    found = read("“It is late,” Pío Costa said.")
    assert found.quotes[0].speaker == "Pío Costa"
