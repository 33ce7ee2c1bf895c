"""The matrix by issue and by party: rows with the gap of the two sides, lines under the headings of the codebook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from negotiations.models import Issue, Party
from negotiations.positions import Record
from negotiations.readers.agenda import Agenda
from negotiations.readers.cells import Cell, Distance, cell_on, distance_on


@dataclass(frozen=True)
class Row:
    """One issue: a cell per side, the distance between them, and the other parties' cells."""

    sides: tuple[Cell, Cell]
    distance: Distance
    others: Sequence[Cell]

    def cell_of(self, party: Party) -> Cell:
        return next(cell for cell in (*self.sides, *self.others) if cell.party == party)


@dataclass(frozen=True)
class Line:
    """One party on every issue; `bloc` is the bloc it belonged to that day."""

    party: Party
    bloc: Party | None
    is_side: bool
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Camp:
    name: str
    lines: Sequence[Line]

    @property
    def has_side(self) -> bool:
        return any(line.is_side for line in self.lines)


def row_on(
    agenda: Agenda,
    record: Record,
    sides: tuple[Party, Party],
    others: Sequence[Party],
    issue: Issue,
    days: tuple[date, date],
    period: tuple[date, date],
) -> Row:
    """`days` are the day shown and the day compared with."""
    one, other = (cell_on(agenda, record, party, issue, days[0]) for party in sides)
    distance = distance_on(agenda, record, (one, other), days, period)
    return Row((one, other), distance, [cell_on(agenda, record, party, issue, days[0]) for party in others])
