"""A speaker, and the noun phrases that name one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from negotiations.extraction.lexicon import Lexicon, Person
from negotiations.extraction.mentions import Mention
from negotiations.extraction.vocabulary import words

CHIEFS = words("chief top lead leading main head")
HUMANS = words(
    """official diplomat source person minister adviser advisor aide negotiator spokesman spokeswoman spokesperson
        leader envoy ambassador lawmaker senator representative delegate commander general analyst expert man woman"""
)
# "A diplomat familiar with the talks" is "a diplomat"; what tells whose he is, "close to the Norlandic team", stays.
TOLD_OF_SOURCE = re.compile(
    r",?\s(?:issued|released|published|signed|familiar|briefed|acquainted|with (?:direct )?knowledge|who|speaking"
    r"|in|at|outside|based|present|involved|privy)\b.*",
    re.DOTALL,
)


@dataclass(frozen=True)
class Speaker:
    """`name` is the person's full name where known, else the words of the article; `party` is a slug."""

    name: str
    person: Person | None = None
    party: str | None = None
    is_person: bool = True
    certainty: float = 1.0
    why: str = ""

    @property
    def is_human(self) -> bool:
        """Someone without a name: "a senior diplomat", whom "he" may mean."""
        first, _, rest = self.name.lower().partition(" ")
        return not self.is_person and first in ("a", "an", "one", "another") and bool(HUMANS & words(rest))

    def again(self, certainty: float, why: str) -> Speaker:
        return replace(self, certainty=min(self.certainty, certainty), why=why)


def as_speaker(mention: Mention) -> Speaker:
    if mention.person:
        return Speaker(mention.person.name, mention.person, mention.party, why="name")
    if mention.is_stranger:
        return Speaker(mention.text, party=mention.party, certainty=0.8, why="a name that the codebook lacks")
    return Speaker(mention.text, party=mention.party, is_person=False, why="party named")


def as_source(text: str, party: str | None = None, certainty: float = 0.5, why: str = "") -> Speaker:
    """Nobody's name: "a senior diplomat"."""
    return Speaker(TOLD_OF_SOURCE.sub("", text), party=party, is_person=False, certainty=certainty, why=why)


def office_holder(lexicon: Lexicon, day: date, plain: frozenset[str], party: str | None) -> Person | None:
    """The one person whose office of that day has all its words in the phrase, or who is the chief of its kind."""
    holders = {
        person.slug: person
        for person in lexicon.persons
        if person.party_on(day) == party
        for office in person.offices_on(day)
        for title in re.split("[;,]", office.title)
        if _title_fits(words(title.lower()), plain)
    }
    return next(iter(holders.values())) if len(holders) == 1 else None


def holds_office(person: Person | None, kind: frozenset[str], day: date) -> bool:
    return person is not None and any(kind & words(office.title.lower()) for office in person.offices_on(day))


def _title_fits(title: frozenset[str], plain: frozenset[str]) -> bool:
    if CHIEFS & title and CHIEFS & plain:
        return (title - CHIEFS) <= plain
    return title <= plain and not (words("deputy vice former") & plain - title)
