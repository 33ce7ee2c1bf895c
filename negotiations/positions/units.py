"""What several coders said of the same words, brought together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from negotiations.positions.agreement import Coder, Span


def overlap(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


@dataclass(frozen=True)
class Marked:
    """A passage that a coder marked, by the key of what was said of it."""

    coder: Coder
    span: Span
    key: int
    about: tuple[object, ...] = ()
    """Party and issue: of passages that overlap alike, those about the same go together."""


def units_of(marks: Iterable[Marked]) -> list[dict[Coder, Marked]]:
    """Passages that overlap, at most one of each coder: what the coders said of the same words.

    Those that share most are brought together first, so that the order in which they came in does not matter.
    """
    marks = sorted(marks, key=lambda mark: (mark.span, mark.coder, mark.key))
    unit_of: dict[int, dict[Coder, Marked]] = {mark.key: {mark.coder: mark} for mark in marks}
    for one, other in sorted(_neighbours(marks), key=_closest_first):
        ours, theirs = unit_of[one.key], unit_of[other.key]
        if ours is not theirs and not ours.keys() & theirs.keys():
            ours |= theirs
            for mark in theirs.values():
                unit_of[mark.key] = ours
    found = {id(unit): unit for unit in unit_of.values()}
    return sorted(found.values(), key=lambda unit: min(mark.span for mark in unit.values()))


def _neighbours(marks: Sequence[Marked]) -> Iterable[tuple[Marked, Marked]]:
    return (
        (one, other)
        for one, other in combinations(marks, 2)
        if one.coder != other.coder and overlap(one.span, other.span)
    )


def _closest_first(pair: tuple[Marked, Marked]) -> tuple[float, float, Span, Span, int, int]:
    one, other = pair
    union = max(one.span[1], other.span[1]) - min(one.span[0], other.span[0])
    alike = sum(ours == theirs for ours, theirs in zip(one.about, other.about, strict=False))
    return -alike, -overlap(one.span, other.span) / union, one.span, other.span, one.key, other.key
