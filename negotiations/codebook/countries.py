"""What a party that is a country is called besides its name: its people's adjective and its capital."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from countryinfo import CountryInfo, CountryNotFoundError

from negotiations.codebook.shape import PartyEntry


@dataclass(frozen=True)
class CountryNames:
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()


def country_names(party: PartyEntry, parties: Iterable[PartyEntry]) -> CountryNames:
    """Nothing for a party that is no country, and no word that the codebook gives to another party."""
    country = _country(party.name)
    if country is None:
        return CountryNames()
    taken = {word for other in parties if other is not party for word in _own_words(other)}
    return CountryNames(_free(country.demonym(), taken), _free(country.capital(), taken))


def _free(word: object, taken: set[str]) -> tuple[str, ...]:
    """The library gives a list or nothing where a country has several capitals or none."""
    return (word,) if isinstance(word, str) and word and word not in taken else ()


def _own_words(party: PartyEntry) -> set[str]:
    return {party.name, *party.aliases, *party.metonyms, *party.demonyms}


def _country(name: str) -> CountryInfo | None:
    try:
        return CountryInfo(name) if len(name) > 3 else None  # a shorter one would be read as a code
    except CountryNotFoundError:
        return None
