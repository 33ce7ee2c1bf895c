"""One issue of a negotiation: every party's positions over time, the statements, the demands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from negotiations.models import TAKES, Demand, Issue, Negotiation, Party, Statement
from negotiations.positions import Coded, Gap, Lane, Record, Scale, gap_on, record_of
from negotiations.readers.agenda import Agenda, agenda_of
from negotiations.readers.cells import Cell, apart_words, cell_on
from negotiations.readers.clock import Clock, clock_for
from negotiations.readers.evidence import Words, as_words
from negotiations.readers.matrix import sides_of
from negotiations.readers.period import period_of

PAGE = 20
"""Statements shown at once."""


@dataclass(frozen=True)
class Answer:
    """How another party last answered a demand, if it did."""

    party: Party
    asks: bool
    coded: Coded | None


@dataclass(frozen=True)
class AskedFor:
    """A demand with when it was made and how the others answered."""

    demand: Demand
    made: Sequence[date]
    answers: Sequence[Answer]

    @property
    def last_made(self) -> date:
        return self.made[-1]


@dataclass(frozen=True)
class IssuePage:
    agenda: Agenda
    record: Record
    clock: Clock
    issue: Issue
    sides: tuple[Party, Party]
    cells: Sequence[Cell]
    words: Sequence[Words]
    more_before: str | None
    demands: Sequence[AskedFor]

    @property
    def negotiation(self) -> Negotiation:
        return self.agenda.negotiation

    @property
    def answering(self) -> list[Party]:
        """The parties that made or answered any of the demands: columns for the others would stand empty."""
        spoke = {answer.party.pk for asked in self.demands for answer in asked.answers if answer.asks or answer.coded}
        return [cell.party for cell in self.cells if cell.party.pk in spoke]

    @cached_property
    def scale(self) -> Scale | None:
        return self.agenda.scale(self.issue, self.sides)

    @cached_property
    def gap(self) -> Gap | None:
        return self._gap_on(self.clock.on) if self.issue.compared else None

    @property
    def apart_words(self) -> str:
        return apart_words(self.issue, self.gap) if self.gap else ""

    def _gap_on(self, day: date) -> Gap | None:
        sides = self.sides[0].pk, self.sides[1].pk
        return gap_on(self.record, sides, self.scale, day) if self.scale else None

    @cached_property
    def shared_days(self) -> list[tuple[date, date | None]]:
        """Stretches in which both accepted something, up to the day shown; an open end lasts still."""
        stretches: list[tuple[date, date | None]] = []
        for day in (day for day in self.record.days if day <= self.clock.on):
            found = self._gap_on(day)
            shared = found is not None and found.zone is not None
            lasting = bool(stretches) and stretches[-1][1] is None
            if shared and not lasting:
                stretches.append((day, None))
            elif lasting and not shared:
                stretches[-1] = stretches[-1][0], day
        return stretches

    @cached_property
    def period(self) -> tuple[date, date]:
        return period_of(self.record, self.clock.on)

    @property
    def silent_after(self) -> int:
        return self.agenda.silent_after(self.issue)

    @property
    def taking_acts(self) -> list[str]:
        """The acts that put a party on this issue's scale, as far as they occur."""
        used = {coded.act for coded in self.record.coded if coded.issue == self.issue.pk and coded.takes}
        return [act for act in TAKES if act in used]

    @property
    def statements(self) -> int:
        return sum(cell.statements for cell in self.cells)

    def lane(self, party: Party) -> Lane:
        return self.record.lane(party.pk, self.issue.pk)

    def cell(self, key: str) -> Cell | None:
        return next((cell for cell in self.cells if cell.key == key), None)


def issue_page(
    negotiation: Negotiation,
    slug: str,
    *,
    today: date,
    on: date | None = None,
    known: datetime | None = None,
    before: tuple[date, int] | None = None,
    sides: tuple[str | None, str | None] = (None, None),
) -> IssuePage | None:
    """None where the codebook has no such issue. `before`: the day and number of the last statement listed so far."""
    agenda = agenda_of(negotiation)
    issue = agenda.issue(slug)
    if issue is None:
        return None
    record = record_of(negotiation, known)
    clock = clock_for(negotiation, record, on, known, today)
    pair = sides_of(agenda, sides)
    parties = [
        *pair,
        *(party for party in agenda.parties if party not in pair and (party.pk, issue.pk) in record.lanes),
    ]
    cells = [cell_on(agenda, record, party, issue, clock.on) for party in parties]
    words, more = _newest(record, issue, clock.on, before)
    demands = _demands(record, issue, parties, clock)
    return IssuePage(agenda, record, clock, issue, pair, cells, words, more, demands)


def _newest(record: Record, issue: Issue, on: date, before: tuple[date, int] | None) -> tuple[list[Words], str | None]:
    """A page of the issue's statements, newest first, and the last of them where more follow."""
    said = sorted(
        (coded for coded in record.coded if coded.issue == issue.pk and coded.said_on <= on),
        key=lambda coded: (coded.said_on, coded.id),
        reverse=True,
    )
    following = [coded for coded in said if before is None or (coded.said_on, coded.id) < before]
    shown = following[:PAGE]
    rows = Statement.objects.with_evidence().filter(pk__in=[coded.id for coded in shown])
    by_id = {row.pk: row for row in rows}
    words = [as_words(by_id[coded.id]) for coded in shown if coded.id in by_id]
    return words, f"{shown[-1].said_on}.{shown[-1].id}" if len(following) > PAGE else None


def _demands(record: Record, issue: Issue, parties: Sequence[Party], clock: Clock) -> list[AskedFor]:
    demands = Demand.objects.filter(issue=issue).select_related("party")
    made: dict[int, list[date]] = {}
    standing = Statement.objects.known_at(clock.known).filter(issue=issue, demand__isnull=False, said_on__lte=clock.on)
    for demand, day in standing.order_by("said_on").values_list("demand", "said_on"):
        made.setdefault(demand or 0, []).append(day)
    asked = [
        AskedFor(
            demand, made[demand.pk], [_answer(record, demand, party, made[demand.pk][0], clock.on) for party in parties]
        )
        for demand in demands
        if demand.pk in made
    ]
    return sorted(asked, key=lambda item: item.made[-1], reverse=True)


def _answer(record: Record, demand: Demand, party: Party, first: date, on: date) -> Answer:
    """The party's last statement about the outcome demanded, since the demand was first made."""
    if party.pk == demand.party_id:
        return Answer(party, True, None)
    low = None if demand.outcome is None else demand.outcome.lower
    about = [
        coded
        for coded in record.lane(party.pk, demand.issue_id).until(on)
        if coded.said_on >= first and coded.outcome and low is not None and coded.outcome.low == float(low)
    ]
    return Answer(party, False, about[-1] if about else None)
