"""Each cue of a sentence with its subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from negotiations.extraction import rules
from negotiations.extraction.cues import Cue, find_cues, owner_of
from negotiations.extraction.mentions import Mentions
from negotiations.extraction.phrases import Subject
from negotiations.extraction.sentences import Sentence, Token
from negotiations.extraction.subjects import shares_subject, subject_after, subject_before
from negotiations.extraction.verbs import ADJECTIVES
from negotiations.extraction.vocabulary import (
    ADDRESSING,
    ADVERBS,
    AUXILIARIES,
    BE,
    CATENATIVES,
    MODALS,
    PREPOSITIONS,
    RELATIVES,
    SPEAKING_NOUNS,
    SUBJECT_PRONOUNS,
)


@dataclass(frozen=True)
class Clause:
    """`shared`: the subject is that of the clause before; `inverted`: it follows the cue; `rule`: see rules.py."""

    cue: Cue
    subject: Subject | None
    shared: bool
    inverted: bool = False
    rule: str = rules.REPORTED


def find_clauses(sentence: Sentence, mentions: Mentions) -> list[Clause]:
    clauses = (_clause(sentence.tokens, cue, mentions) for cue in find_cues(sentence))
    return [clause for clause in clauses if clause]


def _clause(tokens: Sequence[Token], cue: Cue, mentions: Mentions) -> Clause | None:
    if cue.by_agent:
        agent = subject_after(tokens, cue, mentions)
        return Clause(cue, agent, shared=False, rule=rules.AGENT) if agent else None
    if cue.verb.kind == "noun":
        owner = owner_of(tokens, cue.index)
        return Clause(cue, _owner(tokens, owner), shared=False, rule=rules.NOUN) if owner is not None else None
    may_follow = _follows_utterance(tokens, cue) or _follows_report(tokens, cue)
    if may_follow and (after := subject_after(tokens, cue, mentions)):
        return Clause(cue, after, shared=False, inverted=True)
    if quoted := _quoted_as_saying(tokens, cue, mentions):
        return Clause(cue, quoted, shared=False, rule=rules.PASSIVE)
    if _is_purpose(tokens, cue):
        return Clause(cue, None, shared=True, rule=rules.PURPOSE)
    return _finite_clause(tokens, cue, mentions)


def _finite_clause(tokens: Sequence[Token], cue: Cue, mentions: Mentions) -> Clause | None:
    shared = shares_subject(tokens, cue, mentions)
    if cue.form == "gerund" and not shared and _is_progressive(tokens, cue.index):
        cue = replace(cue, form="finite")
    if shared:
        return Clause(cue, None, shared, rule=rules.PARTICIPLE if cue.form == "gerund" else rules.REPORTED)
    subject = None if cue.form == "gerund" else subject_before(tokens, cue, mentions)
    rule = rules.ADJECTIVE if cue.verb.lemma in ADJECTIVES else rules.REPORTED
    return Clause(cue, subject, shared=False, rule=rule) if subject else None


def _is_purpose(tokens: Sequence[Token], cue: Cue) -> bool:
    """ "Took to the air to denounce": whoever the sentence is about does."""
    if cue.form != "base" or cue.index < 2:
        return False
    return tokens[cue.index - 1].lower == "to" and tokens[cue.index - 2].lower not in CATENATIVES


def _is_progressive(tokens: Sequence[Token], index: int) -> bool:
    """ "Are insisting", "was also offering"."""
    place = index - 1
    while place > 0 and (tokens[place].lower in ADVERBS or tokens[place].lower.endswith("ly")):
        place -= 1
    return place > 0 and tokens[place].lower in BE


def _quoted_as_saying(tokens: Sequence[Token], cue: Cue, mentions: Mentions) -> Subject | None:
    """ "Doe was quoted as saying": the subject stands before the passive."""
    passive = cue.index - 2
    if cue.form != "gerund" or passive < 1 or tokens[passive + 1].lower != "as":
        return None
    if tokens[passive].lower not in ("quoted", "cited", "reported"):
        return None
    return subject_before(tokens, replace(cue, index=passive), mentions)


def _owner(tokens: Sequence[Token], index: int) -> Subject:
    first = index
    while first > 0 and tokens[first - 1].is_capital and not tokens[first - 1].is_possessive:
        first -= 1
    return Subject(first, index + 1)


def _follows_utterance(tokens: Sequence[Token], cue: Cue) -> bool:
    place = cue.index - 1 if cue.index and tokens[cue.index - 1].text == "," else cue.index
    return place > 0 and tokens[place - 1].quote is not None


def _follows_report(tokens: Sequence[Token], cue: Cue) -> bool:
    """ "The talks had failed, said two diplomats": a comma before the cue, and after it nothing but a speaker."""
    speaks = cue.verb.kind == "speech" and cue.form == "finite" and cue.verb.lemma not in ADDRESSING
    told = speaks and cue.index > 4 and tokens[cue.index - 1].text == ","
    following = tokens[cue.end : cue.end + 12]
    phrase = list(takewhile(lambda token: token.is_word and token.lower not in PREPOSITIONS | RELATIVES, following))
    if not told or not phrase or phrase[0].lower in SUBJECT_PRONOUNS:
        return False
    plain = {token.bare for token in phrase}
    return not plain & (AUXILIARIES | MODALS | {"that"}) and (
        phrase[-1].is_capital or (bool(plain & SPEAKING_NOUNS) and len(phrase) < 6)
    )
