"""Which issue of the codebook words are about, by its cues, its options' cues and its title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log2

from ahocorasick_rs import AhoCorasick

from negotiations.extraction.lexicon import Issue, Lexicon
from negotiations.extraction.mentions import FOLD
from negotiations.extraction.vocabulary import words

TITLE_STOPS = words("and of or the for in on to a an with without during before after its their overall conduct")
WORD = re.compile(r"\w+(?:-\w+)*")
WEIGHTS = {"cue": 1.0, "option": 0.8, "title": 0.4}
NEARNESS = (1.0, 0.4, 0.25)  # the words themselves, their sentence, the statement before
WHERE = ("", " in the sentence", " nearby")


@dataclass(frozen=True)
class IssueGuess:
    issue: Issue | None
    certainty: float
    why: tuple[str, ...]


@dataclass(frozen=True)
class Term:
    text: str
    issue: int
    weight: float


class IssueFinder:
    """The codebook's words, weighed once for an article: a word that stands everywhere in it tells little."""

    def __init__(self, lexicon: Lexicon, body: str) -> None:
        self.issues = lexicon.issues
        self._terms = list(_terms(lexicon))
        self._spread = self._spread_in(body)

    def guess(self, content: str, surroundings: Sequence[str] = ()) -> IssueGuess:
        """From the words themselves, and with less weight from what stands around them, nearest first."""
        scores: dict[int, float] = {}
        reasons: dict[int, list[str]] = {}
        for distance, text in enumerate([content, *surroundings]):
            for number, term, weight in self._scores(text, cues_only=distance > 0):
                scores[number] = scores.get(number, 0.0) + weight * NEARNESS[distance]
                reason = f"“{term}”{WHERE[distance]}"
                reasons.setdefault(number, []).append(reason)
        return self._best(scores, reasons)

    def _best(self, scores: dict[int, float], reasons: dict[int, list[str]]) -> IssueGuess:
        if not scores:
            return IssueGuess(None, 0.0, ("no word of an issue",))
        (number, score), *others = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        rival = others[0][1] if others else 0.0
        certainty = min(1.0, 2 * score) * score / (score + 0.5 * rival)
        return IssueGuess(self.issues[number], certainty, (f"issue by {', '.join(reasons[number][:4])}",))

    def _scores(self, text: str, cues_only: bool) -> Iterator[tuple[int, str, float]]:
        seen: set[tuple[int, str]] = set()
        for term, place in self._found(text):
            key = (term.issue, term.text)
            if key in seen or (cues_only and term.weight < WEIGHTS["option"]):
                continue
            seen.add(key)
            weight = term.weight * self._rarity(term.text) * (1 + 0.5 * term.text.count(" "))
            yield term.issue, term.text, weight * (1.15 if place < 40 else 1.0)

    def _rarity(self, term: str) -> float:
        return 1 / log2(2 + self._spread.get(term, 0) + self._shared[term])

    @cached_property
    def _shared(self) -> dict[str, int]:
        """In how many issues a term stands beside the first."""
        owners: dict[str, set[int]] = {}
        for term in self._terms:
            owners.setdefault(term.text, set()).add(term.issue)
        return {text: 3 * (len(numbers) - 1) for text, numbers in owners.items()}

    def _spread_in(self, body: str) -> dict[str, int]:
        spread: dict[str, int] = {}
        for term, _ in self._found(body):
            spread[term.text] = spread.get(term.text, 0) + 1
        return spread

    def _found(self, text: str) -> Iterator[tuple[Term, int]]:
        if self._automaton is None:
            return
        folded = text.translate(FOLD).lower()
        for number, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if not folded[start - 1 : start].isalnum() and _ends_word(folded, end):
                yield self._terms[number], start

    @cached_property
    def _automaton(self) -> AhoCorasick | None:
        return AhoCorasick([term.text for term in self._terms]) if self._terms else None


def _terms(lexicon: Lexicon) -> Iterator[Term]:
    """A party's or a person's name in a title tells nothing: it stands all over the article."""
    names = {word.lower() for name in _names(lexicon) for word in WORD.findall(name)}
    for number, issue in enumerate(lexicon.issues):
        seen: set[str] = set()
        for text, weight in _weighed(issue, names):
            folded = _stem(text.translate(FOLD).lower())
            if folded and folded not in seen:
                seen.add(folded)
                yield Term(folded, number, weight)


def _names(lexicon: Lexicon) -> Iterator[str]:
    for party in lexicon.parties:
        yield from (*party.names, *party.demonyms)
    for person in lexicon.persons:
        yield from (person.name, *person.aliases)


def _weighed(issue: Issue, names: set[str]) -> Iterator[tuple[str, float]]:
    yield from ((cue, WEIGHTS["cue"]) for cue in issue.cues)
    for option in issue.options:
        yield from ((cue, WEIGHTS["option"]) for cue in option.cues)
    telling = (word for word in WORD.findall(issue.title) if word.lower() not in TITLE_STOPS | names)
    yield from ((word, WEIGHTS["title"]) for word in telling)


def _stem(text: str) -> str:
    """Without a plural ending, which the match may add again."""
    return text[:-1] if text.endswith("s") and not text.endswith("ss") and len(text) > 4 else text


def _ends_word(text: str, end: int) -> bool:
    """At the end of a word, or before its ending: truce-s, withdraw-al, enrich-ment, attack-ed."""
    rest = re.match(r"\w*", text[end : end + 12])
    return rest is not None and rest.group() in (
        "",
        "s",
        "es",
        "ed",
        "d",
        "ing",
        "al",
        "ment",
        "ial",
        "ly",
        "er",
        "ers",
    )
