from __future__ import annotations

from datetime import date

import pytest

from negotiations.extraction.lexicon import Lexicon, Office, Person
from negotiations.extraction.mentions import Mention
from negotiations.extraction.naming import find_mentions
from negotiations.extraction.sentences import find_paragraphs, split_sentences

DAY = date(2031, 5, 16)


def mentions(body: str, lexicon: Lexicon) -> tuple[Mention, ...]:
    return find_mentions(body, split_sentences(body, find_paragraphs(body), ()), lexicon, DAY).all


@pytest.mark.parametrize("words", ["Norland", "Havn", "the Citadel", "The Citadel", "Norlandic side", "Norlandic"])
def test_all_words_for_a_party_lead_to_it(words: str, lexicon: Lexicon) -> None:
    assert [mention.party for mention in mentions(f"Then {words} spoke.", lexicon)] == ["norland"]


def test_a_name_inside_another_word_is_no_mention(lexicon: Lexicon) -> None:
    assert mentions("a Norlander in Havnstad", lexicon) == ()


def test_a_surname_alone_is_the_person(lexicon: Lexicon) -> None:
    (mention,) = mentions("Then Lund spoke.", lexicon)
    assert mention.person
    assert mention.person.name == "Olav Lund"


def test_another_spelling_of_a_full_name_is_the_person(lexicon: Lexicon) -> None:
    (mention,) = mentions("Then Olaf Lund spoke.", lexicon)
    assert mention.person
    assert mention.person.name == "Olav Lund"


def test_no_break_spaces_and_accents_do_not_hide_a_name() -> None:
    person = Person("José Peña", "jose-pena", party=None)
    found = mentions("Then José\u00a0Peña and Jose Pena spoke.", Lexicon(persons=(person,)))
    assert [mention.person for mention in found] == [person, person]


def test_a_person_of_two_capitals_whom_nobody_knows_is_a_stranger(lexicon: Lexicon) -> None:
    first, again = mentions("Envoy Jane Doe came. Later Doe left.", lexicon)
    assert first.is_stranger
    assert again.text == first.text == "Jane Doe"


def test_an_office_counts_only_on_its_days() -> None:
    office = Office("Minister", "norland", date(2030, 1, 1), date(2030, 12, 31))
    person = Person("Jane Doe", "jane-doe", party="norland", offices=(office,))
    assert person.party_on(date(2030, 6, 1)) == "norland"
    assert person.party_on(date(2031, 1, 1)) is None


def test_an_alias_that_is_a_pronoun_is_ignored() -> None:
    person = Person("He Lin", "he-lin", ("He",))
    assert mentions("He spoke.", Lexicon(persons=(person,))) == ()
