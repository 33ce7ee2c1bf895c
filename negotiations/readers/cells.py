"""One party on one issue, and the distance between two, as a page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from negotiations.models import Issue, Party
from negotiations.positions import Coded, Gap, Position, Record, Scale, Step, gap, gap_on, gap_steps
from negotiations.readers.agenda import CALENDAR, Agenda, number_words, outcome_words, plain_number, point_words

State = Literal["stated", "silent", "refusal", "not_stated", "not_coded"]


@dataclass(frozen=True)
class Cell:
    """`statements` counts the party's on the issue up to the day; `age` is in days, of the newest that matters."""

    party: Party
    issue: Issue
    state: State
    position: Position | None
    refused: Sequence[Coded]
    statements: int
    last: Coded | None
    age: int | None

    @property
    def words(self) -> str:
        return outcome_words(self.issue, self.position.outcome) if self.position else ""

    @property
    def refused_words(self) -> str:
        return ", ".join(outcome_words(self.issue, coded.outcome) for coded in self.refused if coded.outcome)

    @property
    def key(self) -> str:
        return f"{self.issue.slug}.{self.party.slug}"

    @property
    def place(self) -> str:
        """The position in figures: 12, 12–38, 1,300 or more."""
        return number_words(self.position.outcome, self.issue) if self.position else ""

    @property
    def low_number(self) -> str:
        return plain_number(float(self.issue.low), self.issue) if self.issue.low is not None else ""

    @property
    def high_number(self) -> str:
        return plain_number(float(self.issue.high), self.issue) if self.issue.high is not None else ""

    @property
    def low_words(self) -> str:
        return point_words(self.issue, float(self.issue.low)) if self.issue.low is not None else ""

    @property
    def high_words(self) -> str:
        return point_words(self.issue, float(self.issue.high)) if self.issue.high is not None else ""


def cell_on(agenda: Agenda, record: Record, party: Party, issue: Issue, on: date) -> Cell:
    lane = record.lane(party.pk, issue.pk)
    said, position, refused = lane.until(on), lane.position(on), lane.refused(on)
    silence = agenda.silent_after(issue)
    was_read = bool(said) or record.was_read(party.pk, on, silence)
    state = _state(position, bool(refused), was_read, on, silence)
    newest = position.since if position else said[-1].said_on if said else None
    return Cell(
        party,
        issue,
        state,
        position,
        refused,
        len(said),
        said[-1] if said else None,
        (on - newest).days if newest else None,
    )


def _state(position: Position | None, refuses: bool, was_read: bool, on: date, silence: int) -> State:
    if position:
        return "silent" if position.age(on) > silence else "stated"
    if refuses:
        return "refusal"
    return "not_stated" if was_read else "not_coded"


Trend = Literal["closer", "wider", "same", "new", "unknown"]


@dataclass(frozen=True)
class Distance:
    """The gap of the two sides on one issue; `change` in points since the day compared with.

    `lately` is the change within the last 30 days, `moved` the last day on which either side's position changed.
    """

    issue: Issue
    scale: Scale | None
    gap: Gap | None
    trend: Trend
    change: float
    steps: Sequence[Step]
    unknown: Sequence[Party]
    old: Sequence[Party]
    lately: tuple[Trend, float] = ("unknown", 0)
    moved: date | None = None

    @property
    def compared(self) -> bool:
        return self.scale is not None and self.issue.compared

    @property
    def apart_words(self) -> str:
        """The distance in the issue's unit, where it has one of its own."""
        return apart_words(self.issue, self.gap) if self.gap else ""

    @property
    def apart_number(self) -> str:
        return f"{self.gap.apart:,.10g}" if self.gap else ""


def apart_words(issue: Issue, gap: Gap) -> str:
    """A gap in its issue's own unit; nothing for an ordinal scale, whose points say it all."""
    plural = "s" if issue.unit in CALENDAR else ""
    return f"{gap.apart:,.10g} {issue.unit}{plural}" if issue.kind == "numeric" else ""


LATELY = timedelta(days=30)


def distance_on(
    agenda: Agenda, record: Record, cells: tuple[Cell, Cell], days: tuple[date, date], period: tuple[date, date]
) -> Distance:
    """`days` are the day shown and the day compared with."""
    (one, other), (on, since) = cells, days
    sides = one.party.pk, other.party.pk
    scale = agenda.scale(one.issue, (one.party, other.party)) if one.issue.compared else None
    if scale is None:
        return Distance(one.issue, None, None, "unknown", 0, (), (), ())
    now = gap(one.position, other.position, scale)
    was = gap_on(record, sides, scale, since)
    trend, change = trend_between(was, now)
    month_before = gap_on(record, sides, scale, on - LATELY)
    return Distance(
        issue=one.issue,
        scale=scale,
        gap=now,
        trend=trend,
        change=change,
        steps=gap_steps(record, sides, [scale], *period),
        unknown=[cell.party for cell in cells if not cell.position],
        old=[cell.party for cell in cells if cell.state == "silent"],
        lately=trend_between(month_before, now),
        moved=_last_change(record, sides, scale, on),
    )


def _last_change(record: Record, sides: tuple[int, int], scale: Scale, on: date) -> date | None:
    days = (day for side in sides for day in record.lane(side, scale.issue).changes)
    return max((day for day in days if day <= on), default=None)


def trend_of(change: float) -> Trend:
    """A change in points that rounds to none is none."""
    if round(change) == 0:
        return "same"
    return "closer" if change < 0 else "wider"


def trend_between(was: Gap | None, now: Gap | None) -> tuple[Trend, float]:
    """How the gap changed, and by how many points."""
    if now is None:
        return "unknown", 0
    if was is None:
        return "new", 0
    change = now.points - was.points
    return trend_of(change), abs(change)
