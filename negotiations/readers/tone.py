"""A party's hostile acts against its cooperative ones by week, and the statements of one week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from negotiations.models import Party
from negotiations.positions import Week, weeks_of
from negotiations.positions.tone import COOPERATIVE, HOSTILE, NEITHER
from negotiations.readers.period import period_of
from negotiations.readers.reading import Reading


@dataclass(frozen=True)
class Tone:
    """`weeks` are those in which the party said something by the day shown; `period` is what the chart spans."""

    party: Party
    weeks: Sequence[Week]
    period: tuple[date, date]

    @cached_property
    def acts(self) -> Counter[str]:
        return Counter(coded.act for week in self.weeks for coded in week.said)

    @property
    def statements(self) -> int:
        return self.acts.total()

    @property
    def cooperative(self) -> list[tuple[str, int]]:
        return [(act, self.acts[act]) for act in COOPERATIVE]

    @property
    def hostile(self) -> list[tuple[str, int]]:
        return [(act, self.acts[act]) for act in HOSTILE]

    @property
    def neither(self) -> list[tuple[str, int]]:
        return [(act, self.acts[act]) for act in NEITHER]

    @property
    def cooperative_count(self) -> int:
        return sum(count for _, count in self.cooperative)

    @property
    def hostile_count(self) -> int:
        return sum(count for _, count in self.hostile)

    @property
    def neither_count(self) -> int:
        return sum(count for _, count in self.neither)

    @property
    def drawn(self) -> list[Week]:
        return [week for week in self.weeks if week.sunday >= self.period[0]]

    @property
    def earlier(self) -> int:
        """Weeks before what the chart spans: in the table alone."""
        return len(self.weeks) - len(self.drawn)

    def week(self, monday: date | None) -> Week | None:
        """A week asked for; one in which nothing was said is empty."""
        if monday is None:
            return None
        return next((week for week in self.weeks if week.monday == monday), Week(monday, ()))


def tone(reading: Reading, party: Party) -> Tone:
    first, last = period_of(reading.record, reading.on)
    weeks = weeks_of(reading.record.said_by(party.pk, reading.on))
    opening = first - timedelta(days=first.weekday())
    return Tone(party, weeks, (opening, last))
