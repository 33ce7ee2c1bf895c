"""What the coders of an article said of the same words, side by side."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from accounts.models import User
from negotiations.models import Annotation, Article, Assignment, Settlement
from negotiations.positions.units import Marked, units_of
from negotiations.readers.said import said_of

State = Literal["settled", "agreed", "disputed", "alone"]


@dataclass(frozen=True)
class Compared:
    """One field of a unit, in the words of each coder, in the order of the unit's annotations."""

    name: str
    words: Sequence[str]

    @property
    def same(self) -> bool:
        return len(set(self.words)) == 1


@dataclass(frozen=True)
class Unit:
    """`expected` coders have finished the article; whoever of them marked nothing here is missing from it."""

    annotations: Sequence[Annotation]
    expected: Sequence[User]

    @property
    def key(self) -> int:
        return min(annotation.pk for annotation in self.annotations)

    @property
    def settlement(self) -> Settlement | None:
        return self.annotations[0].settlement

    @cached_property
    def compared(self) -> list[Compared]:
        told = [said_of(annotation) for annotation in self.annotations]
        rows = [Compared(name, [words[name] for words in told]) for name in told[0] if name != "words"]
        return [row for row in rows if any(row.words)]

    @property
    def alike(self) -> list[Compared]:
        return [row for row in self.compared if row.same]

    @property
    def disputes(self) -> list[Compared]:
        return [row for row in self.compared if not row.same]

    @property
    def missing(self) -> list[User]:
        there = {annotation.assignment.coder_id for annotation in self.annotations}
        return [coder for coder in self.expected if coder.pk not in there]

    @property
    def same_words(self) -> bool:
        return len({(annotation.start, annotation.end) for annotation in self.annotations}) == 1

    @property
    def unsure(self) -> bool:
        return any(annotation.unsure for annotation in self.annotations)

    @property
    def state(self) -> State:
        if self.settlement:
            return "settled"
        if self.missing:
            return "alone"
        alike = self.same_words and all(row.same for row in self.compared) and not self.unsure
        return "agreed" if alike else "disputed"


@dataclass(frozen=True)
class Doubled:
    """An article that several coders have finished."""

    article: Article
    coders: Sequence[User]
    units: Sequence[Unit]
    under_way: Sequence[User]

    def count(self, *states: str) -> int:
        return sum(unit.state in states for unit in self.units)

    @property
    def agreed(self) -> list[Unit]:
        return [unit for unit in self.units if unit.state == "agreed"]

    @property
    def to_settle(self) -> int:
        return len(self.units) - self.count("settled")

    def unit_of(self, keys: Collection[int]) -> Unit | None:
        """The one that is made of exactly these annotations."""
        return next((unit for unit in self.units if {one.pk for one in unit.annotations} == keys), None)


def doubled_article(article: Article) -> Doubled:
    """Two queries and one of options, however many coders and annotations."""
    assignments = list(Assignment.objects.standing().filter(article=article).select_related("coder").order_by("id"))
    rows = Annotation.objects.standing().filter(article=article).exclude(assignment__finished_at=None)
    return _doubled(article, assignments, list(rows.with_coding()))


def _doubled(article: Article, assignments: Sequence[Assignment], annotations: Sequence[Annotation]) -> Doubled:
    coders = [one.coder for one in assignments if one.finished_at]
    under_way = [one.coder for one in assignments if not one.finished_at]
    return Doubled(article, coders, [Unit(unit, coders) for unit in units_among(annotations)], under_way)


def units_among(annotations: Sequence[Annotation]) -> list[list[Annotation]]:
    """Settled ones stay as they were settled; the others are brought together by their words."""
    by_key = {annotation.pk: annotation for annotation in annotations}
    settled: dict[int, list[Annotation]] = {}
    for annotation in annotations:
        if annotation.settlement_id:
            settled.setdefault(annotation.settlement_id, []).append(annotation)
    waiting = units_of(_marked(annotation) for annotation in annotations if not annotation.settlement_id)
    found = [[by_key[mark.key] for mark in unit.values()] for unit in waiting]
    units = [sorted(unit, key=lambda one: one.assignment_id) for unit in [*settled.values(), *found]]
    return sorted(units, key=lambda unit: min((one.start, one.end, one.pk) for one in unit))


def _marked(annotation: Annotation) -> Marked:
    about = annotation.party_id, annotation.issue_id
    return Marked(annotation.assignment.coder_id, (annotation.start, annotation.end), annotation.pk, about)
