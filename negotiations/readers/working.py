"""How a gap is worked out, with its real numbers."""

from __future__ import annotations

from dataclasses import dataclass

from negotiations.positions import Gap, Outcome, Scale
from negotiations.readers.agenda import outcome_words, plain_number
from negotiations.readers.cells import Cell


@dataclass(frozen=True)
class Ends:
    """One side's range, an open end at the edge of the scale."""

    cell: Cell
    low: str
    high: str

    @property
    def is_point(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True)
class Working:
    """`upper` − `lower` = `apart`, of `length`: the two ends that face each other; both empty where ranges overlap."""

    sides: tuple[Ends, Ends]
    upper: str
    lower: str
    apart: str
    length: str
    shared: str


def working_of(scale: Scale, gap: Gap, one: Cell, other: Cell) -> Working | None:
    if one.position is None or other.position is None:
        return None
    issue = one.issue
    ends = scale.ends(one.position.outcome), scale.ends(other.position.outcome)
    lower, upper = sorted(ends, key=lambda range_: range_[0])
    told = [
        Ends(cell, *(plain_number(end, issue) for end in both)) for cell, both in zip((one, other), ends, strict=True)
    ]
    return Working(
        sides=(told[0], told[1]),
        upper="" if gap.zone else plain_number(upper[0], issue),
        lower="" if gap.zone else plain_number(lower[1], issue),
        apart=f"{gap.apart:,.10g}",
        length=f"{scale.length:,.10g}",
        shared=outcome_words(issue, Outcome(*gap.zone)) if gap.zone else "",
    )
