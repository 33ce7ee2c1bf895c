"""Each cue of a sentence with its subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from negotiations.extraction.cues import Cue, find_cues, owner_of
from negotiations.extraction.mentions import Mentions
from negotiations.extraction.sentences import Sentence, Token
from negotiations.extraction.subjects import Subject, shares_subject, subject_after, subject_before


@dataclass(frozen=True)
class Clause:
    """`shared`: the subject is that of the clause before; `inverted`: it follows the cue."""

    cue: Cue
    subject: Subject | None
    shared: bool
    inverted: bool = False


def find_clauses(sentence: Sentence, mentions: Mentions) -> list[Clause]:
    clauses = (_clause(sentence.tokens, cue, mentions) for cue in find_cues(sentence))
    return [clause for clause in clauses if clause]


def _clause(tokens: Sequence[Token], cue: Cue, mentions: Mentions) -> Clause | None:
    if cue.verb.kind == "noun":
        owner = owner_of(tokens, cue.index)
        return Clause(cue, _owner(tokens, owner), shared=False) if owner is not None else None
    if _follows_utterance(tokens, cue.index) and (after := subject_after(tokens, cue, mentions)):
        return Clause(cue, after, shared=False, inverted=True)
    shared = shares_subject(tokens, cue)
    if cue.form == "gerund" and not shared:
        return None
    subject = None if shared else subject_before(tokens, cue, mentions)
    return Clause(cue, subject, shared) if shared or subject else None


def _owner(tokens: Sequence[Token], index: int) -> Subject:
    first = index
    while first > 0 and tokens[first - 1].is_capital and not tokens[first - 1].is_possessive:
        first -= 1
    return Subject(first, index + 1)


def _follows_utterance(tokens: Sequence[Token], index: int) -> bool:
    place = index - 1 if index and tokens[index - 1].text == "," else index
    return place > 0 and tokens[place - 1].quote is not None
