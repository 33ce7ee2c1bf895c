"""Moves: the change between two positions of one party, seen from the other side. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from negotiations.positions.gaps import Gap, Scale, gap
from negotiations.positions.lanes import Position
from negotiations.positions.record import Record

Kind = Literal["concession", "hardening", "restatement", "shift", "joint", "first", "withdrawal"]


@dataclass(frozen=True, slots=True)
class Move:
    """`size` in points of 100 of the scale.

    concession and hardening: towards the other side's position then, and away from it; restatement: the
    same outcome; shift: another outcome, no nearer and no farther, or the other side is unknown; joint:
    both moved and the gap stayed; first: no position was known before; withdrawal: the party refused what it
    had accepted and stands nowhere since (`after` is then what it withdrew).
    """

    kind: Kind
    size: float
    issue: int
    party: int
    before: Position | None
    after: Position
    other: Position | None
    refusal: int | None = None


def move(before: Position | None, after: Position, other: Position | None, scale: Scale) -> Move:
    """What the party did between two of its positions, measured against where the other stands then."""
    kind, size = _judged(before, after, other, scale)
    return Move(kind, size, after.issue, after.party, before, after, other)


def _judged(before: Position | None, after: Position, other: Position | None, scale: Scale) -> tuple[Kind, float]:
    if before is None:
        return "first", 0.0
    if before.outcome == after.outcome:
        return "restatement", 0.0
    was, now = gap(before, other, scale), gap(after, other, scale)
    if was is None or now is None or was.points == now.points:
        return "shift", _shifted(before, after, scale)
    nearer = was.points - now.points
    return ("concession" if nearer > 0 else "hardening"), abs(nearer)


def _shifted(before: Position, after: Position, scale: Scale) -> float:
    """How far the middle of the range went."""
    return 100 * abs(sum(scale.ends(after.outcome)) - sum(scale.ends(before.outcome))) / 2 / scale.length


def last_change(positions: Sequence[Position]) -> tuple[Position | None, Position] | None:
    """The newest position that differs from the one before; what the party had refused by then is none before."""
    for number in range(len(positions) - 1, -1, -1):
        before = positions[number - 1] if number and positions[number - 1].ends is None else None
        if before is None or before.outcome != positions[number].outcome:
            return before, positions[number]
    return None


def moves_between(
    record: Record, sides: tuple[int, int], scales: Sequence[Scale], first: date, last: date
) -> list[Move]:
    """The net move of each side on each issue from one day to another; nothing for who stayed silent."""
    found: list[Move] = []
    for scale in scales:
        found += _on_one_issue(record, sides, scale, first, last)
    return found


def _on_one_issue(record: Record, sides: tuple[int, int], scale: Scale, first: date, last: date) -> list[Move]:
    before = [record.position(side, scale.issue, first) for side in sides]
    after = [record.position(side, scale.issue, last) for side in sides]
    moved = [
        move(before[k], now, after[1 - k], scale)
        for k, now in enumerate(after)
        if now is not None and now.since > first
    ]
    was, now = gap(before[0], before[1], scale), gap(after[0], after[1], scale)
    if _together(moved, was, now):
        return [_joint(m, scale) for m in moved]
    left = (held for held, now_ in zip(before, after, strict=True) if held and not now_)
    return [*moved, *(_withdrawal(record, held) for held in left)]


def moves_alone(record: Record, parties: Iterable[int], scale: Scale, first: date, last: date) -> list[Move]:
    """The net moves of parties that are measured against no other: another outcome is a shift."""
    found = (_alone(record, party, scale, first, last) for party in parties)
    return [made for made in found if made]


def _alone(record: Record, party: int, scale: Scale, first: date, last: date) -> Move | None:
    before, after = (record.position(party, scale.issue, day) for day in (first, last))
    if after is None:
        return _withdrawal(record, before) if before else None
    return move(before, after, None, scale) if after.since > first else None


def revisions(
    before: Record, after: Record, parties: Iterable[int], scale: Scale, first: date, last: date
) -> list[Move]:
    """What two states of the record say of the same parties: what one learned or corrected is no move they made.

    shift: another outcome; restatement: the same from other statements; first: only the later state knows it;
    withdrawal: only the earlier state knew it.
    """
    found = (
        _revision(before.position(party, scale.issue, first), after.position(party, scale.issue, last), scale)
        for party in parties
    )
    return [made for made in found if made]


def _revision(before: Position | None, after: Position | None, scale: Scale) -> Move | None:
    if after is None:
        return Move("withdrawal", 0.0, before.issue, before.party, before, before, None) if before else None
    return None if before and before.basis == after.basis else move(before, after, None, scale)


def nearer(made: Move, other: Position | None, scale: Scale) -> float | None:
    """Points by which a move came closer to where another party stands, less than 0 away from it; None if unknown."""
    was, now = gap(made.before, other, scale), gap(made.after, other, scale)
    return was.points - now.points if was and now else None


def _withdrawal(record: Record, held: Position) -> Move:
    lane = record.lane(held.party, held.issue)
    refusing = (coded.id for coded in lane.coded if coded.said_on == held.ends and coded.withdraws(held))
    return Move("withdrawal", 0.0, held.issue, held.party, held, held, None, next(refusing, None))


def _together(moved: Sequence[Move], was: Gap | None, now: Gap | None) -> bool:
    changed = [m for m in moved if m.kind not in ("restatement", "first")]
    return len(changed) == 2 and was is not None and now is not None and was.points == now.points


def _joint(m: Move, scale: Scale) -> Move:
    size = _shifted(m.before, m.after, scale) if m.before else 0.0
    return Move("joint", size, m.issue, m.party, m.before, m.after, m.other)
