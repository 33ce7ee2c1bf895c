"""Names of the codebook in a text, all in one pass."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from negotiations.extraction.lexicon import Lexicon, Party, Person
from negotiations.extraction.mentions import Mention
from negotiations.extraction.names import FOLD, PRONOUNS


def known_names(body: str, lexicon: Lexicon, day: date) -> Iterator[Mention]:
    templates, automaton = _gazetteer(lexicon, day)
    if not templates:
        return
    folded = body.translate(FOLD)
    for number, start, end in automaton.find_matches_as_indexes(folded, overlapping=True):
        if _stands_alone(folded, start, end):
            template = templates[number]
            yield Mention(start, end, body[start:end], template.person, template.party, template.is_name)


@lru_cache(maxsize=64)
def _gazetteer(lexicon: Lexicon, day: date) -> tuple[tuple[Mention, ...], AhoCorasick]:
    """What each name stands for on the day, and what finds them all in one pass; kept for the next article."""
    entries = [entry for entry in _entries(lexicon, day) if _usable(entry[0])]
    return tuple(template for _, template in entries), AhoCorasick([name for name, _ in entries])


def _usable(name: str) -> bool:
    return len(name) > 1 and (name.isupper() or name.lower() not in PRONOUNS)  # the US is no pronoun


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())


def _entries(lexicon: Lexicon, day: date) -> Iterator[tuple[str, Mention]]:
    """Every spelling to look for, with what it stands for."""
    for person in lexicon.persons:
        template = Mention(0, 0, "", person, person.party_on(day))
        for name in {person.name, *person.aliases, *_surname(person, lexicon.persons)}:
            yield from ((spelling, template) for spelling in _spellings(name))
    for party in lexicon.parties:
        for name in dict.fromkeys(party.names):
            yield from ((spelling, Mention(0, 0, "", party=party.slug)) for spelling in _spellings(name))
    for word, slug in adjectives(lexicon).items():
        yield word, Mention(0, 0, "", party=slug, is_name=False)
        if word.endswith("an"):
            yield f"{word}s", Mention(0, 0, "", party=slug)


def _surname(person: Person, persons: Sequence[Person]) -> list[str]:
    """The last word of the name, where no other person shares it."""
    last = person.name.split()[-1]
    shared = sum(last in other.name.split() for other in persons) > 1
    return [] if shared or len(last) < 3 or last == person.name else [last]


def _spellings(name: str) -> set[str]:
    """As written, without an article before it; with and without the points of "U.S."; accents apart from letters."""
    bare = name.translate(FOLD)
    plain = bare.removeprefix("the ").removeprefix("The ")
    dotted = re.sub(r"\b[A-Z]{2,3}\b", lambda found: ".".join(found.group()) + ".", plain)
    composed = unicodedata.normalize("NFD", name.removeprefix("the ").removeprefix("The "))
    return {plain, dotted, plain.replace(".", "") if "." in plain else plain, composed}


def adjectives(lexicon: Lexicon) -> dict[str, str]:
    """Demonyms, with those that aliases such as "Norlandic side" imply; a word of two parties is no one's."""
    owners: dict[str, set[str]] = {}
    for party in lexicon.parties:
        for word in {*party.demonyms, *_implied(party)}:
            owners.setdefault(word.translate(FOLD), set()).add(party.slug)
    taken = {name for party in lexicon.parties for name in party.names}
    return {word: slugs.pop() for word, slugs in owners.items() if len(slugs) == 1 and word not in taken}


def _implied(party: Party) -> Iterator[str]:
    for alias in party.aliases:
        first, _, rest = alias.removeprefix("the ").partition(" ")
        if rest and first[0].isupper() and rest == rest.lower() and "'" not in first and "’" not in first:
            yield first


def longest(mentions: list[Mention]) -> list[Mention]:
    """Of mentions that meet, the longest; of equals, a person before a party before an adjective."""
    kept: list[Mention] = []
    order = sorted(mentions, key=lambda m: (m.start, m.start - m.end, m.person is None, not m.is_name))
    for mention in order:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
