"""Noun phrases that may name a speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from negotiations.extraction.mentions import Mentions
from negotiations.extraction.sentences import Token
from negotiations.extraction.spans import Span
from negotiations.extraction.vocabulary import (
    AUXILIARIES,
    CLAUSE_OPENERS,
    DETERMINERS,
    PREPOSITIONS,
    SPEAKING_NOUNS,
    SUBJECT_PRONOUNS,
    is_human,
    words,
)

SAID = words("said says added adds told tells insisted insists stressed noted warned claimed argued thinks believes")

LONGEST_PHRASE = 14  # tokens of a noun phrase


@dataclass(frozen=True)
class Subject:
    """Tokens `first` up to, not including, `last`."""

    first: int
    last: int

    def span(self, tokens: Sequence[Token]) -> Span:
        return Span(tokens[self.first].start, tokens[self.last - 1].end)


def is_titled(words_in: Sequence[Token]) -> bool:
    return any(token.bare in SPEAKING_NOUNS or is_human(token.bare) for token in words_in)


def phrase_ending(tokens: Sequence[Token], end: int, mentions: Mentions) -> Subject | None:
    if end <= 0 or not tokens[end - 1].is_word:
        return None
    if tokens[end - 1].lower in SUBJECT_PRONOUNS:
        return Subject(end - 1, end)
    first = end
    while first > 0 and end - first < LONGEST_PHRASE and _belongs(tokens, first - 1, end, mentions):
        first -= 1
    first = _past_opening(tokens, first, end, mentions)
    subject = Subject(first, end)
    return subject if first < end and may_speak(tokens, subject, mentions) else None


def _belongs(tokens: Sequence[Token], index: int, end: int, mentions: Mentions) -> bool:
    token = tokens[index]
    if token.lower == "and":
        within = any(m.start < token.start < m.end for m in mentions.within(Span(token.start - 60, token.start)))
        return within or _joins_names(tokens, index, mentions)
    if token.text == ",":
        return _joins_names(tokens, index, mentions) and any(t.lower == "and" for t in tokens[index:end])
    if token.text == ".":
        return index > 0 and tokens[index - 1].is_capital and len(tokens[index - 1].text) < 5
    if (
        token.lower == "to"
        and index
        and (tokens[index - 1].bare in SPEAKING_NOUNS or tokens[index - 1].lower == "close")
    ):
        return True  # "an aide to Doe", "a source close to the talks"
    if token.lower in SAID and index < end - 1:  # "Doe said Norland would": Norland alone
        return False
    return token.is_word and token.lower not in CLAUSE_OPENERS and not (token.lower in AUXILIARIES and index < end - 1)


def _joins_names(tokens: Sequence[Token], index: int, mentions: Mentions) -> bool:
    """ "Norland and the South", "Norland's rulers and the rebels": someone on both sides."""
    if not 0 < index < len(tokens) - 1:
        return False
    after = tokens[index + 1 : index + 3]
    follows = after[0].is_capital or (after[0].lower in DETERMINERS | {"other"} and len(after) > 1)
    before = tokens[index - 1]
    if before.is_capital:
        return follows and bool(mentions_at(before, mentions))
    near = mentions.within(Span(tokens[max(0, index - 4)].start, before.start))
    return follows and before.is_word and before.lower.endswith("s") and bool(near)


def mentions_at(token: Token, mentions: Mentions) -> bool:
    nearby = mentions.within(Span(token.start - 40, token.end))
    return any(m.start < token.end and m.end > token.start for m in nearby)


def _past_opening(tokens: Sequence[Token], first: int, end: int, mentions: Mentions) -> int:
    if first < end - 1 and tokens[first].lower in ("something", "what", "anything"):
        return first + 1
    return _past_adverbial(tokens, first, end, mentions)


def _past_adverbial(tokens: Sequence[Token], first: int, end: int, mentions: Mentions) -> int:
    """ "In an interview the minister", "in Havn Jane Doe": past the adverbial."""
    if tokens[first].lower not in PREPOSITIONS and not tokens[first].is_word:
        return first + 1 if first < end else first
    if tokens[first].lower in PREPOSITIONS:
        names = mentions.within(Span(tokens[first].start, tokens[end - 1].end))
        if names and names[-1].is_person and names[-1].end >= tokens[end - 1].start:
            return next(i for i in range(first, end) if tokens[i].end > names[-1].start)
        later = [i for i in range(first + 1, end) if tokens[i].lower in DETERMINERS or tokens[i].is_capital]
        return next((i for i in reversed(later) if tokens[i - 1].lower not in PREPOSITIONS), end)
    return first


def may_speak(tokens: Sequence[Token], subject: Subject, mentions: Mentions) -> bool:
    span = subject.span(tokens)
    names = mentions.within(Span(span.start, span.end))
    plain = {token.bare for token in tokens[subject.first : subject.last]}
    return bool(names) or bool(plain & (SPEAKING_NOUNS | SUBJECT_PRONOUNS)) or subject.last - subject.first <= 6
