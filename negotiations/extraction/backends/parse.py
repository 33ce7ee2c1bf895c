"""What a dependency parse says of a verb: who is its subject, and where its complement ends.

Labels of both schemes in use: Universal Dependencies (nsubj, obj, acl:relcl) and ClearNLP (nsubj, dobj, relcl).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from negotiations.extraction.spans import Span
from negotiations.extraction.vocabulary import RELATIVES, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SHARING = words("conj advcl xcomp")  # "and warned", ", adding that": the subject is that of the verb above
DEEPEST = 4  # verbs up which a shared subject is looked for
CLAUSES = words("relcl acl:relcl acl advcl parataxis ccomp")  # what may hang on a name and is no part of it
NOMINAL = frozenset(["", "NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X"])  # "" where a pipeline has no tagger
COMPLEMENTS = words("ccomp xcomp obj dobj")
ADJUNCTS = words("iobj dative obl prep advmod oprd")  # "demanded a truce from Porto at once"
CONDITIONS = words("if unless until provided")


def verb_at(doc: Doc, span: Span) -> Token | None:
    """The token of a cue that has a subject, else the uppermost of them."""
    within = [token for token in doc if token.idx < span.end and token.idx + len(token) > span.start]
    spoken = [token for token in within if _own_subjects(token)]
    return next(iter(spoken or [token for token in within if token.head not in within or token.head == token]), None)


def subject_of(verb: Token) -> Span | None:
    """The whole noun phrase; None where the parse names none, or one that it tears apart."""
    head = _subject_head(verb)
    if head is None or head.pos_ not in NOMINAL or head.lower_ == "there":
        return None
    if head.lower_ in RELATIVES and head.head.dep_ in ("relcl", "acl:relcl"):
        head = head.head.head
    return _noun_phrase(head)


def _subject_head(verb: Token) -> Token | None:
    for _ in range(DEEPEST):
        if subjects := _own_subjects(verb):
            return subjects[0] if len(subjects) == 1 else None
        if verb.dep_ == "acl":  # "a statement saying that"
            return verb.head
        if verb.dep_ not in SHARING:
            return None
        verb = verb.head
    return None


def _own_subjects(verb: Token) -> list[Token]:
    """Of an active verb, as who "was told" does not speak; two are a parse gone wrong."""
    return [child for child in verb.children if child.dep_ == "nsubj"]


def _noun_phrase(head: Token) -> Span | None:
    """Without the clauses that hang on it: "Berg" of "Berg, who leads the country,"."""
    inside = {token.i for token in head.subtree}
    cut = min((clause.left_edge.i for clause in _clauses(head)), default=head.right_edge.i + 1)
    if any(conjunct.i >= cut for conjunct in head.conjuncts if conjunct.i in inside):
        return None
    kept = [token for token in head.doc[head.left_edge.i : cut] if not _is_loose(token)]
    if not kept or any(token.i not in inside for token in kept):
        return None
    return Span(kept[0].idx, kept[-1].idx + len(kept[-1]))


def _is_loose(token: Token) -> bool:
    """What may stand inside a phrase but neither opens nor closes one."""
    return token.dep_ in ("punct", "cc") or token.is_space


def _clauses(head: Token) -> Iterator[Token]:
    return (token for token in head.subtree if token.dep_ in CLAUSES and token.i > head.i)


def complement_end(verb: Token, speaks: bool) -> int | None:
    """Where what is said ends; None without a complement. Of a verb that only `speaks`, "on Friday" is no part."""
    after = [child for child in verb.children if child.i > verb.i]
    if not any(child.dep_ in COMPLEMENTS for child in after):
        return None
    wanted = COMPLEMENTS if speaks else COMPLEMENTS | ADJUNCTS
    ends = [child.right_edge for child in after if child.dep_ in wanted or _is_condition(child)]
    last = max(ends, key=lambda token: token.i)
    return last.idx + len(last)


def _is_condition(child: Token) -> bool:
    return child.dep_ == "advcl" and child.left_edge.lower_ in CONDITIONS
