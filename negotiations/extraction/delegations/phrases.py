"""A sentence as a row of words in which every name is one word, and the closed classes that the rules look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from negotiations.extraction.mentions import Mention, Mentions
from negotiations.extraction.names import TITLES
from negotiations.extraction.spans import Span
from negotiations.extraction.vocabulary import AUXILIARIES, DETERMINERS, SPEAKING_NOUNS, words

WORD = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")
MARKS = frozenset("\"“”'‘’«»")

STRONG = words("delegation delegations")
WEAK = words("team side mission group negotiators representatives envoys")
NEGOTIATING = words("negotiating negotiation negotiations negotiators delegation")
LEVELS = words(
    """reduced smaller small scaled-down slimmed-down downgraded diminished low-level lower-level low-ranking
        junior mid-level technical technical-level expert expert-level working-level high-level higher-level
        high-ranking senior top-level ministerial ministerial-level full-scale"""
)
MODIFIERS = words(
    """negotiating peace trade government official own new full joint large larger big strong diplomatic national main
        first second third so-called"""
)
DEGREES = words("relatively very more rather fairly comparatively less")
LEADING = words("lead leads led leading head heads headed heading chair chairs chaired chairing")
OFFICES = (
    SPEAKING_NOUNS | TITLES | words("commander director member members general generals lawyer banker expert experts")
)
OWNER = re.compile(r"['’]s?")
UNDOING = words("not never n't won't wouldn't cannot didn't doesn't refused refuses declined declines without nor")
TALKS = words(
    """talks negotiations negotiate negotiating negotiators negotiation summit round mediators mediation truce
        peace arrived arrive arrives travelled traveled travel travels flew fly send sends sent sending met meet
        meets meeting delegation delegations"""
)
STOPS = words(
    """. ; : ! ? – — ( ) met meets meet meeting said says say told tells arrived arrive arrives who which that while
        after before when where because but left flew travelled traveled naming named appointed"""
)
OBLIQUE = words("to of for with by against under from about behind without")


@dataclass(frozen=True)
class Word:
    start: int
    end: int
    lower: str
    mention: Mention | None = None
    owns: bool = False

    @property
    def is_person(self) -> bool:
        return self.mention is not None and self.mention.is_person

    @property
    def party(self) -> str | None:
        """Of a name or adjective of a party; a person's party is another thing."""
        return self.mention.party if self.mention and not self.mention.is_person else None

    @property
    def is_plain(self) -> bool:
        return self.mention is None and self.lower[0].isalnum()


@dataclass(frozen=True)
class Phrase:
    """One sentence."""

    body: str
    words: tuple[Word, ...]

    def lower(self, at: int) -> str:
        return self.words[at].lower if 0 <= at < len(self.words) else ""

    def span(self, first: int, last: int) -> Span:
        """From one word to before another."""
        return Span(self.words[first].start, self.words[last - 1].end)

    def text(self, first: int, last: int) -> str:
        start, end = self.span(first, last)
        return self.body[start:end]

    def any_of(self, found: frozenset[str], first: int = 0, last: int | None = None) -> bool:
        return any(word.lower in found for word in self.words[max(0, first) : last])


def phrase_of(body: str, sentence: Span, mentions: Mentions) -> Phrase:
    return Phrase(body, tuple(_words(body, sentence, mentions.within(sentence))))


def _words(body: str, sentence: Span, mentions: Sequence[Mention]) -> Iterator[Word]:
    place = sentence.start
    for mention in mentions:
        if mention.start < place:
            continue
        end = _without_team(mention)
        yield from _plain(body, place, mention.start)
        owner = OWNER.match(body, end)
        place = owner.end() if owner else end
        yield Word(mention.start, end, body[mention.start : end].lower(), mention, owns=place > end)
    yield from _plain(body, place, sentence.end)


def _without_team(mention: Mention) -> int:
    """ "Norlandic side" may be a name of the party; the side is then a word of its own."""
    first, _, last = mention.text.rpartition(" ")
    if first and not mention.is_person and last.lower() in STRONG | WEAK:
        return mention.start + len(first)
    return mention.end


def _plain(body: str, start: int, end: int) -> Iterator[Word]:
    for match in WORD.finditer(body, start, end):
        if match.group() not in MARKS:
            lower = match.group().lower().replace("’", "'")
            bare = lower.removesuffix("'s")
            yield Word(match.start(), match.end(), bare, owns=bare != lower)


def opens_a_noun(word: str) -> bool:
    """Whether a noun may begin after the word, so that what follows is all of its description."""
    return word in DETERMINERS | AUXILIARIES | LEADING | OBLIQUE or not word or not word[0].isalnum()
