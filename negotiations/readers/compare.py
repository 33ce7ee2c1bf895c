"""Two days compared, or two states of the record: what changed, what did not, and how far apart the sides were."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from negotiations.models import Party
from negotiations.positions import Overall, Record, Scale, overall, record_of
from negotiations.readers.agenda import Agenda, NotOnTheAgenda
from negotiations.readers.cells import Trend, trend_of
from negotiations.readers.changes import Change, IssueChanges, Telling
from negotiations.readers.clock import Since, chosen_comparison, knowledge_of
from negotiations.readers.moves import NewRefusal
from negotiations.readers.reading import OfReading, Reading
from negotiations.readers.sides import sides_of

SPANS = (7, 30, 90)
"""Days before the last, offered as the first."""


@dataclass(frozen=True)
class Quick:
    """Two days that a reader may want to compare, and what they are called."""

    label: str
    start: date
    end: date


@dataclass(frozen=True)
class TwoDays(OfReading):
    """`start` is the first day, named as `since` names it; the clock's day is the second.

    `before` is the record that the first day is read from: another than the reading's where `known_from` asks for it.
    """

    reading: Reading
    before: Record
    known_from: datetime | None
    sides: tuple[Party, Party]
    since: Since
    issues: Sequence[IssueChanges]
    parties: Sequence[Party]

    @property
    def start(self) -> date:
        return self.since.day

    @property
    def end(self) -> date:
        return self.clock.on

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @cached_property
    def learned(self) -> int:
        """Statements, up to the last day, that only the later state of the record has."""
        return len(self._ids(self.reading.record) - self._ids(self.before))

    @cached_property
    def dropped(self) -> int:
        """Those that only the earlier state has: corrected or taken back since."""
        return len(self._ids(self.before) - self._ids(self.reading.record))

    def _ids(self, record: Record) -> set[int]:
        return {coded.id for coded in record.coded if coded.said_on <= self.end}

    @cached_property
    def changed(self) -> list[IssueChanges]:
        return [one for one in self.issues if one.changed]

    @cached_property
    def rows(self) -> list[Change]:
        """All moves by issue, then party, what was said again among them."""
        return [one for issue in self.issues for one in (*issue.changes, *issue.again)]

    @property
    def refusals(self) -> list[NewRefusal]:
        return [one for issue in self.issues for one in issue.refusals]

    @property
    def again(self) -> list[Change]:
        return [one for issue in self.issues for one in issue.again]

    def count(self, *kinds: str) -> int:
        return sum(one.kind in kinds for one in self.rows)

    @property
    def concessions(self) -> int:
        return self.count("concession")

    @property
    def hardenings(self) -> int:
        return self.count("hardening")

    @property
    def cells(self) -> int:
        """Of issues that have a scale: on the others nobody can stand anywhere."""
        return len(self.issues) * len(self.parties)

    @property
    def cells_changed(self) -> int:
        return sum(len(issue.changed_parties) for issue in self.issues)

    @property
    def cells_again(self) -> int:
        return sum(len({one.told.party.pk for one in issue.again} - issue.changed_parties) for issue in self.issues)

    @property
    def cells_held(self) -> int:
        """Where the party stood as before without saying so again."""
        return sum(len({party.pk for party in issue.held} - issue.changed_parties) for issue in self.issues)

    @property
    def cells_unknown(self) -> int:
        return self.cells - self.cells_changed - self.cells_again - self.cells_held

    @cached_property
    def silent(self) -> list[Party]:
        """Parties of whom nothing was said in these days."""
        spoke = {coded.party for coded in self.reading.record.coded if self.start < coded.said_on <= self.end}
        return [party for party in self.parties if party.pk not in spoke]

    @property
    def statements(self) -> int:
        return sum(self.start < coded.said_on <= self.end for coded in self.reading.record.coded)

    @cached_property
    def scales(self) -> list[Scale]:
        return self.agenda.scales(self.sides)

    def _was(self, only: set[int] | None = None) -> Overall:
        return overall(self.before, (self.sides[0].pk, self.sides[1].pk), self.scales, self.start, only)

    def _now(self, only: set[int] | None = None) -> Overall:
        return overall(self.reading.record, (self.sides[0].pk, self.sides[1].pk), self.scales, self.end, only)

    @cached_property
    def compared_issues(self) -> set[int]:
        """Those known on both sides on both days."""
        return set(self._was().issues) & set(self._now().issues)

    @cached_property
    def was(self) -> Overall:
        return self._was(self.compared_issues)

    @cached_property
    def now(self) -> Overall:
        return self._now(self.compared_issues)

    @property
    def change(self) -> float | None:
        """Points; less than 0 is closer."""
        if self.was.points is None or self.now.points is None:
            return None
        return self.now.points - self.was.points

    @property
    def trend(self) -> Trend:
        return "unknown" if self.change is None else trend_of(self.change)

    @property
    def gaps(self) -> list[IssueChanges]:
        """Issues whose distance counts, as far as it is known on either day."""
        return [one for one in self.issues if one.issue.compared and (one.was or one.now)]

    @property
    def quick(self) -> list[Quick]:
        """Each round from the day before it to its end, the latest first; then 7, 30 and 90 days up to the last."""
        a_day = timedelta(days=1)
        rounds = [
            Quick(r.short or r.label, r.start - a_day, r.end) for r in reversed(self.agenda.rounds) if r.priority <= 1
        ]
        return rounds + [Quick(f"{days} days", self.end - timedelta(days=days), self.end) for days in SPANS]


def compared(
    reading: Reading,
    *,
    start: date | None = None,
    sides: tuple[str | None, str | None] = (None, None),
    known_from: datetime | None = None,
) -> TwoDays:
    """Without a first day, since the round before; with `known_from` on the last day, as known at two instants.

    Raises TooFewParties and NotOnTheAgenda.
    """
    agenda, end = reading.agenda, reading.on
    pair = sides_of(agenda, sides)
    if start and start > end:
        raise NotOnTheAgenda({"from": f"{start} is after {end}, the day compared with; expected an earlier day"})
    since = chosen_comparison(agenda, end, start or (end if known_from else None))
    before = _known_at(reading, known_from) if known_from else reading.record
    parties = _coded_parties(reading.agenda, (before, reading.record), pair)
    scaled = [(issue, scale) for issue in agenda.issues if (scale := agenda.scale(issue, pair))]
    told = Telling(reading, before, pair, parties, since.day)
    return TwoDays(reading, before, known_from, pair, since, told.issues(scaled), parties)


def _known_at(reading: Reading, instant: datetime) -> Record:
    return record_of(reading.negotiation, knowledge_of(reading.negotiation, instant).settled)


def _coded_parties(agenda: Agenda, records: Iterable[Record], sides: tuple[Party, Party]) -> list[Party]:
    coded = {statement.party for record in records for statement in record.coded}
    return [*sides, *(party for party in agenda.parties if party.pk in coded and party not in sides)]
