"""How far coders agree who worked without seeing each other: Krippendorff's alpha.

1 is full agreement, 0 what chance alone would give, below 0 worse than that. K. Krippendorff, Content Analysis,
chapter 12: conclusions rest on 0.800 and more, tentative ones on 0.667 and more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import krippendorff
import numpy as np

Coder = int
Ratings = Mapping[Coder, str | float]
"""What each coder said of one unit; whoever said nothing of it is not in it."""
Span = tuple[int, int]

FIRM, TENTATIVE = 0.8, 0.667


@dataclass(frozen=True)
class Alpha:
    """`value` is None where it cannot be worked out: under two units, or all say the same of all of them.

    `same` is the share of pairs of coders that said the same, 0 to 1; None without a pair.
    """

    value: float | None
    units: int
    same: float | None

    @property
    def level(self) -> str:
        if self.value is None:
            return "unknown"
        return "firm" if self.value >= FIRM else "tentative" if self.value >= TENTATIVE else "low"


def alpha_nominal(ratings: Iterable[Ratings]) -> Alpha:
    return _alpha(_pairable(ratings), "nominal")


def alpha_interval(ratings: Iterable[Mapping[Coder, float]]) -> Alpha:
    return _alpha(_pairable(ratings), "interval")


def alpha_spans(texts: Iterable[tuple[int, Mapping[Coder, Sequence[Span]]]]) -> Alpha:
    """Over the characters of each text, of which a coder marked some: marked or not is what they agree on.

    The nominal alpha with every character as a unit, so a boundary that is off by a word costs a word.
    """
    counted: dict[tuple[int, int], int] = {}
    for length, spans in texts:
        for marked, characters in _by_markers(length, spans.values()).items():
            counted[len(spans), marked] = counted.get((len(spans), marked), 0) + characters
    cells = [(many, marked, number) for (many, marked), number in counted.items() if many > 1]
    table = np.array([(many - marked, marked) for many, marked, _ in cells]).reshape(-1, 2)
    return _of_counts(np.repeat(table, [number for *_, number in cells], axis=0))


def with_each_other(ratings: Iterable[Ratings], coder: Coder) -> list[Ratings]:
    """One coder against every other, unit by unit, for that coder's own figure."""
    return [
        {0: unit[coder], 1: said} for unit in ratings if coder in unit for other, said in unit.items() if other != coder
    ]


def _pairable(ratings: Iterable[Ratings]) -> list[Ratings]:
    return [unit for unit in ratings if len(unit) > 1]


def _alpha(units: Sequence[Ratings], level: Literal["nominal", "interval"]) -> Alpha:
    values = sorted({said for unit in units for said in unit.values()}, key=lambda said: (str(type(said)), said))
    place = {said: at for at, said in enumerate(values)}
    table = np.zeros((len(units), len(values)))
    for row, unit in enumerate(units):
        for said in unit.values():
            table[row, place[said]] += 1
    return _of_counts(table, values if level == "interval" else None)


def _of_counts(table: np.ndarray, numbers: Sequence[str | float] | None = None) -> Alpha:
    """`table` tells of each unit how many coders said each value; `numbers` are the values where they are distances."""
    same = _same(table)
    if len(table) < 2 or np.count_nonzero(table.sum(axis=0)) < 2:
        return Alpha(None, len(table), same)
    more = (
        {"level_of_measurement": "nominal"}
        if numbers is None
        else {
            "level_of_measurement": "interval",
            "value_domain": numbers,
        }
    )
    return Alpha(float(krippendorff.alpha(value_counts=table, **more)), len(table), same)


def _same(table: np.ndarray) -> float | None:
    coders = table.sum(axis=1)
    pairs = (coders * (coders - 1)).sum()
    return float((table * (table - 1)).sum() / pairs) if pairs else None


def _by_markers(length: int, coders: Iterable[Sequence[Span]]) -> dict[int, int]:
    """How many characters so many coders marked."""
    marked = np.zeros(length, dtype=int)
    for spans in coders:
        own = np.zeros(length, dtype=bool)
        for start, end in spans:
            own[start:end] = True
        marked += own
    return {int(many): int(characters) for many, characters in zip(*np.unique(marked, return_counts=True), strict=True)}
