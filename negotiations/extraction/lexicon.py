"""The codebook as the extraction sees it: names to find, and what they stand for.

Parties are referred to by slug everywhere inside; `Lexicon.party(slug)` gives the party itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

Pronoun = Literal["he", "she", "they"]
ScaleKind = Literal["ordinal", "numeric", "open"]


@dataclass(frozen=True)
class Party:
    """A party and all words that may stand for it: a palace (metonym), an adjective (demonym)."""

    name: str
    slug: str
    role: str = "principal"
    aliases: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases, *self.metonyms)


@dataclass(frozen=True)
class Office:
    """A post held for a party (slug); a missing date is open. Rank 1 is the highest, 9 the lowest."""

    title: str
    party: str | None = None
    start: date | None = None
    end: date | None = None
    rank: int = 9

    def held_on(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Person:
    """A speaker; `party` (slug) holds where no office says more."""

    name: str
    slug: str
    aliases: tuple[str, ...] = ()
    party: str | None = None
    pronoun: Pronoun | None = None
    offices: tuple[Office, ...] = ()

    def offices_on(self, day: date) -> tuple[Office, ...]:
        """Highest first."""
        return tuple(sorted((o for o in self.offices if o.held_on(day)), key=lambda office: office.rank))

    def party_on(self, day: date) -> str | None:
        """The slug of the party this person speaks for; None when every office known lies outside the day."""
        if not self.offices:
            return self.party
        held = self.offices_on(day)
        return next((office.party for office in held if office.party), self.party) if held else None


@dataclass(frozen=True)
class Option:
    slug: str
    value: float
    label: str
    cues: tuple[str, ...] = ()


@dataclass(frozen=True)
class Issue:
    """A question on the table. `unit` ("USD bn a year") and `low`, `high` belong to a numeric scale."""

    slug: str
    title: str
    cues: tuple[str, ...] = ()
    kind: ScaleKind = "open"
    options: tuple[Option, ...] = ()
    unit: str | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Round:
    slug: str
    label: str
    start: date
    end: date | None = None
    venue: str | None = None

    @property
    def last_day(self) -> date:
        return self.end or self.start


@dataclass(frozen=True)
class Lexicon:
    """Everything known beforehand; the empty one is valid, names then stay the words of the article."""

    parties: tuple[Party, ...] = ()
    persons: tuple[Person, ...] = ()
    issues: tuple[Issue, ...] = ()
    rounds: tuple[Round, ...] = ()

    @cached_property
    def _parties(self) -> dict[str, Party]:
        return {party.slug: party for party in self.parties}

    def party(self, slug: str | None) -> Party | None:
        return self._parties.get(slug) if slug else None

    def party_name(self, slug: str | None) -> str | None:
        party = self.party(slug)
        return party.name if party else None
