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
    cell: Cell
    items: Sequence[Item]


def evidence_of(cell: Cell, record: Record, clock: Clock) -> Evidence:
    """Newest first; what sets the position stands before the rest of its day."""
    said = record.lane(cell.party.pk, cell.issue.pk).until(clock.on)
    words = words_of(coded.id for coded in said)
    basis = cell.position.basis if cell.position else ()
    voices = cell.position.voices if cell.position else ()
    newest_first = sorted(said, key=lambda coded: (coded.said_on, coded.id in basis, coded.id), reverse=True)
    return Evidence(
        cell,
        [Item(words[c.id], c.id in basis, c.id in voices) for c in newest_first if c.id in words],
    )
