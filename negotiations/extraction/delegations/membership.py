"""Who leads a team, who belongs to it, who stays away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from negotiations.extraction.delegations.clues import Clue
from negotiations.extraction.delegations.people import Delegate, persons_after, persons_before
from negotiations.extraction.delegations.phrases import LEADING, UNDOING, Phrase
from negotiations.extraction.delegations.teams import Team
from negotiations.extraction.vocabulary import DETERMINERS, words

INCLUDING = words("including includes include included comprising comprises comprised")
INCLUDING_OF = {"consists": "of", "consisting": "of", "composed": "of", "made": "up", "such": "as", ",": "with"}
ABSENT = words("without minus")
NEAR = 8  # words between a verb and what it is about


def membership(phrase: Phrase, team: Team, teams: list[Team]) -> Iterator[Clue]:
    until = next((other.first for other in teams if other.first >= team.last), len(phrase.words))
    found = Clue(team.first, team.last, team.party, level=team.level, carries=team.definite and team.party is None)
    clues = [
        *_led_by(phrase, team, until),
        *_leads(phrase, team),
        *_head_of(phrase, team),
        *_includes(phrase, team, until),
    ]
    clues += [*_part_of(phrase, team), *_lacks(phrase, team)]
    if clues:
        yield from (replace(clue, party=team.party, level=team.level, carries=found.carries) for clue in clues)
    elif team.level and team.party:
        yield found


def _with_head(first: int, last: int, people: list[Delegate]) -> Iterator[Clue]:
    if people:
        last = max(last, people[-1].at + 1)
        yield Clue(min(first, people[0].at), last, head=people[0], members=tuple(people[1:]))


def _led_by(phrase: Phrase, team: Team, until: int) -> Iterator[Clue]:
    """ "the delegation, which is being led by X and Y" """
    for at in range(team.last, min(team.last + 12, until, len(phrase.words) - 1)):
        if phrase.lower(at) in LEADING and phrase.lower(at + 1) == "by":
            yield from _with_head(team.first, at + 2, _joined(phrase, persons_after(phrase, at + 2, until - at)))
            return


def _joined(phrase: Phrase, people: list[Delegate]) -> list[Delegate]:
    """The first, and those that "and" adds right after; a name after a comma may begin another clause."""
    kept = people[:1]
    for one in people[1:]:
        between = phrase.words[kept[-1].at + 1 : one.at]
        if len(between) > NEAR or all(word.lower != "and" for word in between) or any(w.is_person for w in between):
            break
        kept.append(one)
    return kept


def _leads(phrase: Phrase, team: Team) -> Iterator[Clue]:
    """ "X and Y will lead the delegation"; nobody leads it who will not."""
    before = team.first - 1 - (phrase.lower(team.first - 1) in DETERMINERS)
    if phrase.lower(before) not in LEADING or phrase.lower(before + 1) == "by":
        return
    people = persons_before(phrase, before)
    near = people and before - people[-1].at <= 2 * NEAR
    if near and not phrase.any_of(UNDOING, people[-1].at, before):
        yield from _with_head(people[0].at, team.last, people)


def _head_of(phrase: Phrase, team: Team) -> Iterator[Clue]:
    """ "head of the delegation X", "X, head of the delegation", "the delegation’s head, X" """
    of = team.first - 1 - (phrase.lower(team.first - 1) in DETERMINERS)
    if phrase.lower(of) == "of" and phrase.lower(of - 1) in {"head", "leader", "chief"}:
        before = persons_before(phrase, of - 1, within=4)
        after = persons_after(phrase, team.last, within=NEAR)
        people = before[-1:] if before and phrase.lower(before[-1].at + 1) in {",", "as"} else after[:1]
        yield from _with_head(of - 1, team.last, people)
    elif phrase.lower(team.last) in {"head", "leader", "chief"}:
        yield from _with_head(team.first, team.last + 1, persons_after(phrase, team.last, within=5)[:1])


def _includes(phrase: Phrase, team: Team, until: int) -> Iterator[Clue]:
    for at in range(team.last, min(team.last + 20, until)):
        word = phrase.lower(at)
        opens = at + 1 if word in INCLUDING else at + 2 if INCLUDING_OF.get(word, " ") == phrase.lower(at + 1) else 0
        if opens and not phrase.any_of(UNDOING, at - 3, at):
            people = persons_after(phrase, opens, until - opens)
            if people:
                yield Clue(team.first, people[-1].at + 1, members=tuple(people))
                return


def _part_of(phrase: Phrase, team: Team) -> Iterator[Clue]:
    """ "A and B travelled as part of the team", "A will join the delegation", "A, a member of the team" """
    at = team.first - 1 - (phrase.lower(team.first - 1) in DETERMINERS)
    joins = phrase.lower(at) in {"join", "joins", "joined", "joining"}
    belongs = phrase.lower(at) == "of" and phrase.lower(at - 1) in {"part", "member", "members"}
    people = persons_before(phrase, at - 1 if belongs else at) if joins or belongs else []
    if people and not phrase.any_of(UNDOING, people[-1].at, at):
        yield Clue(people[0].at, team.last, members=tuple(people))


def _lacks(phrase: Phrase, team: Team) -> Iterator[Clue]:
    for at in range(team.last, min(team.last + 4, len(phrase.words))):
        if phrase.lower(at) in ABSENT and (people := persons_after(phrase, at + 1, within=12)):
            yield Clue(team.first, people[-1].at + 1, absent=tuple(people))
