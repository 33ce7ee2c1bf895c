"""All negotiations at a glance, in a number of queries that does not grow with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Count

from negotiations.models import Article, Negotiation, Party, Revision, Round
from negotiations.positions import Move, Overall, Record, Scale, Step, gap_steps, last_change, move, overall, records_of
from negotiations.readers.agenda import Agenda, agendas_of
from negotiations.readers.evidence import Words, words_of
from negotiations.readers.moves import ToldMove, basis_of, told_move
from negotiations.readers.period import gap_period, period_of


@dataclass(frozen=True)
class Glance:
    """One negotiation: how far apart its sides are, its latest round, its last change."""

    agenda: Agenda
    record: Record
    on: date
    sides: tuple[Party, Party] | None
    articles: int
    last_move: Move | None
    words: dict[int, Words]

    @property
    def negotiation(self) -> Negotiation:
        return self.agenda.negotiation

    @cached_property
    def _compared(self) -> tuple[tuple[int, int], list[Scale]] | None:
        """The two sides, and the scales on which they are compared."""
        if self.sides is None:
            return None
        return (self.sides[0].pk, self.sides[1].pk), self.agenda.scales(self.sides)

    @cached_property
    def overall(self) -> Overall | None:
        return overall(self.record, *self._compared, self.on) if self._compared else None

    @cached_property
    def period(self) -> tuple[date, date]:
        if self._compared is None:
            return period_of(self.record, self.on)
        return gap_period(self.record, *self._compared, self.on)

    @cached_property
    def steps(self) -> list[Step]:
        return gap_steps(self.record, *self._compared, *self.period) if self._compared else []

    @property
    def statements(self) -> int:
        return sum(coded.said_on <= self.on for coded in self.record.coded)

    @property
    def latest_round(self) -> Round | None:
        return next((round_ for round_ in reversed(self.agenda.rounds) if round_.start <= self.on), None)

    @property
    def coded_parties(self) -> list[Party]:
        """The two sides, then the others of whom anything is coded."""
        coded = {statement.party for statement in self.record.coded}
        sides = self.sides or ()
        others = (party for party in self.agenda.parties if party.pk in coded and party not in sides)
        return [*sides, *others]

    @property
    def further_parties(self) -> int:
        """Coded parties beyond the first five, which alone are named."""
        return max(0, len(self.coded_parties) - 5)

    @cached_property
    def last_change(self) -> ToldMove | None:
        if self.last_move is None or self.sides is None:
            return None
        return told_move(self.agenda, self.sides, self.last_move, self.words)


def glances(
    negotiations: Sequence[Negotiation], *, today: date, on: date | None = None, known: datetime | None = None
) -> list[Glance]:
    Revision.objects.settle([negotiation.pk for negotiation in negotiations], known)
    records = records_of(negotiations, known)
    read = Article.objects.filter(negotiation__in=negotiations, date__lte=on or date.max)
    if known:
        read = read.filter(stored_at__lte=known)
    articles = dict(read.values_list("negotiation").annotate(Count("id")))
    agendas = {agenda.negotiation.pk: agenda for agenda in agendas_of(negotiations)}
    days = {pk: on or record.last_day(today) for pk, record in records.items()}
    moves = {pk: last_move(agenda, records[pk], agenda.default_sides, days[pk]) for pk, agenda in agendas.items()}
    words = words_of(basis_of(move for move in moves.values() if move))
    return [
        Glance(agenda, records[pk], days[pk], agenda.default_sides, articles.get(pk, 0), moves[pk], words)
        for pk, agenda in agendas.items()
    ]


def last_move(agenda: Agenda, record: Record, sides: tuple[Party, Party] | None, on: date) -> Move | None:
    """The newest step of either side that changed its position; the larger where a day saw several."""
    if sides is None:
        return None
    steps = []
    for scale in agenda.scales(sides):
        for number, side in enumerate(sides):
            lane = [p for p in record.lane(side.pk, scale.issue).positions if p.since <= on]
            changed = last_change(lane)
            if changed:
                other = record.position(sides[1 - number].pk, scale.issue, changed[1].since)
                steps.append(move(changed[0], changed[1], other, scale))
    return max(steps, key=lambda step: (step.after.since, step.size), default=None)
