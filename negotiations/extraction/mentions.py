"""Names in the text: persons and parties of the codebook, and persons that it does not know."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from ahocorasick_rs import AhoCorasick
from rapidfuzz import fuzz, process

from negotiations.extraction.lexicon import Lexicon, Party, Person
from negotiations.extraction.sentences import Sentence, Token
from negotiations.extraction.spans import Span
from negotiations.extraction.vocabulary import NAME_PARTICLES, words


def _plain(letter: str) -> str:
    """Without its accent: e for é, i for ı; letters of their own stay."""
    base = unicodedata.normalize("NFKD", letter)[0]
    return STROKES.get(letter, base if base.isascii() else letter)


STROKES = {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D"}
# One character for one, so that offsets stay; what is looked up is folded alike.
FOLD = str.maketrans(
    {
        **dict.fromkeys(map(chr, range(0xD800, 0xE000)), "?"),
        **{letter: _plain(letter) for letter in map(chr, range(0xC0, 0x250))},
        "’": "'",
        "‘": "'",
        "\u00a0": " ",
        "\u202f": " ",
        "\n": " ",
        "‑": "-",
    }
)
PRONOUNS = frozenset(["he", "she", "they", "it", "we", "i", "you", "his", "her", "him", "their", "them", "who", "us"])
TITLES = words(
    """mr mrs ms dr sir dame lord president prime minister foreign secretary chancellor deputy vice
        vice-president premier envoy special ambassador general gen lt col colonel admiral senator sen
        governor gov rep king queen prince pope cardinal sheikh ayatollah chief head state defence
        defense interior finance commerce treasury energy trade spokesman spokeswoman spokesperson
        adviser advisor leader speaker judge justice professor prof retired acting senior top
        analyst expert lawyer activist journalist researcher
        representative commissioner director chairman chairwoman chair economist negotiator diplomat"""
)
NOT_NAMES = words(
    """the a an and but in on at he she it they we i if when while after before as for that this these
        those monday tuesday wednesday thursday friday saturday sunday january february march april may
        june july august september october november december earlier later meanwhile however despite
        speaking asked our their his her its no yes not what who why how there here of to from with by
        or so now then also both each one two three many some most"""
)
MONTHS = words("january february march april may june july august september october november december")
INSTITUTIONS = words(
    """committee party house department court times post news university congress senate street union
        council ministry bank center centre institute agency association foundation company inc city
        county avenue parliament republic kingdom states nations organization organisation group war sea
        region office service army force air fund forum conference summit airport media social network
        alliance institute dialogue federation coalition movement board academy club
        security cup world east west north south middle"""
)
SPELLING = 88.0  # of 100: how like a name of the codebook a spelling must be to stand for it


@dataclass(frozen=True)
class Mention:
    """`person` and `party` (slug) as far as known; `is_name` is false for a mere adjective such as "Norlandic"."""

    start: int
    end: int
    text: str
    person: Person | None = None
    party: str | None = None
    is_name: bool = True
    is_stranger: bool = False

    @property
    def is_person(self) -> bool:
        return self.person is not None or self.is_stranger


@dataclass(frozen=True)
class Mentions:
    """All mentions of an article, in order."""

    all: tuple[Mention, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self.all]

    def within(self, span: Span) -> Sequence[Mention]:
        return self.all[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]


def find_mentions(body: str, sentences: Iterable[Sentence], lexicon: Lexicon, day: date) -> Mentions:
    known = _longest(list(_known(body, lexicon, day)))
    taken = Mentions(tuple(known))
    strangers = list(_strangers(body, sentences, taken, lexicon, day))
    return Mentions(tuple(sorted([*known, *strangers], key=lambda mention: mention.start)))


def _known(body: str, lexicon: Lexicon, day: date) -> Iterator[Mention]:
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


def _longest(mentions: list[Mention]) -> list[Mention]:
    """Of mentions that meet, the longest; of equals, a person before a party before an adjective."""
    kept: list[Mention] = []
    order = sorted(mentions, key=lambda m: (m.start, m.start - m.end, m.person is None, not m.is_name))
    for mention in order:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _strangers(
    body: str, sentences: Iterable[Sentence], known: Mentions, lexicon: Lexicon, day: date
) -> Iterator[Mention]:
    """Runs of two capitalised words or more that name nobody known; afterwards their surname alone."""
    variants = {name: person for person in lexicon.persons for name in (person.name, *person.aliases) if " " in name}
    surnames: dict[str, Mention] = {}
    for sentence in sentences:
        for run in _capital_runs(sentence.tokens, known):
            name = body[run[0].start : run[-1].end].translate(FOLD).removesuffix("'s")
            end = run[0].start + len(name)
            if len(run) == 1:
                first = surnames.get(name)
                if first:
                    yield Mention(
                        run[0].start, end, first.text, first.person, first.party, is_stranger=not first.person
                    )
                continue
            person = _variant(name, variants)
            text = person.name if person else body[run[0].start : end]
            party = person.party_on(day) if person else None
            mention = Mention(run[0].start, end, text, person, party, is_stranger=person is None)
            surnames.setdefault(name.split()[-1], mention)
            surnames.setdefault(name.split()[0], mention)
            yield mention


def _variant(name: str, variants: dict[str, Person]) -> Person | None:
    match = process.extractOne(name, variants.keys(), scorer=fuzz.ratio, score_cutoff=SPELLING)
    return variants[match[0]] if match else None


def _capital_runs(tokens: Sequence[Token], known: Mentions) -> Iterator[list[Token]]:
    run: list[Token] = []
    for token in tokens:
        surname = run and token.bare in MONTHS  # Theresa May
        if token.is_capital and not _is_known(token, known) and (surname or token.bare not in NOT_NAMES | TITLES):
            run.append(token)
            if token.is_possessive or len(run) > 4:
                yield from _named(run)
                run = []
        elif run and token.text in NAME_PARTICLES:
            run.append(token)
        elif token.text != "." or not run or len(run[-1].text) > 1:
            yield from _named(run)
            run = []
    yield from _named(run)


def _named(run: list[Token]) -> list[list[Token]]:
    while run and run[-1].text in NAME_PARTICLES:
        run.pop()
    return [run] if run and not any(token.bare in INSTITUTIONS for token in run) else []


def _is_known(token: Token, known: Mentions) -> bool:
    return bool(known.within(Span(token.start, token.end)))
