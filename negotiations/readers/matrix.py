"""The matrix of one negotiation on a day, as known at an instant: what the page and the API both show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from negotiations.models import Party, Round
from negotiations.positions import Overall, Record, Scale, Step, Weak, gap_steps, moves_between, overall, so_far
from negotiations.readers.agenda import MANY_PARTIES, Agenda
from negotiations.readers.cells import Cell, Distance, Trend, trend_of
from negotiations.readers.clock import Since, chosen_comparison, comparisons
from negotiations.readers.moves import Moves, tell_moves
from negotiations.readers.order import Order, ordered
from negotiations.readers.period import gap_period
from negotiations.readers.reading import OfReading, Reading
from negotiations.readers.rows import Camp, Line, Row, row_on
from negotiations.readers.sides import sides_of


@dataclass(frozen=True)
class Matrix(OfReading):
    reading: Reading
    sides: tuple[Party, Party]
    others: Sequence[Party]
    rows: Sequence[Row]
    since: Since
    order: Order = "issue"
    weak: Weak = field(default_factory=dict)

    @cached_property
    def period(self) -> tuple[date, date]:
        return gap_period(self.record, self._ids, self._scales, self.clock.on)

    @cached_property
    def overall(self) -> Overall:
        return overall(self.record, self._ids, self._scales, self.clock.on)

    @cached_property
    def change(self) -> float | None:
        """Points since the day compared with, on the issues known on both days; negative is closer."""
        both = self.compared_issues
        was, now = (
            overall(self.record, self._ids, self._scales, day, both).points for day in (self.since.day, self.clock.on)
        )
        return None if was is None or now is None else now - was

    @cached_property
    def compared_issues(self) -> set[int]:
        return set(self.overall.issues) & set(overall(self.record, self._ids, self._scales, self.since.day).issues)

    @cached_property
    def steps(self) -> list[Step]:
        """The overall gap over the period, and where it would lie without weak evidence."""
        return gap_steps(self.record, self._ids, self._scales, *self.period, self.weak)

    @property
    def steps_so_far(self) -> list[Step]:
        """Those that began by the day shown; the last of them lasts until then."""
        return so_far(self.steps, self.clock.on)

    @cached_property
    def step_now(self) -> Step | None:
        return next((step for step in self.steps if step.start <= self.clock.on < step.end), None)

    def steps_on(self, slug: str) -> list[Step]:
        """The same of one issue; nothing for one that is not compared. Raises NotOnTheAgenda."""
        self.agenda.refuse_strangers(issue=("issue", slug))
        issue = self.agenda.issue(slug)
        scales = [scale for scale in self._scales if issue and scale.issue == issue.pk]
        steps = gap_steps(self.record, self._ids, scales, *self.period, self.weak) if scales else []
        return so_far(steps, self.clock.on)

    @cached_property
    def moves(self) -> Moves:
        found = moves_between(self.record, self._ids, self._scales, self.since.day, self.clock.on)
        return tell_moves(self.reading, self.sides, found, (self.since.day, self.clock.on))

    @property
    def comparisons(self) -> list[Since]:
        """Those offered, and the one chosen where it is another."""
        offered = comparisons(self.agenda, self.clock.on)
        return offered if self.since in offered else [*offered, self.since]

    @property
    def since_kept(self) -> str | None:
        """How the comparison is asked for on another day: a span goes along, a day stays behind."""
        return self.since.asked if self.since.is_span else None

    @property
    def round(self) -> Round | None:
        return self.agenda.round_on(self.clock.on)

    @cached_property
    def known_rows(self) -> list[Row]:
        """Rows whose gap is known, the smallest gap first."""
        known = [row for row in self.rows if row.distance.gap]
        return sorted(known, key=lambda row: row.distance.gap.points if row.distance.gap else 0)

    @cached_property
    def headline(self) -> Distance | None:
        """The gap in its own unit, where the codebook's first issue is a number known on both sides."""
        main = self.agenda.issues[0] if self.agenda.issues else None
        first = next((row.distance for row in self.rows if row.distance.issue == main), None)
        return first if first and first.gap and first.issue.kind == "numeric" else None

    @property
    def statements(self) -> int:
        return sum(coded.said_on <= self.clock.on for coded in self.record.coded)

    @property
    def agreed(self) -> list[Row]:
        """Rows whose two positions overlap."""
        return [row for row in self.known_rows if row.distance.gap and row.distance.gap.zone]

    @property
    def articles(self) -> int:
        """Those that the statements up to the day rest on."""
        return len({coded.text for coded in self.record.coded if coded.said_on <= self.clock.on})

    @property
    def trend(self) -> Trend:
        """Of the overall gap since the day compared with."""
        return "unknown" if self.change is None else trend_of(self.change)

    @cached_property
    def previous_day(self) -> date | None:
        return max((day for day in self.record.days if day < self.clock.on), default=None)

    @cached_property
    def next_day(self) -> date | None:
        return min((day for day in self.record.days if day > self.clock.on), default=None)

    @property
    def uncoded_parties(self) -> list[Party]:
        shown = {self.sides[0].pk, self.sides[1].pk, *(party.pk for party in self.others)}
        return [party for party in self.agenda.parties if party.pk not in shown]

    @property
    def many_parties(self) -> bool:
        return len(self.others) + 2 > MANY_PARTIES

    @property
    def weight(self) -> float:
        return sum(row.distance.scale.weight for row in self.known_rows if row.distance.scale)

    @property
    def period_days(self) -> int:
        return (self.period[1] - self.period[0]).days

    @property
    def day_number(self) -> int:
        """The day shown, counted from the start of the period."""
        return max(0, (self.clock.on - self.period[0]).days)

    @cached_property
    def camps(self) -> list[Camp]:
        """Every coded party with its cells, under the headings of the codebook, in its order."""
        lines: dict[str, list[Line]] = {}
        shown = {party.pk for party in (*self.sides, *self.others)}
        for party in self.agenda.parties:
            if party.pk in shown:
                cells = [row.cell_of(party) for row in self.rows]
                line = Line(party, self.agenda.bloc_on(party, self.clock.on), party in self.sides, cells)
                lines.setdefault(party.camp or "Parties", []).append(line)
        return [Camp(name, members) for name, members in lines.items()]

    def cell(self, key: str) -> Cell | None:
        """The cell of `issue-slug.party-slug`; None where that party is not shown. Raises NotOnTheAgenda."""
        issue, party = key.split(".")
        self.agenda.refuse_strangers(cell=("issue", issue))
        self.agenda.refuse_strangers(cell=("party", party))
        cells = (cell for row in self.rows for cell in (*row.sides, *row.others))
        return next((cell for cell in cells if cell.key == key), None)

    @property
    def _ids(self) -> tuple[int, int]:
        return self.sides[0].pk, self.sides[1].pk

    @cached_property
    def _scales(self) -> list[Scale]:
        return self.agenda.scales(self.sides)


def matrix(
    reading: Reading,
    *,
    since: date | timedelta | None = None,
    sides: tuple[str | None, str | None] = (None, None),
    order: Order = "issue",
    weak: Weak | None = None,
) -> Matrix:
    """`weak` are the statements that the band around the gap does without. Raises TooFewParties and NotOnTheAgenda."""
    agenda, record, clock = reading.agenda, reading.record, reading.clock
    pair = sides_of(agenda, sides)
    others = _others(agenda, record, pair)
    compared = chosen_comparison(agenda, clock.on, since)
    period = gap_period(record, (pair[0].pk, pair[1].pk), agenda.scales(pair), clock.on)
    days = clock.on, compared.day
    rows = [row_on(agenda, record, pair, others, issue, days, period) for issue in agenda.issues]
    return Matrix(reading, pair, others, ordered(rows, order), compared, order, weak or {})


def _others(agenda: Agenda, record: Record, sides: tuple[Party, Party]) -> list[Party]:
    """The other parties of whom anything is coded."""
    coded = {statement.party for statement in record.coded}
    return [party for party in agenda.parties if party.pk in coded and party not in sides]
