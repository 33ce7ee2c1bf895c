"""One issue of a negotiation: every party's positions over time, the statements, the demands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from negotiations.models import TAKES, Act, Issue, Party
from negotiations.positions import Gap, Lane, Scale, gap_on, gap_steps
from negotiations.readers.at_odds import AtOdds, at_odds
from negotiations.readers.cells import Cell, apart_words, cell_on
from negotiations.readers.course import Course, course_of
from negotiations.readers.demands import AskedFor, all_demands, in_order
from negotiations.readers.evidence import Words
from negotiations.readers.intervals import Interval, intervals
from negotiations.readers.listing import page_before
from negotiations.readers.opened import Opened, opened_of
from negotiations.readers.period import period_of
from negotiations.readers.quotes import Quote, quotes_of
from negotiations.readers.reading import OfReading, Reading
from negotiations.readers.sides import sides_of
from negotiations.readers.working import Working, working_of

PAGE = 20
"""Statements shown at once."""


@dataclass(frozen=True)
class IssuePage(OfReading):
    reading: Reading
    issue: Issue
    sides: tuple[Party, Party]
    cells: Sequence[Cell]
    words: Sequence[Words]
    more_before: str | None
    demands: Sequence[AskedFor]
    quotes: Sequence[Quote]
    open: int | None
    opened: Opened | None

    @property
    def answering(self) -> list[Party]:
        """The parties that made or answered any of the demands: columns for the others would stand empty."""
        spoke = {answer.party.pk for asked in self.demands for answer in asked.answers if answer.kind != "unknown"}
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
        """Stretches in which both accepted something, up to the day shown; an open end lasts still.

        None where standings on one text are no distance.
        """
        if not self.issue.compared:
            return []
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
    def course(self) -> Course | None:
        """How the gap went within the days that the chart spans, up to the day shown."""
        if self.scale is None or not self.issue.compared:
            return None
        sides = self.sides[0].pk, self.sides[1].pk
        return course_of(gap_steps(self.record, sides, [self.scale], *self.period), self.clock.on)

    @cached_property
    def held(self) -> list[Interval]:
        """Who stood where from when until when: the chart in figures."""
        return intervals(self.reading, issue=self.issue.slug)

    @cached_property
    def working(self) -> Working | None:
        return working_of(self.scale, self.gap, self.cells[0], self.cells[1]) if self.scale and self.gap else None

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
    def acts(self) -> list[str]:
        """Those that are drawn on the scale: that put a party there, and refusals."""
        refused = any(coded.issue == self.issue.pk and coded.refuses for coded in self.record.coded)
        return [*self.taking_acts, *(["reject"] if refused else [])]

    @property
    def other_acts(self) -> list[str]:
        """The acts of statements that name no outcome on this issue, as far as they occur."""
        used = {one.act for one in self.record.coded if one.issue == self.issue.pk and one.outcome is None}
        return [act for act in Act.values if act in used]

    @property
    def unknown(self) -> list[Party]:
        """The sides that have no position on the day shown."""
        return [cell.party for cell in self.cells[:2] if not cell.position]

    @cached_property
    def at_odds(self) -> list[AtOdds]:
        return at_odds(self.reading, self.issue, [cell.party for cell in self.cells])

    @property
    def two_voices(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.position and cell.position.voices]

    @property
    def statements(self) -> int:
        return sum(cell.statements for cell in self.cells)

    def lane(self, party: Party) -> Lane:
        return self.record.lane(party.pk, self.issue.pk)

    def cell(self, key: str) -> Cell | None:
        return next((cell for cell in self.cells if cell.key == key), None)


def issue_page(
    reading: Reading,
    slug: str,
    *,
    before: tuple[date, int] | None = None,
    sides: tuple[str | None, str | None] = (None, None),
    opens: int | None = None,
) -> IssuePage | None:
    """None where the codebook has no such issue. Raises TooFewParties and NotOnTheAgenda.

    `before` is the day and number of the last statement listed so far, `opens` the statement shown beside the chart.
    """
    agenda, record, clock = reading.agenda, reading.record, reading.clock
    issue = agenda.issue(slug)
    if issue is None:
        return None
    pair = sides_of(agenda, sides)
    parties = [
        *pair,
        *(party for party in agenda.parties if party not in pair and (party.pk, issue.pk) in record.lanes),
    ]
    cells = [cell_on(agenda, record, party, issue, clock.on) for party in parties]
    said = [coded for coded in record.coded if coded.issue == issue.pk and coded.said_on <= clock.on]
    newest_first = sorted(((coded.said_on, coded.id) for coded in said), reverse=True)
    words, more = page_before(newest_first, before, PAGE)
    made = (asked for asked in all_demands(reading, issue, parties) if asked.made)
    quotes = quotes_of(agenda, said)
    opened = opened_of(reading, issue, pair, opens) if opens else None
    return IssuePage(reading, issue, pair, cells, words, more, in_order(made, "newest"), quotes, opens, opened)
