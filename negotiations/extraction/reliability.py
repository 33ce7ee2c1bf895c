"""Whether confidence means what it says: how often suggestions of like confidence prove right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

HIGH, MEDIUM = 0.9, 0.6
"""The least confidence of a level: right nine times in ten, and more often right than not."""

ConfidenceLevel = Literal["high", "medium", "low"]
CONFIDENCE_LEVELS: tuple[ConfidenceLevel, ...] = ("high", "medium", "low")

BINS = 10

Outcome = tuple[float, bool]
"""A confidence, and whether the suggestion proved right."""


def confidence_level(confidence: float) -> ConfidenceLevel:
    return "high" if confidence >= HIGH else "medium" if confidence >= MEDIUM else "low"


@dataclass(frozen=True)
class Bin:
    """Suggestions of like confidence: how sure they were, and how often they proved right."""

    low: float
    high: float
    count: int
    confidence: float
    right: int

    @property
    def share(self) -> float:
        return self.right / self.count

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.right, self.count)


def reliability(outcomes: Iterable[Outcome], bins: int = BINS) -> list[Bin]:
    """Bins of one width, lowest first; empty ones are left out."""
    filled: dict[int, list[Outcome]] = {}
    for confidence, right in outcomes:
        filled.setdefault(min(bins - 1, int(confidence * bins + 1e-9)), []).append((confidence, right))
    return [_bin(at / bins, (at + 1) / bins, inside) for at, inside in sorted(filled.items())]


def by_confidence_level(outcomes: Iterable[Outcome]) -> dict[ConfidenceLevel, Bin]:
    """One bin for each level that has any suggestion, highest first."""
    ends = {"high": (HIGH, 1.0), "medium": (MEDIUM, HIGH), "low": (0.0, MEDIUM)}
    filled: dict[ConfidenceLevel, list[Outcome]] = {level: [] for level in CONFIDENCE_LEVELS}
    for confidence, right in outcomes:
        filled[confidence_level(confidence)].append((confidence, right))
    return {level: _bin(*ends[level], inside) for level, inside in filled.items() if inside}


def _bin(low: float, high: float, inside: Sequence[Outcome]) -> Bin:
    mean = sum(confidence for confidence, _ in inside) / len(inside)
    return Bin(low, high, len(inside), mean, sum(right for _, right in inside))


def wilson(right: int, count: int, z: float = 1.96) -> tuple[float, float]:
    """Where the true share lies, 19 times in 20, when so many of so many were right."""
    if not count:
        return 0.0, 1.0
    share, square = right / count, z * z / count
    middle = (share + square / 2) / (1 + square)
    reach = z * sqrt(share * (1 - share) / count + square / (4 * count)) / (1 + square)
    return max(0.0, middle - reach), min(1.0, middle + reach)
