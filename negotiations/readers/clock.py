"""The two clocks of an answer: the day in the world, and the instant of our knowledge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from negotiations.models import Negotiation, Revision
from negotiations.positions import Record
from negotiations.readers.agenda import Agenda


@dataclass(frozen=True)
class Clock:
    """`settled` is an instant that, asked as `known`, gives this answer for ever; `revision` counts today's writes."""

    on: date
    known: datetime | None
    settled: datetime | None
    revision: int | None


@dataclass(frozen=True)
class Knowledge:
    """What an answer rests on: the instant asked for, or the last write where none was; no record has no instant."""

    asked: datetime | None
    settled: datetime | None
    revision: int | None


def knowledge_of(negotiation: Negotiation, known: datetime | None) -> Knowledge:
    """Read before the record, which is then read as of `settled`: so the two can never disagree."""
    if known:
        Revision.objects.settle([negotiation.pk], known)
        return Knowledge(known, known, None)
    revision = Revision.objects.filter(negotiation=negotiation).first()
    return Knowledge(None, revision.at, revision.number) if revision else Knowledge(None, None, 0)


def clock_for(knowledge: Knowledge, record: Record, on: date | None, today: date) -> Clock:
    """Without a day, the last one on which something was said; today where nothing was."""
    return Clock(on or record.last_day(today), knowledge.asked, knowledge.settled, knowledge.revision)


@dataclass(frozen=True)
class Since:
    """A day to compare with, and what it is called: "round 1", "30 days before"."""

    day: date
    label: str


def comparisons(agenda: Agenda, on: date) -> list[Since]:
    """The days a reader may compare with: the rounds before, then 7, 30 and 90 days. The first is the default."""
    rounds = [Since(r.end, r.short or r.label) for r in reversed(agenda.rounds) if r.end < on and r.priority <= 1]
    spans = [Since(on - timedelta(days=days), f"{days} days before") for days in (30, 7, 90)]
    return [*rounds[:3], *spans]


def chosen_comparison(agenda: Agenda, on: date, since: date | None) -> Since:
    offered = comparisons(agenda, on)
    if since is None:
        return offered[0]
    return next((item for item in offered if item.day == since), Since(since, "that day"))
