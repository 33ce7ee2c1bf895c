"""Which of the twelve acts a statement is: the cue's own act, or the heaviest sign among the words.

There is no default: where nothing tells, the act is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from negotiations.extraction.signs import Sign, patterns
from negotiations.extraction.verbs import Act, Verb

# What the verb leans to, unless the words say otherwise, and how heavily.
LEANING: dict[str, tuple[Act, float]] = {
    "warn": ("threaten", 0.58), "insist": ("demand", 0.42), "ask": ("demand", 0.42), "hope": ("appeal", 0.6),
    "float": ("propose", 0.6), "acknowledge": ("concede", 0.42), "admit": ("concede", 0.42), "allege": ("accuse", 0.6),
    "call": ("accuse", 0.42), "doubt": ("accuse", 0.6), "label": ("accuse", 0.6), "believe": ("comment", 0.5),
    "estimate": ("comment", 0.5), "expect": ("comment", 0.5), "fear": ("accuse", 0.5), "note": ("comment", 0.42),
    "predict": ("comment", 0.5), "reveal": ("comment", 0.5), "think": ("comment", 0.5), "worry": ("comment", 0.5),
    "suggest": ("propose", 0.45), "reiterate": ("comment", 0.3), "brag": ("comment", 0.5),
    "advise": ("appeal", 0.6), "agree": ("accept", 0.7), "describe": ("comment", 0.42),
    "characterize": ("comment", 0.42), "characterise": ("comment", 0.42),
}  # fmt: skip
# The verb decides alone, whatever its object says: "criticised X for refusing".
DECISIVE: frozenset[Act] = frozenset(
    ["accuse", "reject", "threaten", "praise", "concede", "promise", "demand", "appeal"]
)
OFFERS: frozenset[Act] = frozenset(["accept", "propose", "promise", "concede", "praise"])
OPEN_QUESTION = re.compile(r"\s*whether\b", re.IGNORECASE)
TOLD = 0.62  # what the own act of a verb that is not decisive weighs against signs in its object
DENIAL = re.compile(
    r"\b(?:no|not|never|nothing|neither|nor|without|cannot|hardly|little|few)\b|n['’]t\b", re.IGNORECASE
)
REACH = 24  # characters before a sign in which a denial turns it
CLAUSE_END = re.compile(r"[,;:.–—]|\b(?:but|and|because|while)\b")
UNMARKED = {ord(mark): None for mark in '“”„«»"'}  # "prepared “to move”" is "prepared to move"


@dataclass(frozen=True)
class ActGuess:
    act: Act | None
    certainty: float
    why: str


@dataclass(frozen=True)
class Weighed:
    act: Act
    weight: float
    why: str


def guess_act(verb: Verb | None, content: str, about_own: bool = False, denied: bool = False) -> ActGuess:
    """The verb's own act where it decides; else the heaviest of the signs and of what the verb leans to.

    `about_own`: the words are about the speaker's own side ("we will", "his government would"). `denied`: the cue is
    ("never demanded", "did not say"): then an offer is a refusal, and of anything else nothing is known.
    """
    if denied or OPEN_QUESTION.match(content):
        return _guess_of_denied(verb) if verb else ActGuess(None, 0.0, "said not to be so")
    if verb and verb.act in DECISIVE:
        return ActGuess(verb.act, 0.85, f"“{verb.lemma}” means {verb.act}")
    found = [*_by_verb(verb), *_by_signs(content, about_own)]
    if not found:
        return ActGuess(None, 0.0, "no word tells the act")
    best = max(found, key=lambda one: one.weight)
    rivals = [one.weight for one in found if one.act != best.act]
    return ActGuess(best.act, round(best.weight * (1 - 0.4 * max(rivals, default=0.0)), 3), best.why)


def _guess_of_denied(verb: Verb) -> ActGuess:
    if verb.act in OFFERS:
        return ActGuess("reject", 0.6, f"“{verb.lemma}” is denied")
    return ActGuess(None, 0.0, f"“{verb.lemma}” is denied, or asked")


def _by_verb(verb: Verb | None) -> Iterator[Weighed]:
    if verb and verb.act:
        yield Weighed(verb.act, TOLD, f"“{verb.lemma}” means {verb.act}")
    elif verb and verb.lemma in LEANING:
        act, weight = LEANING[verb.lemma]
        yield Weighed(act, weight, f"“{verb.lemma}” leans to {act}")


def _by_signs(content: str, about_own: bool) -> Iterator[Weighed]:
    content = " ".join(content.translate(UNMARKED).split())
    for sign, pattern in patterns():
        if sign.own and not about_own:
            continue
        match = pattern.search(content)
        if match:
            act = _turned(sign, content, match)
            earlier = 0.05 * (1 - match.start() / max(1, len(content)))
            yield Weighed(act, sign.weight + earlier, f"“{match.group()[:60]}” suggests {act}")


def _turned(sign: Sign, content: str, match: re.Match[str]) -> Act:
    """The act, or what it turns into under a denial in the same clause, before it or right behind."""
    if sign.negated is None:
        return sign.act
    clause = CLAUSE_END.split(content[max(0, match.start() - REACH) : match.start()])[-1]
    denied = DENIAL.search(clause) or DENIAL.match(content[match.end() :].lstrip()[:8])
    return sign.negated if denied else sign.act
