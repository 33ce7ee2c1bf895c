"""One statement on an issue, with what it did to where its party stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from negotiations.models import Issue, Party, Statement
from negotiations.positions import Coded, Lane, Move, Position, move
from negotiations.readers.agenda import NotOnTheAgenda, outcome_words
from negotiations.readers.evidence import Words, words_of
from negotiations.readers.reading import Reading

Effect = Literal["sets", "echoes", "other voice", "refuses", "none"]


@dataclass(frozen=True)
class Opened:
    """`before` is where the party stood until that day, `position` what it set; `earlier` and `later` its own words."""

    coded: Coded
    party: Party
    issue: Issue
    words: Words
    effect: Effect
    position: Position | None
    before: Position | None
    made: Move | None
    withdraws: bool
    earlier: Coded | None
    later: Coded | None

    @property
    def cell_key(self) -> str:
        return f"{self.issue.slug}.{self.party.slug}"

    @property
    def position_words(self) -> str:
        return outcome_words(self.issue, self.position.outcome) if self.position else ""

    @property
    def before_words(self) -> str:
        return outcome_words(self.issue, self.before.outcome) if self.before else ""


def opened_of(reading: Reading, issue: Issue, sides: tuple[Party, Party], statement: int) -> Opened | None:
    """None where it is not on the record as known then. Raises NotOnTheAgenda for one that is not of the issue."""
    coded = next((one for one in reading.record.coded if one.id == statement and one.issue == issue.pk), None)
    if coded is None:
        _refuse_stranger(issue, statement)
        return None
    words = words_of([statement]).get(statement)
    return _opened(reading, issue, sides, coded, words) if words else None


def _refuse_stranger(issue: Issue, statement: int) -> None:
    if not Statement.objects.filter(pk=statement, issue=issue).exists():
        raise NotOnTheAgenda({"open": f"no statement {statement} is about {issue.title!r}; take it from a mark's link"})


def _opened(reading: Reading, issue: Issue, sides: tuple[Party, Party], coded: Coded, words: Words) -> Opened:
    party = reading.agenda.party_by_id[coded.party]
    lane = reading.lane(party, issue)
    position = next((one for one in lane.positions if one.since == coded.said_on), None) if coded.takes else None
    before = lane.position(coded.said_on - timedelta(days=1))
    earlier, later = _neighbours(lane, coded)
    return Opened(
        coded=coded,
        party=party,
        issue=issue,
        words=words,
        effect=_effect(coded, position),
        position=position,
        before=before,
        made=_made(reading, issue, sides, before, position),
        withdraws=before is not None and coded.withdraws(before),
        earlier=earlier,
        later=later,
    )


def _effect(coded: Coded, position: Position | None) -> Effect:
    if coded.refuses:
        return "refuses"
    if position is None:
        return "none"
    if coded.id in position.basis:
        return "sets"
    return "other voice" if coded.id in position.voices else "echoes"


def _made(
    reading: Reading, issue: Issue, sides: tuple[Party, Party], before: Position | None, position: Position | None
) -> Move | None:
    """What a side did that day, measured against where the other stood then."""
    scale = reading.agenda.scale(issue, sides) if issue.compared else None
    if position is None or scale is None or position.party not in (sides[0].pk, sides[1].pk):
        return None
    other = sides[1] if position.party == sides[0].pk else sides[0]
    return move(before, position, reading.record.position(other.pk, issue.pk, position.since), scale)


def _neighbours(lane: Lane, coded: Coded) -> tuple[Coded | None, Coded | None]:
    for earlier, one, later in zip([None, *lane.coded], lane.coded, [*lane.coded[1:], None], strict=False):
        if one.id == coded.id:
            return earlier, later
    return None, None
