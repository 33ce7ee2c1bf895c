"""What one sentence says of a delegation: who leads, who belongs, who stays away, what it may do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from negotiations.extraction.delegations.people import Delegate, persons_after, persons_before
from negotiations.extraction.delegations.phrases import LEADING, TALKS, UNDOING, Phrase
from negotiations.extraction.delegations.teams import Team, teams_in
from negotiations.extraction.spans import Span
from negotiations.extraction.vocabulary import BE, DETERMINERS, words

NAMING = words(
    "naming named names appoint appointed appointing appoints reappointed reappointing nominated chose tapped picked"
)
INCLUDING = words("including includes include included comprising comprises comprised")
INCLUDING_OF = {"consists": "of", "consisting": "of", "composed": "of", "made": "up", "such": "as"}
NEGOTIATOR = words("negotiator negotiators delegate")
RANK = words("chief top lead head main principal")
EMPOWERING = words("mandate mandated authorised authorized empowered instructed")
CLAUSE_ENDS = words(". ; , : ( ) – — ? !")
ABSENT = words("without minus")
NEAR = 8  # words between a verb and what it is about


@dataclass(frozen=True)
class Clue:
    """`head` and `members` as the text names them; `first` to before `last` are the words of the phrase it rests on."""

    first: int
    last: int
    party: str | None = None
    head: Delegate | None = None
    members: tuple[Delegate, ...] = ()
    absent: tuple[Delegate, ...] = ()
    level: str | None = None
    mandate: Span | None = None
    carries: bool = False
    boycotts: bool = False


def clues_in(phrase: Phrase) -> Iterator[Clue]:
    teams = list(teams_in(phrase))
    for team in teams:
        yield from _of_team(phrase, team, teams)
    yield from _named(phrase)
    if phrase.any_of(TALKS):
        yield from _accompanied(phrase)
        yield from _boycotted(phrase)
    yield from _mandated(phrase, teams)


def _of_team(phrase: Phrase, team: Team, teams: list[Team]) -> Iterator[Clue]:
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
        between = [phrase.lower(at) for at in range(kept[-1].at + 1, one.at)]
        if "and" not in between or one.at - kept[-1].at > NEAR:
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


def _named(phrase: Phrase) -> Iterator[Clue]:
    """ "Norland named X as its chief negotiator", "the naming of X as head of its delegation" """
    for at, word in enumerate(phrase.words):
        people = (
            persons_after(phrase, at + 1 + (phrase.lower(at + 1) == "of"), within=16) if word.lower in NAMING else []
        )
        if not people:
            continue
        role = next((k for k in range(people[0].at + 1, people[0].at + 12) if phrase.lower(k) == "as"), None)
        last = _negotiator(phrase, role + 1) if role else None
        if last and not phrase.any_of(UNDOING, at - 3, at):
            yield Clue(at, last, _agent(phrase, at), head=people[0])


def _negotiator(phrase: Phrase, at: int) -> int | None:
    """Where "its chief negotiator" or "head of the delegation" ends."""
    for k in range(at, min(at + 5, len(phrase.words))):
        if phrase.lower(k) in NEGOTIATOR and phrase.any_of(RANK, at, k):
            return k + 1
        if phrase.lower(k) in {"head", "leader"} and phrase.lower(k + 1) == "of":
            return next(
                (j + 1 for j in range(k + 2, min(k + 6, len(phrase.words))) if phrase.lower(j) == "delegation"), None
            )
    return None


def _agent(phrase: Phrase, at: int) -> str | None:
    """Who names: the nearest party before the verb."""
    return next((word.party for word in reversed(phrase.words[max(0, at - NEAR) : at]) if word.party), None)


def _accompanied(phrase: Phrase) -> Iterator[Clue]:
    """ "X will be accompanied by Y and Z": both belong, and X leads where nobody is said to."""
    for at, word in enumerate(phrase.words):
        by = (
            next((k for k in range(at + 1, at + 6) if phrase.lower(k) == "by"), None)
            if word.lower == "accompanied"
            else None
        )
        if by:
            leads, people = persons_before(phrase, at, within=12), persons_after(phrase, by + 1)
            if leads and people and not phrase.any_of(UNDOING, leads[-1].at, at):
                yield Clue(leads[-1].at, people[-1].at + 1, head=leads[-1], members=tuple(people))


def _boycotted(phrase: Phrase) -> Iterator[Clue]:
    """ "the talks, boycotted by Norland", "Norland boycotted the talks" """
    for at, word in enumerate(phrase.words):
        if word.lower in {"boycotted", "boycotts", "boycotting", "boycott"}:
            passive = phrase.lower(at + 1) == "by"
            near = phrase.words[at + 2 : at + 5] if passive else phrase.words[max(0, at - 4) : at][::-1]
            party = next((one.party for one in near if one.party), None)
            if party and not phrase.any_of(UNDOING, at - 3, at):
                yield Clue(max(0, at - 4) if not passive else at, min(at + 5, len(phrase.words)), party, boycotts=True)


def _mandated(phrase: Phrase, teams: list[Team]) -> Iterator[Clue]:
    """ "with a mandate to push for a truce", "whose mandate is to …": what follows, up to the end of its clause."""
    for at, word in enumerate(phrase.words):
        to = at + 1 + (word.lower == "mandate" and phrase.lower(at + 1) in BE)
        if word.lower not in EMPOWERING or phrase.lower(to) not in {"to", "for"} or phrase.any_of(UNDOING, at - 3, at):
            continue
        last = next((k for k in range(to, len(phrase.words)) if phrase.lower(k) in CLAUSE_ENDS), len(phrase.words))
        if last > to + 1:
            yield Clue(at, last, _mandated_party(phrase, teams, at), mandate=phrase.span(to, last))


def _mandated_party(phrase: Phrase, teams: list[Team], at: int) -> str | None:
    team = next((team.party for team in reversed(teams) if team.last <= at and team.party), None)
    people = persons_before(phrase, at)
    return team or (people[-1].party if people else None)
