"""Confidence that means what it says: of suggestions at 0.9, nine in ten are right.

A rule's raw confidence becomes the share that proved right, by a table that never falls: the nearest monotone fit
to what was observed (pool adjacent violators), held towards an earlier table where little was observed.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from negotiations.extraction.reliability import Outcome

STEP = 0.05
GRID = tuple(at * STEP for at in range(21))
PRIOR_WEIGHT = 1.0
"""How many observations the earlier table counts for at each step of the grid."""

ENOUGH = 50
"""Decided suggestions from which on a negotiation has a table of its own."""

FOLDS = 10

SHIPPED = Path(__file__).with_name("calibration.json")


@dataclass(frozen=True)
class Calibration:
    """Steps of (raw confidence, probability), both rising; between two steps it goes straight."""

    steps: tuple[tuple[float, float], ...] = ((0.0, 0.0), (1.0, 1.0))

    def __post_init__(self) -> None:
        raws, shares = zip(*self.steps, strict=True) if self.steps else ((), ())
        if not self.steps or list(raws) != sorted(set(raws)) or list(shares) != sorted(shares):
            raise ValueError("expected steps of (raw, probability) that rise")
        if not all(0 <= value <= 1 for value in (*raws, *shares)):
            raise ValueError("expected raw confidences and probabilities from 0 to 1")

    def at(self, raw: float) -> float:
        """The probability of being right at a raw confidence; beyond the ends it stays as it is there."""
        place = bisect_left(self.steps, (raw, 0.0))
        if place in (0, len(self.steps)):
            return round(self.steps[max(0, place - 1)][1], 3)
        (low, below), (high, above) = self.steps[place - 1], self.steps[place]
        return round(below + (above - below) * (raw - low) / (high - low), 3)


IDENTITY = Calibration()


@cache
def shipped() -> Calibration:
    """The table that comes with the rules; without one, confidence stays raw."""
    return read_calibration(SHIPPED) if SHIPPED.exists() else IDENTITY


def read_calibration(path: Path) -> Calibration:
    """Raises ValueError, naming the file, for what is no table."""
    try:
        steps = json.loads(path.read_text(encoding="utf-8"))["steps"]
        return Calibration(tuple((float(raw), float(share)) for raw, share in steps))
    except (ValueError, TypeError, KeyError) as error:
        raise ValueError(f"{path}: no table of calibration: {error}") from error


def written(calibration: Calibration, about: dict[str, Any]) -> str:
    """The table as a file, one step a line, with what else is to be known of it."""
    steps = ",\n".join(f"  [{raw:.4g}, {share:.4g}]" for raw, share in calibration.steps)
    head = "".join(f" {json.dumps(key)}: {json.dumps(value)},\n" for key, value in about.items())
    return f'{{\n{head} "steps": [\n{steps}\n ]\n}}\n'


def fit(outcomes: Sequence[Outcome], prior: Calibration | None = None, weight: float = PRIOR_WEIGHT) -> Calibration:
    """The table nearest to the outcomes and, with so much weight at each step of the grid, to an earlier one.

    Without an earlier one it is held towards the overall share, and only as far as anything was observed.
    """
    if not outcomes:
        return prior or IDENTITY
    observed = [(raw, float(right), 1.0) for raw, right in outcomes]
    held = [(raw, share, weight) for raw, share in (_before(prior) if prior else _overall(outcomes))]
    steps = [step for run in _pooled(sorted(observed + held)) for step in run.steps]
    return Calibration(tuple(steps))


def held_out(outcomes: Sequence[Outcome], folds: int = FOLDS) -> list[Outcome]:
    """Each outcome with the confidence that a table fitted on the other folds gives it: what a fit is worth."""
    size = max(1, -(-len(outcomes) // folds))
    found: list[Outcome] = []
    for start in range(0, len(outcomes), size):
        table = fit([*outcomes[:start], *outcomes[start + size :]])
        found += [(table.at(raw), right) for raw, right in outcomes[start : start + size]]
    return found


def _before(prior: Calibration) -> list[tuple[float, float]]:
    return [(raw, prior.at(raw)) for raw in GRID]


def _overall(outcomes: Sequence[Outcome]) -> list[tuple[float, float]]:
    raws = [raw for raw, _ in outcomes]
    share = sum(right for _, right in outcomes) / len(outcomes)
    return [(raw, share) for raw in GRID if min(raws) - STEP < raw < max(raws) + STEP]


@dataclass(frozen=True)
class _Run:
    """Neighbouring raw values that share one probability."""

    first: float
    last: float
    total: float
    weight: float

    @property
    def share(self) -> float:
        return min(1.0, self.total / self.weight)

    @property
    def steps(self) -> list[tuple[float, float]]:
        return [(raw, self.share) for raw in sorted({self.first, self.last})]

    def __add__(self, after: _Run) -> _Run:
        return _Run(self.first, after.last, self.total + after.total, self.weight + after.weight)


def _pooled(points: Sequence[tuple[float, float, float]]) -> list[_Run]:
    """Runs of (raw, right, weight) whose shares rise: a run that falls below the one before is joined to it."""
    runs: list[_Run] = []
    for raw, same in groupby(points, key=lambda point: point[0]):
        group = list(same)
        runs.append(_Run(raw, raw, sum(right * w for _, right, w in group), sum(w for _, _, w in group)))
        while len(runs) > 1 and runs[-2].share >= runs[-1].share:
            last = runs.pop()
            runs[-1] += last
    return runs
