"""In which order the issues of a matrix stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal, Protocol, TypeVar

from negotiations.readers.cells import Distance

Order = Literal["issue", "gap", "change"]


class OnAnIssue(Protocol):
    @property
    def distance(self) -> Distance: ...


R = TypeVar("R", bound=OnAnIssue)


def ordered(rows: Sequence[R], order: Order) -> list[R]:
    """As the codebook has them; by gap, the widest first; by the last change of a position, the latest first.

    What is unknown stands last; equals keep the order of the codebook.
    """
    keys: dict[Order, Callable[[R], float]] = {
        "issue": lambda _: 0,
        "gap": lambda row: -row.distance.gap.points if row.distance.gap else 1,
        "change": lambda row: -(row.distance.moved or date.min).toordinal(),
    }
    return sorted(rows, key=keys[order])
