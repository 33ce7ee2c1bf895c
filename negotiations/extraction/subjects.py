"""Which tokens of a sentence are the subject of a cue."""

from __future__ import annotations

from collections.abc import Sequence

from negotiations.extraction.appositions import antecedent, before_parenthesis, name_before, name_behind
from negotiations.extraction.cues import Cue
from negotiations.extraction.mentions import Mentions
from negotiations.extraction.phrases import LONGEST_PHRASE, Subject, may_speak, mentions_at, phrase_ending
from negotiations.extraction.sentences import Token
from negotiations.extraction.vocabulary import (
    ADVERBS,
    AUXILIARIES,
    BEFORE_TIMES,
    CATENATIVES,
    CLAUSE_OPENERS,
    CONJUNCTIONS,
    PREPOSITIONS,
    RELATIVES,
    TIMES,
)


def subject_before(tokens: Sequence[Token], cue: Cue, mentions: Mentions) -> Subject | None:
    end = _before_auxiliaries(tokens, cue.index, mentions)
    if end == 0:
        return None
    last = tokens[end - 1]
    if last.text == ",":
        return before_parenthesis(tokens, end - 1, mentions)
    if last.lower in RELATIVES:
        return antecedent(tokens, end - 1, mentions) or phrase_ending(tokens, end - 1, mentions)
    phrase = phrase_ending(tokens, end, mentions)
    return (phrase and name_before(tokens, phrase, mentions)) or phrase


def shares_subject(tokens: Sequence[Token], cue: Cue, mentions: Mentions) -> bool:
    """Whether the cue has the subject of the verb before it: "and added", ", saying"."""
    end = _before_auxiliaries(tokens, cue.index, mentions)
    if cue.form == "gerund":
        opener = "," if not end or tokens[end - 1].quote or cue.verb.lemma in ("say", "add") else tokens[end - 1].lower
        return opener in CONJUNCTIONS | PREPOSITIONS | {",", "while", "when"} or opener in TIMES | {"days"}
    return end > 0 and tokens[end - 1].lower in CONJUNCTIONS


def subject_after(tokens: Sequence[Token], cue: Cue, mentions: Mentions) -> Subject | None:
    """ "…," said the minister."""
    place = cue.end
    while place < len(tokens) and place - cue.end < LONGEST_PHRASE:
        token = tokens[place]
        if not token.is_word and token.text != ".":
            break
        if token.text == "." and not (place > cue.end and len(tokens[place - 1].text) < 5):
            break
        if token.lower in (PREPOSITIONS - {"of", "for"}) | CLAUSE_OPENERS | ADVERBS | TIMES and place > cue.end:
            break
        place += 1
    subject = Subject(cue.end, place)
    if place <= cue.end or not may_speak(tokens, subject, mentions):
        return None
    return name_behind(tokens, subject, mentions) or subject


def _before_auxiliaries(tokens: Sequence[Token], index: int, mentions: Mentions) -> int:
    place = index
    while place > 0 and _is_auxiliary(tokens, place - 1) and not _is_named(tokens[place - 1], mentions):
        place -= 1
    return place


def _is_auxiliary(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if not token.is_word:
        return False
    timely = token.lower in TIMES or (index + 1 < len(tokens) and tokens[index + 1].lower in TIMES)
    return (
        token.lower in AUXILIARIES | ADVERBS | CATENATIVES
        or (timely and token.lower in TIMES | BEFORE_TIMES)
        or (token.lower.endswith("ly") and not token.is_capital)
    )


def _is_named(token: Token, mentions: Mentions) -> bool:
    """Mrs May is no month."""
    return token.is_capital and bool(mentions_at(token, mentions))
