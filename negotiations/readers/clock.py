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


def clock_for(negotiation: Negotiation, record: Record, on: date | None, known: datetime | None, today: date) -> Clock:
    """Without a day, the last one on which something was said; today where nothing was."""
    day = on or record.last_day(today)
    if known:
        return Clock(day, known, known, None)
    revision = Revision.objects.filter(negotiation=negotiation).first()
    return Clock(day, None, revision.at, revision.number) if revision else Clock(day, None, None, 0)


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
