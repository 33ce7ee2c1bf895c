"""Who is named to negotiate, who comes along, who will not come, and what those who come may do."""

from __future__ import annotations

from collections.abc import Iterator

from negotiations.extraction.delegations.clues import Clue
from negotiations.extraction.delegations.people import persons_after, persons_before
from negotiations.extraction.delegations.phrases import UNDOING, Phrase
from negotiations.extraction.delegations.teams import Team
from negotiations.extraction.vocabulary import BE, words

NAMING = words(
    "naming named names appoint appointed appointing appoints reappointed reappointing nominated chose tapped picked"
)
NEGOTIATOR = words("negotiator negotiators delegate")
RANK = words("chief top lead head main principal")
EMPOWERING = words("mandate mandated authorised authorized empowered instructed")
CLAUSE_ENDS = words(". ; , : ( ) – — ? !")
ACCOMPANIED = words("accompanied")
BOYCOTTING = words("boycott boycotts boycotted boycotting")
NEAR = 8  # words between a verb and what it is about


def named(phrase: Phrase) -> Iterator[Clue]:
    """ "Norland named X as its chief negotiator", "the naming of X as head of its delegation" """
    for at in _places(phrase, NAMING):
        people = persons_after(phrase, at + 1 + (phrase.lower(at + 1) == "of"), within=16)
        last = _negotiator(phrase, people[0].at + 1) if people else None
        if last and not phrase.any_of(UNDOING, at - 3, at):
            yield Clue(at, last, _agent(phrase, at), head=people[0])


def _places(phrase: Phrase, found: frozenset[str]) -> list[int]:
    return [at for at, word in enumerate(phrase.words) if word.lower in found]


def _negotiator(phrase: Phrase, after: int) -> int | None:
    """Where "as its chief negotiator" or "as head of the delegation" ends."""
    first = next((k + 1 for k in range(after, after + 12) if phrase.lower(k) == "as"), len(phrase.words))
    for k in range(first, min(first + 5, len(phrase.words))):
        if phrase.lower(k) in NEGOTIATOR and phrase.any_of(RANK, first, k):
            return k + 1
        if phrase.lower(k) in {"head", "leader"} and phrase.lower(k + 1) == "of":
            return next((j + 1 for j in range(k + 2, k + 6) if phrase.lower(j) == "delegation"), None)
    return None


def _agent(phrase: Phrase, at: int) -> str | None:
    """Who names: the nearest party before the verb."""
    return next((word.party for word in reversed(phrase.words[max(0, at - NEAR) : at]) if word.party), None)


def accompanied(phrase: Phrase) -> Iterator[Clue]:
    """ "X will be accompanied by Y and Z": they belong, and X leads."""
    for at in _places(phrase, ACCOMPANIED):
        by = next((k for k in range(at + 1, at + 6) if phrase.lower(k) == "by"), len(phrase.words))
        leads, people = persons_before(phrase, at, within=12), persons_after(phrase, by + 1)
        if leads and people and not phrase.any_of(UNDOING, leads[-1].at, at):
            yield Clue(leads[-1].at, people[-1].at + 1, head=leads[-1], members=tuple(people))


def boycotted(phrase: Phrase) -> Iterator[Clue]:
    """ "the talks, boycotted by Norland", "Norland boycotted the talks" """
    for at in _places(phrase, BOYCOTTING):
        passive = phrase.lower(at + 1) == "by"
        near = range(at + 2, min(at + 5, len(phrase.words))) if passive else range(at - 1, max(-1, at - 5), -1)
        who = next((k for k in near if phrase.words[k].party), None)
        if who is not None and not phrase.any_of(UNDOING, at - 3, at):
            yield Clue(min(at, who), max(at, who) + 1, phrase.words[who].party, boycotts=True)


def mandated(phrase: Phrase, teams: list[Team]) -> Iterator[Clue]:
    """ "with a mandate to push for a truce", "whose mandate is to …": what follows, up to the end of its clause."""
    for at in _places(phrase, EMPOWERING):
        to = at + 1 + (phrase.lower(at) == "mandate" and phrase.lower(at + 1) in BE)
        if phrase.lower(to) not in {"to", "for"} or phrase.any_of(UNDOING, at - 3, at):
            continue
        last = next((k for k in range(to, len(phrase.words)) if phrase.lower(k) in CLAUSE_ENDS), len(phrase.words))
        if last > to + 1:
            yield Clue(at, last, _mandated_party(phrase, teams, at), mandate=phrase.span(to, last))


def _mandated_party(phrase: Phrase, teams: list[Team], at: int) -> str | None:
    team = next((team.party for team in reversed(teams) if team.last <= at and team.party), None)
    people = persons_before(phrase, at)
    return team or (people[-1].party if people else None)
