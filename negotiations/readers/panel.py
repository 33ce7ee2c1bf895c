"""The evidence of one cell: the party's statements on the issue, and what each does to the position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from negotiations.positions import Record
from negotiations.readers.cells import Cell
from negotiations.readers.clock import Clock
from negotiations.readers.evidence import Words, words_of


@dataclass(frozen=True)
class Item:
    """`same_day`: another voice of the day on which the position was set, kept but not counted."""

    words: Words
    sets_position: bool
    same_day: bool

    @property
    def outcome_words(self) -> str:
        return self.words.outcome_words


@dataclass(frozen=True)
class Evidence:
    """`further` counts the older statements that are not among the items."""

    cell: Cell
    items: Sequence[Item]
    further: int


SHOWN = 6
"""Statements beside a cell; whatever sets its position is always among them."""


def evidence_of(cell: Cell, record: Record, clock: Clock) -> Evidence:
    """What makes the cell look as it does first, then the newest others."""
    said = record.lane(cell.party.pk, cell.issue.pk).until(clock.on)
    basis = cell.position.basis if cell.position else ()
    voices = cell.position.voices if cell.position else ()
    counted = {*basis, *voices, *(coded.id for coded in cell.refused)}
    newest_first = sorted(said, key=lambda coded: (coded.id in counted, coded.said_on, coded.id), reverse=True)
    shown = newest_first[: max(SHOWN, len(basis))]
    words = words_of(coded.id for coded in shown)
    return Evidence(
        cell,
        [Item(words[c.id], c.id in basis, c.id in voices) for c in shown if c.id in words],
        len(said) - len(shown),
    )
