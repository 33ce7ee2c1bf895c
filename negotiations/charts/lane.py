"""One party's lane on an issue's scale: where it stood, what it refused, what it said; where days and values lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from negotiations.charts.times import Span

HEIGHT, TOP, FOOT = 470, 46, 30


@dataclass(frozen=True)
class Stretch:
    """A position held from one day until another; `fades` is the day on which it counts as old."""

    start: date
    end: date
    low: float
    high: float
    fades: date
    open_above: bool = False


@dataclass(frozen=True)
class Refusal:
    """An outcome refused, from that day until the party spoke on the issue again."""

    start: date
    end: date
    value: float


@dataclass(frozen=True)
class Said:
    """A statement as a mark: where it leads, what its tooltip says, by which `key` its words are found."""

    day: date
    act: str
    value: float
    href: str
    title: str
    key: str = ""
    is_open: bool = False


@dataclass(frozen=True)
class PartyLane:
    name: str
    code: str
    slot: str
    is_side: bool
    stretches: Sequence[Stretch]
    refusals: Sequence[Refusal]
    said: Sequence[Said]


@dataclass(frozen=True)
class Rung:
    """A line of the scale: a named option, or a round number."""

    value: float
    label: str
    number: str


class Plot:
    """Where days and values lie."""

    def __init__(self, span: Span, low: float, high: float) -> None:
        self.span, self.low, self.high = span, low, high
        self.bottom = HEIGHT - FOOT

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.bottom - share * (self.bottom - TOP)
