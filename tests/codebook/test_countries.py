from __future__ import annotations

import pytest

from negotiations.codebook.countries import CountryNames, country_names
from negotiations.codebook.shape import PartyEntry


def names(party: str, *others: PartyEntry) -> CountryNames:
    entry = PartyEntry(name=party, slug="x")
    return country_names(entry, [entry, *others])


def test_a_country_has_its_people_and_its_capital() -> None:
    assert names("Germany") == CountryNames(("German",), ("Berlin",))


@pytest.mark.parametrize("party", ["Hamas", "Northern Ireland", "Union", "America", "Kingdom", "EU", "Norland"])
def test_what_is_no_whole_name_of_a_country_has_none(party: str) -> None:
    assert names(party) == CountryNames()


def test_a_word_that_the_codebook_gives_to_another_party_is_that_partys() -> None:
    assert names("Germany", PartyEntry(name="Senate of the city", slug="y", aliases=["Berlin"])).capitals == ()


def test_a_word_of_two_countries_is_neither_ones() -> None:
    congo = PartyEntry(name="Democratic Republic of the Congo", slug="y")
    assert "Congolese" not in names("Republic of the Congo", congo).demonyms
