"""The words for a team: whose it is, and how it is described."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from negotiations.extraction.delegations.phrases import (
    DEGREES,
    LEVELS,
    MODIFIERS,
    NEGOTIATING,
    OBLIQUE,
    STRONG,
    TALKS,
    WEAK,
    Phrase,
    opens_a_noun,
)
from negotiations.extraction.vocabulary import BE, DETERMINERS, words

LONGEST = 8  # words before the noun that may belong to it
JOINING = words(", and but")
SENDING = words("send sends sent sending dispatch dispatches dispatched names named downgraded reduced")
FIGURES = words("figures officials ministers diplomats negotiators experts representatives envoys generals people")


@dataclass(frozen=True)
class Team:
    """`first` to before `last` are its words in the phrase, the noun the last of them."""

    first: int
    last: int
    party: str | None
    level: str | None
    definite: bool


def teams_in(phrase: Phrase) -> Iterator[Team]:
    for at, word in enumerate(phrase.words):
        if word.mention is None and word.lower in STRONG | WEAK:
            team = _team(phrase, at)
            if team and _is_of_talks(phrase, team, at):
                yield team


def _team(phrase: Phrase, noun: int) -> Team | None:
    first = _first(phrase, noun)
    owners = [word.party for word in phrase.words[first:noun] if word.party]
    owner = owners[-1] if owners else _owner_after(phrase, noun)
    level = [_described(phrase, at) for at in range(first, noun) if phrase.lower(at) in LEVELS] or _said_of(
        phrase, noun
    )
    before = phrase.lower(first - 1)
    definite = before == "the" or bool(owners)
    return Team(first, noun + 1, owner or _sender(phrase, first), ", ".join(level) or None, definite)


def _first(phrase: Phrase, noun: int) -> int:
    first = noun
    while first > max(0, noun - LONGEST) and _belongs(phrase, first - 1):
        first -= 1
    while first < noun and phrase.lower(first) in JOINING:
        first += 1
    return first


def _belongs(phrase: Phrase, at: int) -> bool:
    word = phrase.words[at]
    return bool(word.party) or word.lower in LEVELS | MODIFIERS | DEGREES | NEGOTIATING | JOINING or _counts(word.lower)


def _counts(word: str) -> bool:
    """ "12-member", "five-strong"."""
    return word.endswith(("-member", "-strong", "-person", "-man"))


def _described(phrase: Phrase, at: int) -> str:
    first = at - 1 if phrase.lower(at - 1) in DEGREES else at
    return phrase.text(first, at + 1)


def _said_of(phrase: Phrase, noun: int) -> list[str]:
    """ "a delegation of low-level figures", "the delegation was rather junior"."""
    following = range(noun + 1, min(noun + 5, len(phrase.words)))
    linked = phrase.lower(noun + 1) in BE | {"of"}
    return [_described(phrase, at) for at in following if phrase.lower(at) in LEVELS] if linked else []


def _owner_after(phrase: Phrase, noun: int) -> str | None:
    """ "the delegation from Norland", "a delegation of low-level figures sent by Norland"."""
    for at in range(noun + 1, min(noun + LONGEST, len(phrase.words))):
        word = phrase.words[at]
        if word.party and phrase.lower(at - 1) in {"from", "of", "by"}:
            led = phrase.lower(at - 1) == "by" and phrase.lower(at - 2) not in SENDING
            return None if led else word.party
        if word.lower in {",", ".", ";"}:
            return None
    return None


def _sender(phrase: Phrase, first: int) -> str | None:
    """ "Norland will send a reduced delegation"."""
    at = next((at for at in range(first - 1, max(-1, first - 4), -1) if phrase.lower(at) in SENDING), None)
    if at is None:
        return None
    named = [word.mention.party for word in phrase.words[max(0, at - LONGEST) : at] if word.mention]
    return next((party for party in reversed(named) if party), None)


def _is_of_talks(phrase: Phrase, team: Team, noun: int) -> bool:
    """Not of football, and not the delegation of tasks."""
    word, following = phrase.lower(noun), phrase.lower(noun + 1)
    if word in STRONG:
        return following != "of" or _has_members_after(phrase, noun + 2)
    if not opens_a_noun(phrase.lower(team.first - 1)):
        return False
    return team.party is not None or (following not in OBLIQUE - {"for", "to"} and phrase.any_of(TALKS))


def _has_members_after(phrase: Phrase, at: int) -> bool:
    """ "of Norland", "of 12 officials", "of relatively low-level figures"."""
    if at >= len(phrase.words):
        return False
    if phrase.words[at].mention or phrase.lower(at)[0].isdigit():
        return True
    if phrase.lower(at) in DETERMINERS:
        return phrase.words[min(at + 1, len(phrase.words) - 1)].party is not None
    return phrase.any_of(LEVELS | DEGREES | FIGURES, at, at + 1) and phrase.any_of(FIGURES, at, at + 4)
