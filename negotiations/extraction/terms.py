"""The words that tell an issue, weighed once for a codebook."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from negotiations.extraction.concepts import CONCEPTS, GENERIC, PROCESS, Concept
from negotiations.extraction.lexicon import Issue, Lexicon
from negotiations.extraction.names import FOLD
from negotiations.extraction.vocabulary import words

TITLE_STOPS = words(
    """and of or the for in on to a an with without during before after its their overall conduct as whole new present
    current own role order size level mood good faith format venue schedule use from at by than that this
    year years"""
)
WORD = re.compile(r"\w+(?:-\w+)*")
ENDINGS = words("s es ed d ing al ment ial ly er ers ion ions ive ity")
WEIGHTS = {"cue": 1.0, "option": 0.8, "title": 0.25, "concept": 0.45}
GENERICALLY = 0.45  # what a word of GENERIC counts of its weight
BEGINNING = 6  # letters from which a phrase of a concept may be the beginning of a longer word


@dataclass(frozen=True)
class Term:
    text: str
    issue: int
    weight: float
    kind: str


@dataclass(frozen=True)
class Found:
    text: str
    issue: int
    weight: float
    place: int


class Terms:
    def __init__(self, lexicon: Lexicon) -> None:
        self.terms = _terms_of(lexicon)
        self.process = _process_issue(lexicon)
        self._automaton = AhoCorasick([term.text for term in self.terms]) if self.terms else None

    def found(self, text: str) -> Iterator[Found]:
        """Of terms of one issue that meet, the longest."""
        covered: dict[int, int] = {}
        for term, start, end in sorted(self._matches(text), key=lambda match: (match[1], -match[2])):
            if start >= covered.get(term.issue, 0):
                covered[term.issue] = end
                yield Found(term.text, term.issue, term.weight, start)

    def _matches(self, text: str) -> Iterator[tuple[Term, int, int]]:
        if self._automaton is None:
            return
        folded = text.translate(FOLD).lower()
        for number, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            term = self.terms[number]
            if not folded[start - 1 : start].isalnum() and _ends_word(folded, end, term):
                yield term, start, end


@lru_cache(maxsize=8)
def _terms_of(lexicon: Lexicon) -> tuple[Term, ...]:
    named = {word.lower() for name in _names(lexicon) for word in WORD.findall(name)}
    entries: dict[tuple[int, str], tuple[float, str]] = {}
    for number, issue in enumerate(lexicon.issues):
        for text, kind in _texts(issue, named):
            folded = _stem(text.translate(FOLD).lower(), kind)
            if folded in TITLE_STOPS:
                continue
            weight = WEIGHTS[kind] * (1 + 0.5 * text.count(" ")) * (GENERICALLY if folded in GENERIC else 1.0)
            if folded and weight > entries.get((number, folded), (0.0, ""))[0]:
                entries[number, folded] = weight, kind
    shared = Counter(text for _, text in entries)
    return tuple(
        Term(text, number, weight / shared[text] ** 0.5, kind) for (number, text), (weight, kind) in entries.items()
    )


def _texts(issue: Issue, named: set[str]) -> Iterator[tuple[str, str]]:
    """A party's or a person's name in a title tells nothing: it stands all over the article."""
    yield from ((cue, "cue") for cue in issue.cues)
    for option in issue.options:
        yield from ((cue, "option") for cue in option.cues)
    telling = (word for word in WORD.findall(issue.title) if word.lower() not in TITLE_STOPS | named)
    yield from ((word, "title") for word in telling if not word.isdigit())
    for concept in CONCEPTS:
        if _is_tied(issue, concept):
            yield from ((phrase, "concept") for phrase in concept.phrases)


def _is_tied(issue: Issue, concept: Concept) -> bool:
    own = " ".join((issue.title, *issue.cues)).lower()
    return any(re.search(rf"(?<!\w){re.escape(tie)}(?:s|es)?(?!\w)", own) for tie in concept.ties)


def _process_issue(lexicon: Lexicon) -> int | None:
    return next((number for number, issue in enumerate(lexicon.issues) if _is_tied(issue, PROCESS)), None)


def _names(lexicon: Lexicon) -> Iterator[str]:
    for party in lexicon.parties:
        yield from (*party.names, *party.demonyms)
    for person in lexicon.persons:
        yield from (person.name, *person.aliases)


def _stem(text: str, kind: str) -> str:
    """Without a plural ending, which the match may add again; "rights" keep theirs."""
    if kind == "concept" or not text.endswith("s") or text.endswith("ss") or len(text) < 5 or text == "rights":
        return text
    return text[:-1]


def _ends_word(text: str, end: int, term: Term) -> bool:
    """At the end of a word, or before its ending: truce-s, withdraw-al, enrich-ment, attack-ed."""
    rest = re.match(r"\w*", text[end : end + 12])
    ending = rest.group() if rest else ""
    return not ending or ending in ENDINGS or (term.kind == "concept" and len(term.text) >= BEGINNING)
