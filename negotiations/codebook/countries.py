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
    taken = {word for other in parties if other is not party for word in _words_of(other)}
    return CountryNames(_free(country.demonym(), taken), _free(country.capital(), taken))


def _free(word: object, taken: set[object]) -> tuple[str, ...]:
    """The library gives a list or nothing where a country has several capitals or none."""
    return (word,) if isinstance(word, str) and word and word not in taken else ()


def _words_of(party: PartyEntry) -> set[object]:
    """What the codebook calls another party, and what that party is called anyway."""
    country = _country(party.name)
    derived = [country.demonym(), country.capital()] if country else []
    return {party.name, *party.aliases, *party.metonyms, *party.demonyms, *map(str, derived)}


def _country(name: str) -> CountryInfo | None:
    """Only by the whole name: the library would take Hamas for the Bahamas."""
    try:
        found = CountryInfo(name)
    except CountryNotFoundError:
        return None
    names = {found.name(), *found.alt_spellings()} if len(name) > 3 else {found.name()}
    return found if name.casefold() in {known.casefold() for known in names} else None
