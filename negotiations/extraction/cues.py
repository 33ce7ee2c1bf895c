"""Where in a sentence a word of saying, asking or refusing stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from negotiations.extraction.sentences import Sentence, Token
from negotiations.extraction.verbs import ADJECTIVES, NOUN_PARTICLES, NOUNS, Form, Verb, forms
from negotiations.extraction.vocabulary import (
    ADVERBS,
    BE,
    CATENATIVES,
    DETERMINERS,
    HAVE,
    MODALS,
    RELATIVES,
    SPEAKING_NOUNS,
    SUBJECT_PRONOUNS,
    TIMES,
    words,
)

# "Called off", "backed away", "ordered in" say nothing.
NOT_SPEAKING = {"call": words("off up in back"), "back": words("away out off")}
ACTING = SUBJECT_PRONOUNS | SPEAKING_NOUNS | HAVE | RELATIVES | words("and but also then")

PLURALS = words("they we i you who people both")


@dataclass(frozen=True)
class Cue:
    """`index` and `width` count tokens of the sentence."""

    verb: Verb
    index: int
    width: int
    form: Form
    by_agent: bool = False  # "was rejected by", "a proposal by"

    @property
    def end(self) -> int:
        return self.index + self.width


def find_cues(sentence: Sentence) -> list[Cue]:
    return list(_cues(sentence.tokens))


def _cues(tokens: Sequence[Token]) -> Iterator[Cue]:
    for index, token in enumerate(tokens):
        if token.quote or not token.is_word:
            continue
        found = _agent_cue(tokens, index) or _noun_cue(tokens, index) or _adjective_cue(tokens, index)
        if cue := found or _verb_cue(tokens, index):
            yield cue


def _noun_cue(tokens: Sequence[Token], index: int) -> Cue | None:
    """A noun with its owner before it and its aim after it: "Norland's call for", "his refusal to"."""
    act = NOUNS.get(singular := tokens[index].lower.removesuffix("s")) or NOUNS.get(tokens[index].lower)
    particle = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    if act is None or particle not in NOUN_PARTICLES or owner_of(tokens, index) is None:
        return None
    return Cue(Verb(singular, "noun", act, particle), index, 1, "base")


def _agent_cue(tokens: Sequence[Token], index: int) -> Cue | None:
    """ "Was rejected by Norland", "a proposal by Norland to": the agent stands behind the "by"."""
    if following_word(tokens, index) != "by" or index == 0:
        return None
    word = tokens[index].lower
    act = NOUNS.get(word) or NOUNS.get(word.removesuffix("s"))
    if act and tokens[index - 1].lower in DETERMINERS:
        return Cue(Verb(word.removesuffix("s"), "noun", act, "by"), index, 2, "base", by_agent=True)
    stances = [verb for verb, form in forms().get(word, ()) if verb.kind == "stance" and form == "finite"]
    if stances and not stances[0].particle and _before_adverbs(tokens, index) in BE:
        return Cue(stances[0], index, 2, "finite", by_agent=True)
    return None


def _adjective_cue(tokens: Sequence[Token], index: int) -> Cue | None:
    """ "Is ready to", "remains doubtful that", with what it is ready for after it."""
    word = tokens[index].lower
    if word not in ADJECTIVES or following_word(tokens, index) not in ("to", "that", "about", "for"):
        return None
    if _before_adverbs(tokens, index) not in BE | {"remain", "remains", "remained", "seemed", "appeared", "was"}:
        return None
    return Cue(Verb(word, "stance", ADJECTIVES[word]), index, 1, "finite")


def owner_of(tokens: Sequence[Token], index: int) -> int | None:
    """The index of the possessive before a noun, over at most two adjectives."""
    for place in range(index - 1, max(-1, index - 4), -1):
        if tokens[place].is_possessive or tokens[place].lower in ("his", "her", "their", "its"):
            return place
        if not tokens[place].is_word:
            return None
    return None


def _verb_cue(tokens: Sequence[Token], index: int) -> Cue | None:
    if tokens[index].is_capital and index:
        return None
    for verb, form in forms().get(tokens[index].lower, ()):
        place = _particle(tokens, index, verb.particle)
        reduced = verb.kind == "stance" and _is_reduced(tokens, index, place or index)
        if place is not None and not reduced and _is_verb(tokens, index, place, form):
            return Cue(verb, index, place + 1 - index, form)
    return None


def _particle(tokens: Sequence[Token], index: int, particle: str | None) -> int | None:
    """Where the verb with its particle ends; "called again for" lets one word come between."""
    if particle is None:
        return index
    farthest = 4 if tokens[index].lower in ("left", "leave", "leaves", "leaving") else 3  # "left the door open"
    for place in range(index + 1, min(index + farthest, len(tokens))):
        if tokens[place].quote:
            return None
        if tokens[place].lower == particle:
            between = tokens[index + 1 : place]
            apart = particle in ("for", "on", "of", "that") and any(map(_is_object, between))
            return None if apart else place
    return None


def _is_object(token: Token) -> bool:
    """What may not part "called … for": "called Doe on Monday"."""
    return token.lower not in ADVERBS | TIMES and not token.lower.endswith("ly")


def _is_verb(tokens: Sequence[Token], index: int, last: int, form: Form) -> bool:
    before = tokens[index - 1].lower if index else ""
    if before in DETERMINERS or (index and tokens[index - 1].is_possessive and before not in ("it's", "he's", "she's")):
        return False
    if following_word(tokens, last) in NOT_SPEAKING.get(tokens[index].lower.removesuffix("ed").removesuffix("s"), ()):
        return False
    if [token.lower for token in tokens[last + 1 : last + 4]] == ["not", "to", "be"]:  # "who asked not to be named"
        return False
    if _is_passive(tokens, index, last, form):
        return False
    if form == "base":
        return _allows_base_form(tokens, index)
    return not (form == "finite" and tokens[index].lower.endswith("s")) or _has_singular_subject(tokens, index)


def following_word(tokens: Sequence[Token], index: int) -> str:
    return tokens[index + 1].lower if index + 1 < len(tokens) else ""


def _is_reduced(tokens: Sequence[Token], index: int, last: int) -> bool:
    """ "The readings promised in May": a participle, where a time or place follows and no object."""
    verb, following = tokens[index].lower, following_word(tokens, last)
    before = tokens[index - 1] if index else None
    acts = before is None or before.is_capital or not before.is_word or before.lower in ACTING
    told = last == index and verb.endswith("ed") and following in ("in", "on", "at", "during", "last", "by", "under")
    return told and not acts


def _is_passive(tokens: Sequence[Token], index: int, last: int, form: Form) -> bool:
    following = following_word(tokens, last)
    before = _before_adverbs(tokens, index)
    return form == "finite" and (before in BE or (following == "by" and before not in HAVE))


def _has_singular_subject(tokens: Sequence[Token], index: int) -> bool:
    """ "Norland demands", "the minister says", but "phone calls with"."""
    if index == 0:
        return False
    before = tokens[index - 1]
    named = before.is_capital or before.quote is not None or not before.is_word
    adverb = before.lower.endswith("ly") or before.lower in ("also", "now", "still", "then", "and")
    return named or adverb or before.lower in SUBJECT_PRONOUNS | RELATIVES | SPEAKING_NOUNS


def _before_adverbs(tokens: Sequence[Token], index: int) -> str:
    place = index - 1
    while place > 0 and (tokens[place].lower.endswith("ly") or tokens[place].lower in ("also", "not", "never")):
        place -= 1
    return tokens[place].lower if place >= 0 else ""


def _allows_base_form(tokens: Sequence[Token], index: int) -> bool:
    """A bare form is a verb after a modal, a plural or a pair of names; else it is likely a noun."""
    before = _before_adverbs(tokens, index)
    if before == "to":
        purpose = following_word(tokens, index) == "that" or any(
            token.quote for token in tokens[index + 1 : index + 9]
        )  # "took to the air to denounce a “…”"
        return index > 1 and (tokens[index - 2].lower in CATENATIVES or purpose)
    if before in MODALS or before in PLURALS:
        return True
    plural = before.endswith("s") and not before.endswith(("'s", "’s", "ss"))
    coordinated = index > 2 and any(token.lower == "and" for token in tokens[max(0, index - 4) : index])
    return (plural or (coordinated and tokens[index - 1].is_capital)) and not tokens[index].is_capital
