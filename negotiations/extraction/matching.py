"""Which suggestion stands for which coded statement of one article.

One statement is matched to one suggestion, greedily: first those that agree in most of party, issue and act, of
these the ones that overlap most. A pair shares at least half of the words of the shorter span, since the evidence
of a quote may be the quote alone or the quote with its frame.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

SHARED = 0.5  # of the words of the shorter span, at least


class Claim(Protocol):
    """Who is said to do what, on which issue, and where that stands."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def party(self) -> str | None: ...
    @property
    def issue(self) -> str | None: ...
    @property
    def act(self) -> str | None: ...


class Coded(Claim, Protocol):
    """A claim that a person made."""

    @property
    def optional(self) -> bool: ...


class Suggested(Claim, Protocol):
    """A claim that a machine made."""

    @property
    def rule(self) -> str: ...
    @property
    def raw(self) -> float | None: ...
    @property
    def confidence(self) -> float: ...


C = TypeVar("C", bound=Coded)
S = TypeVar("S", bound=Suggested)


@dataclass(frozen=True)
class Matching(Generic[C, S]):
    """Every statement and every suggestion of an article, once."""

    pairs: Sequence[tuple[C, S]]
    missed: Sequence[C]
    unmatched: Sequence[S]


def match(body: str, coded: Sequence[C], suggested: Sequence[S]) -> Matching[C, S]:
    chosen = _chosen(_candidates(body, coded, suggested))
    taken = set(chosen.values())
    return Matching(
        [(coded[i], suggested[j]) for i, j in sorted(chosen.items())],
        [row for i, row in enumerate(coded) if i not in chosen],
        [row for j, row in enumerate(suggested) if j not in taken],
    )


Candidate = tuple[int, float, int, int]
"""Agreement, overlap, number of the statement, number of the suggestion."""


def _candidates(body: str, coded: Sequence[C], suggested: Sequence[S]) -> list[Candidate]:
    ours = [_words(body, row) for row in coded]
    theirs = [_words(body, row) for row in suggested]
    return [
        (_agreement(coded[i], suggested[j]), len(shared) / len(one | other), i, j)
        for i, one in enumerate(ours)
        for j, other in enumerate(theirs)
        if (shared := one & other) and len(shared) >= SHARED * min(len(one), len(other))
    ]


def _words(body: str, claim: Claim) -> set[int]:
    """Where each word of the span begins."""
    return {claim.start + word.start() for word in re.finditer(r"\w+", body[claim.start : claim.end])}


def _agreement(one: Claim, other: Claim) -> int:
    return (one.party == other.party) + (one.issue == other.issue) + (one.act == other.act)


def _chosen(candidates: list[Candidate]) -> dict[int, int]:
    """The suggestion of each statement that has one, by number."""
    chosen: dict[int, int] = {}
    taken = set[int]()
    for _, _, i, j in sorted(candidates, reverse=True):
        if i not in chosen and j not in taken:
            chosen[i] = j
            taken.add(j)
    return chosen
