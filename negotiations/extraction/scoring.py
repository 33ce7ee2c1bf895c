"""How good suggestions are, measured against what people coded: precision, recall and F1, and where they go wrong.

A suggestion is *right* when it is matched with a statement of the same party, issue and act. Near-ties, which two
coders would take for each other, count as the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, Literal

from negotiations.extraction.matching import C, Claim, Matching, S

Level = Literal["span", "party", "issue", "act"]
LEVELS: tuple[Level, ...] = ("span", "party", "issue", "act")
"""Each asks for what the ones before it ask, and for one thing more."""

By = Literal["act", "issue", "party", "rule"]
BREAKDOWNS: tuple[By, ...] = ("act", "issue", "party", "rule")

NEAR_ACTS: tuple[frozenset[str], ...] = (
    frozenset({"comment", "praise"}),
    frozenset({"accuse", "reject"}),
    frozenset({"condition", "demand"}),
    frozenset({"threaten", "condition"}),
    frozenset({"demand", "appeal"}),
    frozenset({"propose", "promise"}),
)


@dataclass(frozen=True)
class Near:
    """Pairs of acts and of issues that are taken for each other."""

    acts: tuple[frozenset[str], ...] = NEAR_ACTS
    issues: tuple[frozenset[str], ...] = ()

    def agree(self, coded: Claim, suggested: Claim) -> Level:
        """The highest level on which the two of a pair agree."""
        if coded.party != suggested.party:
            return "span"
        if not same(coded.issue, suggested.issue, self.issues):
            return "party"
        return "act" if same(coded.act, suggested.act, self.acts) else "issue"


def same(one: str | None, other: str | None, near: Iterable[frozenset[str]]) -> bool:
    return one == other or any(one in pair and other in pair for pair in near)


@dataclass
class Tally:
    """`right` of those `suggested` are right; `found` of those `coded` were found."""

    right: int = 0
    suggested: int = 0
    found: int = 0
    coded: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right,
            self.suggested + other.suggested,
            self.found + other.found,
            self.coded + other.coded,
        )

    @property
    def precision(self) -> float | None:
        return self.right / self.suggested if self.suggested else None

    @property
    def recall(self) -> float | None:
        return self.found / self.coded if self.coded else None

    @property
    def f1(self) -> float | None:
        if self.precision is None or self.recall is None:
            return None
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True)
class Judged(Generic[C, S]):
    """A suggestion, the statement it is matched with, and up to which level the two agree."""

    suggested: S
    coded: C | None
    level: Level | None

    @property
    def right(self) -> bool:
        return self.level == LEVELS[-1]

    def reaches(self, level: Level) -> bool:
        return self.level is not None and LEVELS.index(self.level) >= LEVELS.index(level)


@dataclass
class Score(Generic[C, S]):
    """Every suggestion judged, and every statement that none was matched with; optional statements left out."""

    judged: list[Judged[C, S]] = field(default_factory=list)
    missed: list[C] = field(default_factory=list)

    def add(self, matching: Matching[C, S], near: Near) -> None:
        pairs = [(coded, suggested) for coded, suggested in matching.pairs if not coded.optional]
        self.judged += [Judged(suggested, coded, near.agree(coded, suggested)) for coded, suggested in pairs]
        self.judged += [Judged(suggested, None, None) for suggested in matching.unmatched]
        self.missed += [coded for coded in matching.missed if not coded.optional]

    def extend(self, other: Score[C, S]) -> None:
        self.judged += other.judged
        self.missed += other.missed

    @property
    def matched(self) -> Iterator[tuple[C, S]]:
        return ((one.coded, one.suggested) for one in self.judged if one.coded is not None)

    @property
    def coded(self) -> int:
        return len(self.missed) + sum(1 for _ in self.matched)

    def level(self, level: Level) -> Tally:
        right = sum(one.reaches(level) for one in self.judged)
        return Tally(right, len(self.judged), right, self.coded)

    def by(self, name: By) -> dict[str | None, Tally]:
        """Full hits by what the suggestion says (precision) and by what the statement says (recall).

        A statement has no rule: by rule there is no recall.
        """
        tallies: dict[str | None, Tally] = {}
        for one in self.judged:
            tally = tallies.setdefault(getattr(one.suggested, name), Tally())
            tally.suggested += 1
            tally.right += one.right
        if name != "rule":
            self._recall(tallies, lambda coded: getattr(coded, name))
        return tallies

    def _recall(self, tallies: dict[str | None, Tally], key: Callable[[C], str | None]) -> None:
        for one in self.judged:
            if one.coded is not None:
                tally = tallies.setdefault(key(one.coded), Tally())
                tally.coded += 1
                tally.found += one.right
        for coded in self.missed:
            tallies.setdefault(key(coded), Tally()).coded += 1

    def confusion(self, name: Literal["act", "issue"]) -> Counter[tuple[str | None, str | None]]:
        """How often what was coded is suggested as what, where the span is found; near-ties stand apart."""
        return Counter((getattr(coded, name), getattr(suggested, name)) for coded, suggested in self.matched)

    def outcomes(self) -> list[tuple[float, bool]]:
        """The confidence of each suggestion, and whether it is right."""
        return [(one.suggested.confidence, one.right) for one in self.judged]

    def raw_outcomes(self) -> list[tuple[float, bool]]:
        """The same with the confidence before calibration, where that is known."""
        return [(one.suggested.raw, one.right) for one in self.judged if one.suggested.raw is not None]
