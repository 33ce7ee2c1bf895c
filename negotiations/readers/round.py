"""One round: its delegations side by side, the positions before and after it, what was said around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q

from negotiations.models import Article, Issue, Party, Round
from negotiations.positions import Gap, gap_on, moves_between
from negotiations.readers.articles import stored_by, with_statements
from negotiations.readers.cells import Cell, Trend, cell_on, trend_between
from negotiations.readers.delegations import Team, teams
from negotiations.readers.evidence import Words
from negotiations.readers.listing import page_before
from negotiations.readers.moves import Moves, tell_moves
from negotiations.readers.reading import Reading
from negotiations.readers.rounds import Turn, days_around, days_of, said_around, turn
from negotiations.readers.sides import sides_of

PAGE = 20
"""Statements shown at once."""


@dataclass(frozen=True)
class Shift:
    """One side on one issue, before the round and after it."""

    before: Cell
    after: Cell

    @property
    def party(self) -> Party:
        return self.after.party

    @property
    def issue(self) -> Issue:
        return self.after.issue

    @property
    def changed(self) -> bool:
        then, now = self.before.position, self.after.position
        return (then and then.outcome) != (now and now.outcome)

    @property
    def restated(self) -> bool:
        """Said the same again between the two days."""
        then, now = self.before.position, self.after.position
        return bool(then and now and then.outcome == now.outcome and then.since < now.since)


@dataclass(frozen=True)
class Turned:
    """One issue across a round: the gap before and after, None where either side was unknown; `change` in points.

    `weight` is how much the issue matters to the two sides.
    """

    issue: Issue
    sides: tuple[Shift, Shift]
    was: Gap | None
    now: Gap | None
    weight: float
    trend: Trend
    change: float

    @property
    def known(self) -> bool:
        return any(cell.position for shift in self.sides for cell in (shift.before, shift.after))


@dataclass(frozen=True)
class RoundPage:
    """`turn` is None for a round that had not begun by the day shown: nothing follows from it yet."""

    reading: Reading
    round: Round
    sides: tuple[Party, Party]
    teams: Sequence[Team]
    turn: Turn | None
    rows: Sequence[Turned]
    moves: Moves | None
    words: Sequence[Words]
    around: int
    more_before: str | None
    articles: Sequence[Article]

    @property
    def host(self) -> Party | None:
        return self.reading.agenda.party_by_id.get(self.round.host_id or 0)

    @property
    def around_days(self) -> tuple[date, date]:
        return days_around(self.reading, self.round)

    @property
    def previous(self) -> Round | None:
        return self._beside(-1)

    @property
    def following(self) -> Round | None:
        return self._beside(1)

    def _beside(self, step: int) -> Round | None:
        at = self.reading.agenda.rounds.index(self.round) + step
        return self.reading.agenda.rounds[at] if 0 <= at < len(self.reading.agenda.rounds) else None

    @cached_property
    def known_rows(self) -> list[Turned]:
        return [row for row in self.rows if row.known]

    @property
    def counted_rows(self) -> list[Turned]:
        """Those whose gap is known on both days, on which the overall one rests."""
        return [row for row in self.rows if row.was and row.now]

    @property
    def weight(self) -> float:
        return sum(row.weight for row in self.counted_rows)

    @cached_property
    def unknown_issues(self) -> list[Issue]:
        """Those on which neither side had a position on either day."""
        return [row.issue for row in self.rows if not row.known]

    @cached_property
    def changed_rows(self) -> list[Turned]:
        return [row for row in self.known_rows if any(shift.changed for shift in row.sides)]

    @property
    def side_is_absent(self) -> list[Party]:
        """Sides compared that sent no delegation the codebook knows, where it knows any."""
        seated = {team.party.pk for team in self.teams}
        return [side for side in self.sides if side.pk not in seated] if seated else []


def round_page(
    reading: Reading,
    slug: str,
    *,
    before: tuple[date, int] | None = None,
    sides: tuple[str | None, str | None] = (None, None),
) -> RoundPage | None:
    """None where the codebook has no such round. Raises TooFewParties and NotOnTheAgenda."""
    round_ = next((one for one in reading.agenda.rounds if one.slug == slug), None)
    if round_ is None:
        return None
    pair = sides_of(reading.agenda, sides)
    turned = turn(reading, pair, round_)
    around = said_around(reading, round_)
    words, more = page_before(around, before, PAGE)
    return RoundPage(
        reading=reading,
        round=round_,
        sides=pair,
        teams=[team for team in teams(reading.agenda) if team.round == round_],
        turn=turned,
        rows=[_turned(reading, pair, issue, round_) for issue in reading.agenda.issues if issue.compared]
        if turned
        else [],
        moves=_moves(reading, pair, round_) if turned else None,
        words=words,
        around=len(around),
        more_before=more,
        articles=_articles(reading, round_),
    )


def _turned(reading: Reading, sides: tuple[Party, Party], issue: Issue, round_: Round) -> Turned:
    days = days_of(reading, round_)
    one, other = (_shift(reading, side, issue, days) for side in sides)
    scale = reading.agenda.scale(issue, sides)
    was, now = (gap_on(reading.record, (sides[0].pk, sides[1].pk), scale, day) if scale else None for day in days)
    return Turned(issue, (one, other), was, now, scale.weight if scale else 0, *trend_between(was, now))


def _shift(reading: Reading, party: Party, issue: Issue, days: tuple[date, date]) -> Shift:
    then, now = (cell_on(reading.agenda, reading.record, party, issue, day) for day in days)
    return Shift(then, now)


def _moves(reading: Reading, sides: tuple[Party, Party], round_: Round) -> Moves:
    ids, scales = (sides[0].pk, sides[1].pk), reading.agenda.scales(sides)
    days = days_of(reading, round_)
    return tell_moves(reading, sides, moves_between(reading.record, ids, scales, *days), days)


def _articles(reading: Reading, round_: Round) -> list[Article]:
    """Those that belong to the round and were stored and printed by then, with the statements that stood."""
    known = reading.clock.settled
    found = stored_by(
        Article.objects.filter(Q(round=round_) | Q(round__merged_into=round_), date__lte=reading.on), known
    )
    return list(with_statements(found, known).select_related("outlet").order_by("date", "id"))
