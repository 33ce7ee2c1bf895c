"""What a coding would change: where its party stands, how far apart both sides are. From the pages' own record."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import Literal

from negotiations.models import Article, Issue, Party, Statement
from negotiations.positions import Coded, Gap, Lane, Move, Outcome, Position, gap, move
from negotiations.readers.agenda import number_words, outcome_words
from negotiations.readers.reading import Reading

NEW = 0
"""The id of a statement that is not on record yet."""

Kind = Literal["incomplete", "nothing", "refusal", "withdrawal", "overruled", "position"]


@dataclass(frozen=True)
class Proposal:
    """What would be coded, as far as positions go; `replaces` is the version that it would correct."""

    article: Article
    party: Party | None
    issue: Issue | None
    act: str
    outcome: Outcome | None
    said_on: date
    rank: int = 9
    person: int | None = None
    speaker: str = ""
    replaces: Statement | None = None

    @property
    def coded(self) -> Coded:
        party, issue = self.party.pk if self.party else 0, self.issue.pk if self.issue else None
        text = self.article.date, self.article.body_sha256
        voice = self.person, self.speaker
        return Coded(NEW, party, issue, self.said_on, self.act, self.rank, self.outcome, text, *voice)


@dataclass(frozen=True)
class Effect:
    """`before` and `now` are where the party stands on the day said, without it and with it.

    `move` is the way from where it stood before that day; `gaps` those to the other side, before and after.
    """

    kind: Kind
    proposal: Proposal
    before: Position | None = None
    now: Position | None = None
    move: Move | None = None
    other: Party | None = None
    gaps: tuple[Gap | None, Gap | None] = (None, None)
    until: date | None = None

    @property
    def party(self) -> Party | None:
        return self.proposal.party

    @property
    def issue(self) -> Issue | None:
        return self.proposal.issue

    @property
    def changes(self) -> bool:
        """Whether the party would stand elsewhere than without it."""
        return (self.before and self.before.outcome) != (self.now and self.now.outcome)

    def words(self, position: Position | None) -> str:
        return outcome_words(self.issue, position.outcome) if self.issue and position else ""

    @property
    def now_words(self) -> str:
        return self.words(self.now)

    @property
    def before_words(self) -> str:
        return self.words(self.before)

    @property
    def came_from_words(self) -> str:
        return self.words(self.move.before) if self.move else ""

    @property
    def now_number(self) -> str:
        """In figures, where the words are not figures already."""
        named = self.issue and self.issue.kind == "ordinal"
        return number_words(self.now.outcome, self.issue) if named and self.now and self.issue else ""

    @property
    def outcome_words(self) -> str:
        outcome = self.proposal.outcome
        return outcome_words(self.issue, outcome) if self.issue and outcome else ""


def effect_of(reading: Reading, proposal: Proposal) -> Effect:
    if proposal.party is None or not proposal.act:
        return Effect("incomplete", proposal)
    if proposal.issue is None or proposal.outcome is None:
        return Effect("nothing", proposal)
    lane = reading.lane(proposal.party, proposal.issue)
    with_it = lane_with(lane, proposal)
    day = proposal.said_on
    before, now = lane.position(day), with_it.position(day)
    if proposal.coded.refuses:
        kind: Kind = "withdrawal" if before and not now else "refusal"
    else:
        kind = "position" if now and NEW in now.basis else "overruled"
    return replace(_measured(reading, proposal, before, now, with_it), kind=kind)


def lane_with(lane: Lane, proposal: Proposal) -> Lane:
    """As far as it matters on the day said: from the position before on, unless a version is taken out of it."""
    if proposal.replaces:
        return Lane([*(coded for coded in lane.coded if coded.id != proposal.replaces.pk), proposal.coded])
    before = bisect_left(lane.positions, proposal.said_on, key=attrgetter("since"))
    first = lane.positions[before - 1].since if before else date.min
    return Lane([*said_between(lane, first, proposal.said_on), proposal.coded])


def said_between(lane: Lane, first: date, last: date) -> Sequence[Coded]:
    """Both days included."""
    by_day = attrgetter("said_on")
    return lane.coded[bisect_left(lane.coded, first, key=by_day) : bisect_right(lane.coded, last, key=by_day)]


def _following(lane: Lane, day: date) -> date | None:
    at = bisect_right(lane.positions, day, key=attrgetter("since"))
    return lane.positions[at].since if at < len(lane.positions) else None


def _measured(
    reading: Reading, proposal: Proposal, before: Position | None, now: Position | None, lane: Lane
) -> Effect:
    other = _other_side(reading, proposal.party)
    sides = reading.agenda.default_sides
    scale = reading.agenda.scale(proposal.issue, sides) if proposal.issue and sides else None
    if scale is None or proposal.party is None or proposal.issue is None:
        return Effect("nothing", proposal, before, now)
    theirs = reading.record.position(other.pk, scale.issue, proposal.said_on) if other else None
    made = move(_held_before(lane, proposal.said_on), now, theirs, scale) if now else None
    following = _following(reading.lane(proposal.party, proposal.issue), proposal.said_on)
    gaps = (gap(before, theirs, scale), gap(now, theirs, scale)) if proposal.issue.compared else (None, None)
    return Effect("nothing", proposal, before, now, made, other, gaps, following)


def _held_before(lane: Lane, day: date) -> Position | None:
    last = next((held for held in reversed(lane.positions) if held.since < day), None)
    return last if last and last.holds_on(day) else None


def _other_side(reading: Reading, party: Party | None) -> Party | None:
    sides = reading.agenda.default_sides
    if sides is None or party not in sides:
        return None
    return sides[0] if party == sides[1] else sides[1]
