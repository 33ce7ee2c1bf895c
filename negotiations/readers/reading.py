"""One negotiation's record, read as of both clocks: what every page of it begins with."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from negotiations.models import Issue, Negotiation, Party
from negotiations.models.known import as_known
from negotiations.positions import Lane, Record, record_of
from negotiations.readers.agenda import Agenda, agenda_of
from negotiations.readers.clock import Clock, clock_for, knowledge_of


@dataclass(frozen=True)
class Reading:
    agenda: Agenda
    record: Record
    clock: Clock

    @property
    def negotiation(self) -> Negotiation:
        return self.agenda.negotiation

    @property
    def on(self) -> date:
        return self.clock.on

    def lane(self, party: Party, issue: Issue) -> Lane:
        return self.record.lane(party.pk, issue.pk)


class OfReading:
    """What is worked out of one reading, whose agenda, record and clock are its own."""

    reading: Reading

    @property
    def negotiation(self) -> Negotiation:
        return self.reading.negotiation

    @property
    def agenda(self) -> Agenda:
        return self.reading.agenda

    @property
    def record(self) -> Record:
        return self.reading.record

    @property
    def clock(self) -> Clock:
        return self.reading.clock


def reading_of(
    negotiation: Negotiation, *, today: date, on: date | None = None, known: datetime | None = None
) -> Reading:
    """Without a day, as of the last on which something was said. Nine queries, however much is on record."""
    knowledge = knowledge_of(negotiation, known)
    with as_known(known, negotiation.slug) if known else nullcontext():
        agenda = agenda_of(negotiation)
    record = record_of(negotiation, knowledge.settled)
    return Reading(agenda, record, clock_for(knowledge, record, on, today))


def read(negotiation: Negotiation, query: Mapping[str, Any]) -> Reading:
    """As the cleaned parameters of a page or an endpoint ask: `on` and `known`."""
    return reading_of(negotiation, today=timezone.localdate(), on=query["on"], known=query["known"])


def sides_asked(query: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """The slugs of the two sides, None where the default is meant."""
    return query["a"] or None, query["b"] or None
