"""The tone of a party: its hostile acts against its cooperative ones, week by week. Pure.

PLOVER (manual 0.8) scores verbal acts from conflict to cooperation. Hostile are those below its nought: REJECT -2,
ACCUSE -2 to -3.5 by its modes (the sign is missing in its table), THREATEN -3.5. Cooperative are those above it:
SUPPORT 5, CONCEDE 4.5, and AGREE 2.5, which is accepting terms, offering them, or committing to a deed. At nought
stands REQUEST, our demand and appeal; conditions and comments it does not score. None of these has a tone: they are
counted beside the bars and in neither. Acts are counted and not weighed, so each bar is a number of statements to read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from negotiations.models import Act
from negotiations.positions.lanes import Coded

Tone = Literal["cooperative", "hostile", "neither"]

COOPERATIVE = (Act.ACCEPT, Act.CONCEDE, Act.PROMISE, Act.PROPOSE, Act.PRAISE)
HOSTILE = (Act.REJECT, Act.THREATEN, Act.ACCUSE)
NEITHER = tuple(act for act in Act if act not in (*COOPERATIVE, *HOSTILE))


@dataclass(frozen=True, slots=True)
class Week:
    """What a party said from a Monday to its Sunday, in the order it was said."""

    monday: date
    said: tuple[Coded, ...]

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    def count(self, tone: Tone) -> int:
        return sum(tone_of(coded.act) == tone for coded in self.said)

    @property
    def cooperative(self) -> int:
        return self.count("cooperative")

    @property
    def hostile(self) -> int:
        return self.count("hostile")

    @property
    def neither(self) -> int:
        return self.count("neither")


def tone_of(act: str) -> Tone:
    if act in COOPERATIVE:
        return "cooperative"
    return "hostile" if act in HOSTILE else "neither"


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weeks_of(coded: Iterable[Coded]) -> list[Week]:
    """Those weeks in which something was said, earliest first."""
    said: dict[date, list[Coded]] = defaultdict(list)
    for one in sorted(coded, key=lambda c: (c.said_on, c.id)):
        said[monday_of(one.said_on)].append(one)
    return [Week(monday, tuple(said[monday])) for monday in sorted(said)]
