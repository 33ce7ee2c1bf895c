from __future__ import annotations

from collections.abc import Callable

import pytest

from negotiations.extraction import Extraction

Read = Callable[[str], Extraction]


def speakers(extraction: Extraction) -> list[tuple[str | None, str | None]]:
    return [(suggestion.speaker, suggestion.party) for suggestion in extraction.suggestions]


@pytest.mark.parametrize(
    "sentence",
    [
        "“We want the river,” Berg said.",
        "“We want the river,” said Norlandic President Ada Berg.",
        "Berg said: “We want the river.”",
        "Berg told reporters on Monday that Norland wants the river.",
        "Berg, who leads the country, said it wants the river.",
        "Norland wants the river, according to Ada Berg.",
        "Norland wants the river, Berg said on Friday.",
        "Norland’s president said the river was at stake.",
    ],
)
def test_the_speaker_is_found_wherever_the_name_stands(sentence: str, read: Read) -> None:
    assert speakers(read(sentence))[0] == ("Ada Berg", "Norland")


def test_a_pronoun_means_the_last_person_whom_it_fits(read: Read) -> None:
    body = "Berg arrived on Friday. Costa waited at the lake. “We want the river,” she said."
    assert speakers(read(body)) == [("Ada Berg", "Norland")]


def test_a_chief_is_found_by_the_office(read: Read) -> None:
    assert speakers(read("Sudmark’s top negotiator said the river was lost.")) == [("Pio Costa", "Sudmark")]


def test_an_unknown_person_speaks_for_the_country_of_the_title(read: Read) -> None:
    assert speakers(read("Sudmarkian minister Jane Doe said the river was lost.")) == [("Jane Doe", "Sudmark")]


def test_an_institution_keeps_the_words_of_the_article(read: Read) -> None:
    assert speakers(read("The Citadel rejected a truce.")) == [("The Citadel", "Norland")]


def test_a_joint_statement_is_one_suggestion_for_each_party(read: Read) -> None:
    joint = read("Havn and Porto rejected a truce.").suggestions
    assert [suggestion.party for suggestion in joint] == ["Norland", "Sudmark"]
    assert joint[0].content == joint[1].content


def test_both_sides_are_the_principals(read: Read) -> None:
    parties = [party for _, party in speakers(read("Both sides rejected a truce."))]
    assert parties == ["Norland", "Sudmark"]


def test_a_stranger_is_quoted_but_suggests_nothing(read: Read) -> None:
    extraction = read("“The river is doomed,” Jane Doe said.")
    assert [quote.speaker for quote in extraction.quotes] == ["Jane Doe"]
    assert extraction.suggestions == ()


def test_a_quote_that_stands_alone_goes_on_with_its_speaker(read: Read) -> None:
    extraction = read("“We want the river,” Berg said. “We need the water.”")
    assert [quote.speaker for quote in extraction.quotes] == ["Ada Berg", "Ada Berg"]


def test_a_narrators_label_is_no_quote(read: Read) -> None:
    assert read("Tankers of the “shadow fleet” sailed.").quotes == ()
