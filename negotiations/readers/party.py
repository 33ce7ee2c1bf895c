"""One party: where it stands, what it asks, who speaks for it, in which tone, and where it contradicts itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from negotiations.models import Issue, Party
from negotiations.positions import Gap, Move, Week, gap, last_change, move, moves_alone, moves_between
from negotiations.readers.agenda import outcome_words
from negotiations.readers.cells import Cell, cell_on
from negotiations.readers.clock import Since, chosen_comparison
from negotiations.readers.contradictions import Contradictions, Told, contradictions, scales_of
from negotiations.readers.delegations import Team, teams
from negotiations.readers.demands import Answer, AskedFor, all_demands, in_order
from negotiations.readers.evidence import Words, words_of
from negotiations.readers.parties import Line, party_line, with_scale
from negotiations.readers.people import People, people
from negotiations.readers.reading import Reading
from negotiations.readers.tone import Tone, tone

SHOWN, CONTRADICTIONS = 60, 20
"""Statements of a week, and contradictions, shown at once; the timeline and the API have all."""


@dataclass(frozen=True)
class Stand:
    """The party on one issue, how it came there, and how far the other side is."""

    cell: Cell
    change: Move | None
    gap: Gap | None
    weight: float

    @property
    def issue(self) -> Issue:
        return self.cell.issue

    @property
    def before_words(self) -> str:
        return outcome_words(self.issue, self.change.before.outcome) if self.change and self.change.before else ""


@dataclass(frozen=True)
class Belonging:
    """A party in a bloc, or one of a bloc's members: `party` is the one on the far side of it."""

    party: Party
    since: date | None
    until: date | None
    holds: bool


@dataclass(frozen=True)
class AskedOf:
    """A demand that another makes of this party, with its answer."""

    asked: AskedFor
    answer: Answer


@dataclass(frozen=True)
class PartyPage:
    reading: Reading
    line: Line
    stands: Sequence[Stand]
    moved: Sequence[Move]
    since: Since
    demands: Sequence[AskedFor]
    asked_of: Sequence[AskedOf]
    people: People
    teams: Sequence[Team]
    tone: Tone
    contradictions: Contradictions
    told: Sequence[Told]
    week: Week | None
    week_words: Sequence[Words]

    @property
    def party(self) -> Party:
        return self.line.party

    @property
    def further_contradictions(self) -> int:
        return len(self.contradictions.found) - len(self.told)

    @property
    def further_in_week(self) -> int:
        return len(self.week.said) - len(self.week_words) if self.week else 0

    @property
    def made(self) -> list[AskedFor]:
        return in_order((asked for asked in self.demands if asked.made), "newest")

    @property
    def never_made(self) -> list[AskedFor]:
        return [asked for asked in self.demands if not asked.made]

    @property
    def concessions(self) -> list[Move]:
        return [made for made in self.moved if made.kind == "concession"]

    @property
    def hardenings(self) -> list[Move]:
        return [made for made in self.moved if made.kind == "hardening"]

    @property
    def shifts(self) -> list[Move]:
        return [made for made in self.moved if made.kind == "shift"]

    @property
    def joint(self) -> list[Move]:
        """Together with the other side, the gap unchanged."""
        return [made for made in self.moved if made.kind == "joint"]

    @property
    def compared(self) -> list[Stand]:
        """Those on which the other side's position is known too."""
        return [stand for stand in self.stands if stand.gap]

    @property
    def weight(self) -> float:
        return sum(stand.weight for stand in self.compared)

    @cached_property
    def blocs(self) -> list[Belonging]:
        return [
            Belonging(bloc, one.since, one.until, one.held_on(self.reading.on))
            for one in self.party.memberships.all()
            if (bloc := self.reading.agenda.party_by_id.get(one.bloc_id))
        ]

    @cached_property
    def members(self) -> list[Belonging]:
        return [
            Belonging(party, one.since, one.until, one.held_on(self.reading.on))
            for party in self.reading.agenda.parties
            for one in party.memberships.all()
            if one.bloc_id == self.party.pk
        ]


def party_page(reading: Reading, slug: str, *, week: date | None = None, window: int | None = None) -> PartyPage | None:
    """None where the codebook has no such party. Eleven queries besides the reading."""
    party = reading.agenda.party(slug)
    if party is None:
        return None
    line = party_line(reading, party)
    since = chosen_comparison(reading.agenda, reading.on, None)
    demands = all_demands(reading)
    tone_ = tone(reading, party)
    found, chosen = contradictions(reading, party, window), tone_.week(week)
    in_week = [coded.id for coded in chosen.said[:SHOWN]] if chosen else []
    words = words_of([*found.basis(CONTRADICTIONS), *in_week])
    return PartyPage(
        reading=reading,
        line=line,
        stands=[_stand(reading, party, line.other, issue) for issue in with_scale(reading.agenda)],
        moved=_moved(reading, line, since.day),
        since=since,
        demands=[asked for asked in demands if asked.party == party],
        asked_of=_asked_of(demands, party),
        people=people(reading, party),
        teams=[team for team in teams(reading.agenda) if team.party == party and team.round.start <= reading.on],
        tone=tone_,
        contradictions=found,
        told=found.told(reading.agenda, words),
        week=chosen,
        week_words=[words[said] for said in in_week if said in words],
    )


def _stand(reading: Reading, party: Party, other: Party | None, issue: Issue) -> Stand:
    cell = cell_on(reading.agenda, reading.record, party, issue, reading.on)
    scale = scales_of([issue]).get(issue.pk)
    theirs = reading.lane(other, issue).position(reading.on) if other else None
    if scale is None:
        return Stand(cell, None, None, 0)
    stated = [position for position in reading.lane(party, issue).positions if position.since <= reading.on]
    changed = last_change(stated) if cell.position else None
    then = reading.lane(other, issue).position(changed[1].since) if other and changed else None
    made = move(changed[0], changed[1], then, scale) if changed else None
    weighted = reading.agenda.scale(issue, (party, other)) if other else None
    return Stand(cell, made, gap(cell.position, theirs, scale), weighted.weight if weighted else 0)


CHANGED = ("concession", "hardening", "shift", "joint")


def _moved(reading: Reading, line: Line, since: date) -> list[Move]:
    """Its net changes since a day on the issues whose distance counts: of a side as on the matrix, of others alone."""
    found = _of_side(reading, line.party, line.other, since) if line.other else _alone(reading, line.party, since)
    return [made for made in found if made.kind in CHANGED]


def _of_side(reading: Reading, party: Party, other: Party, since: date) -> list[Move]:
    scales = reading.agenda.scales((party, other))
    both = moves_between(reading.record, (party.pk, other.pk), scales, since, reading.on)
    return [made for made in both if made.party == party.pk]


def _alone(reading: Reading, party: Party, since: date) -> list[Move]:
    scales = scales_of(reading.agenda.issues).values()
    return [made for scale in scales for made in moves_alone(reading.record, [party.pk], scale, since, reading.on)]


def _asked_of(demands: Sequence[AskedFor], party: Party) -> list[AskedOf]:
    asked = in_order((one for one in demands if one.made and party in one.addressees), "newest")
    return [AskedOf(one, answer) for one in asked for answer in one.answers if answer.party == party]
