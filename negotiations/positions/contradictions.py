"""Where one party contradicts itself on one issue within some days. Pure.

Three kinds, each between two statements that stand in different texts, or in one text by two known speakers:

voices: what two speakers say the party accepts does not overlap; on one day two texts are two voices, whoever speaks.
return: the party is back at what it accepted before the statement it contradicts, all three within the window.
refusal: one accepts what the other refuses whole.

A change by one speaker that lasts is a move and no contradiction. Each statement is held against the nearest earlier
one only, and not at all where its speaker had said the same in between: that was told then. Parties are taken one by
one: the members of a bloc are not one side.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from typing import Literal

from negotiations.positions.gaps import Scale, points_between
from negotiations.positions.lanes import Coded, Lane, Outcome, spread_of
from negotiations.positions.record import Record

Kind = Literal["voices", "return", "refusal"]

WINDOW = 14
"""Days between the two statements, at most, where nobody asks for another number."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one voice said in one text, that day, about where the party stands on the issue."""

    said: tuple[Coded, ...]
    outcome: Outcome

    @property
    def last(self) -> Coded:
        return self.said[-1]

    def is_of_another_text(self, other: Utterance) -> bool:
        return self.last.text != other.last.text

    def is_of_another_voice(self, other: Utterance) -> bool:
        """Both speakers are known, and are not one."""
        return bool(self.last.voice and other.last.voice) and self.last.voice != other.last.voice

    def may_contradict(self, other: Utterance) -> bool:
        return self.is_of_another_text(other) or self.is_of_another_voice(other)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """`points` of 100 lie between the two outcomes; `before` is what a return goes back to.

    `overruled`: the later speaker holds the higher office, so this may be a new position rather than a slip.
    """

    kind: Kind
    party: int
    issue: int
    earlier: Utterance
    later: Utterance
    points: float
    before: Utterance | None = None

    @property
    def days(self) -> int:
        return (self.later.last.said_on - self.earlier.last.said_on).days

    @property
    def one_speaker(self) -> bool:
        """Known to have said both."""
        return bool(self.later.last.voice) and self.later.last.voice == self.earlier.last.voice

    @property
    def overruled(self) -> bool:
        return self.kind == "voices" and self.days > 0 and self.later.last.rank < self.earlier.last.rank


def contradictions_of(
    record: Record, party: int, scales: Mapping[int, Scale], window: int = WINDOW
) -> list[Contradiction]:
    """Of one party on the issues of these scales, the newest first."""
    found = [
        contradiction
        for issue, scale in scales.items()
        for contradiction in contradictions_in(record.lane(party, issue), scale, window)
    ]
    return sorted(found, key=lambda c: (c.later.last.said_on, c.points, c.later.last.id), reverse=True)


def contradictions_in(lane: Lane, scale: Scale, window: int = WINDOW) -> Iterator[Contradiction]:
    takes = list(_utterances(coded for coded in lane.coded if coded.takes))
    refusals = list(_utterances(coded for coded in lane.coded if coded.refuses))
    for number, later in enumerate(takes):
        near = partial(_before, takes, number, later, window)
        found = _voices(near(), later, scale) or _return(near(), later, scale)
        if found:
            yield found
    yield from _refusals(takes, refusals, window)


def _utterances(coded: Iterable[Coded]) -> Iterator[Utterance]:
    in_order = sorted(coded, key=lambda c: (*_order(c), str(c.voice)))
    for _, said in groupby(in_order, key=lambda c: (c.said_on, c.rank, c.text, c.voice, c.refuses and c.outcome)):
        together = tuple(said)
        yield Utterance(together, spread_of([c.outcome for c in together if c.outcome]))


def _before(said: Sequence[Utterance], at: int, later: Utterance, window: int) -> Iterator[Utterance]:
    """Those that stand before a place in the order, as far back as the window reaches, the nearest first."""
    first = later.last.said_on - timedelta(days=window)
    for number in range(at - 1, -1, -1):
        if said[number].last.said_on < first:
            return
        yield said[number]


def _voices(near: Iterable[Utterance], later: Utterance, scale: Scale) -> Contradiction | None:
    for earlier in near:
        if earlier.last.voice == later.last.voice and earlier.outcome == later.outcome:
            return None
        two = later.is_of_another_voice(earlier) or (
            earlier.last.said_on == later.last.said_on and later.is_of_another_text(earlier)
        )
        points = points_between(earlier.outcome, later.outcome, scale)
        if two and points:
            return _found("voices", earlier, later, points)
    return None


def _return(near: Iterator[Utterance], later: Utterance, scale: Scale) -> Contradiction | None:
    """The last statement said something else, and one before it the same as this one."""
    left = next(near, None)
    if left is None or not later.may_contradict(left):
        return None
    points = points_between(left.outcome, later.outcome, scale)
    before = next((one for one in near if one.outcome == later.outcome), None) if points else None
    return _found("return", left, later, points, before) if before else None


def _refusals(takes: Sequence[Utterance], refusals: Sequence[Utterance], window: int) -> Iterator[Contradiction]:
    """Each refusal against the nearest acceptance before it, and each acceptance against the nearest refusal before.

    Within one text what two speakers say has no order: the refusal counts as the later.
    """
    for later in refusals:
        yield from _refused(takes, bisect_right(takes, _place(later), key=_place), later, window)
    for later in takes:
        yield from _refused(refusals, bisect_left(refusals, _place(later), key=_place), later, window)


def _refused(said: Sequence[Utterance], at: int, later: Utterance, window: int) -> Iterator[Contradiction]:
    for earlier in _before(said, at, later, window):
        refused, taken = (later, earlier) if later.last.refuses else (earlier, later)
        if refused.outcome.holds(taken.outcome) and later.may_contradict(earlier):
            yield _found("refusal", earlier, later, 0.0)
            return


def _place(utterance: Utterance) -> tuple[date, int, tuple[date, str]]:
    return _order(utterance.last)


def _order(coded: Coded) -> tuple[date, int, tuple[date, str]]:
    """As a lane has its statements."""
    return coded.said_on, -coded.rank, coded.text


def _found(
    kind: Kind, earlier: Utterance, later: Utterance, points: float, before: Utterance | None = None
) -> Contradiction:
    return Contradiction(kind, later.last.party, later.last.issue or 0, earlier, later, points, before)
