"""The two clocks of an answer: the day in the world, and the instant of our knowledge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from negotiations.models import Negotiation, Revision
from negotiations.positions import Record
from negotiations.readers.agenda import Agenda, NotOnTheAgenda


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
    """A day to compare with, what it is called ("round 1", "30 days before"), and how it is asked for.

    A day of no name has an empty label.
    """

    day: date
    label: str
    asked: str

    @property
    def is_span(self) -> bool:
        """So many days before the day shown, whichever that is."""
        return self.asked.endswith("d")

    @property
    def period(self) -> str:
        """since Istanbul 1, in 30 days, since 2 June 2025"""
        if self.is_span:
            return f"in {self.label.removesuffix(' before')}"
        return f"since {self.label or f'{self.day.day} {self.day:%B %Y}'}"


def comparisons(agenda: Agenda, on: date) -> list[Since]:
    """The days a reader may compare with: the rounds before, then 7, 30 and 90 days. The first is the default."""
    over = sorted((r for r in agenda.rounds if r.end < on), key=lambda r: (r.end, -r.priority), reverse=True)
    rounds = [Since(r.end, r.short or r.label, str(r.end)) for r in over]
    return [*rounds[:3], *(days_before(on, days) for days in (30, 7, 90))]


def days_before(on: date, days: int) -> Since:
    return Since(on - timedelta(days=days), f"{days} days before", f"{days}d")


def chosen_comparison(agenda: Agenda, on: date, since: date | timedelta | None) -> Since:
    """Raises NotOnTheAgenda for a day after the one shown."""
    offered = comparisons(agenda, on)
    if since is None:
        return offered[0]
    if isinstance(since, timedelta):
        return days_before(on, since.days)
    if since > on:
        raise NotOnTheAgenda({"since": f"{since} is after the day shown, {on}; expected an earlier day"})
    named = next((item for item in offered if item.asked == str(since)), None)
    return named or Since(since, "", str(since))
