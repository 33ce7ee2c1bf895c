"""What a party did between two of its positions."""

from __future__ import annotations

import pytest

from negotiations.positions import Coded, Move, Scale, move, moves_alone, moves_between, nearer
from tests.positions.sketches import ONE, OTHER, THIRD, TRUCE, Ends, day, record, says, stands

SCALE = Scale(TRUCE, 0, 100)


@pytest.mark.parametrize(
    ("before", "after", "other", "kind", "size"),
    [
        (20, 50, 80, "concession", 30),
        (80, 50, 20, "concession", 30),
        (50, 20, 80, "hardening", 30),
        (50, 50, 80, "restatement", 0),
        (20, 40, None, "shift", 20),
        (70, 90, 80, "shift", 20),
        (20, (20, 60), 80, "concession", 40),
        ((20, 60), 20, 80, "hardening", 40),
        (20, 90, (80, None), "concession", 60),
        ((0, 50), (0, 20), 10, "shift", 15),
        (None, 50, 80, "first", 0),
    ],
)
def test_a_move_is_judged_against_the_other_side(
    before: Ends, after: Ends, other: Ends, kind: str, size: float
) -> None:
    positions = [stands(says(ends), on=0) if ends is not None else None for ends in (before, after, other)]
    assert positions[1] is not None
    made = move(positions[0], positions[1], positions[2], SCALE)
    assert (made.kind, made.size) == (kind, size)
    assert (made.before, made.after, made.other) == tuple(positions)


def between(*coded: Coded, first: int = 0, last: int = 9) -> list[tuple[int, str, float]]:
    def brief(made: Move) -> tuple[int, str, float]:
        return made.party, made.kind, made.size

    return [brief(made) for made in moves_between(record(*coded), (ONE, OTHER), [SCALE], day(first), day(last))]


def test_who_stays_silent_makes_no_move() -> None:
    assert between(says(20), says(80, party=OTHER)) == []
    assert between(says(20), says(80, party=OTHER), says(50, on=5)) == [(ONE, "concession", 30)]


def test_a_move_is_made_after_the_first_day_and_up_to_the_last() -> None:
    said = says(20, on=0), says(80, party=OTHER, on=0), says(50, on=5)
    assert between(*said, first=4, last=5) == [(ONE, "concession", 30)]
    assert between(*said, first=5, last=9) == between(*said, first=0, last=4) == []


def test_the_net_move_counts_and_not_each_step() -> None:
    assert between(says(20), says(80, party=OTHER), says(90, on=2), says(30, on=5)) == [(ONE, "concession", 10)]
    assert between(says(20), says(80, party=OTHER), says(90, on=2), says(20, on=5)) == [(ONE, "restatement", 0)]


def test_both_shifting_with_the_gap_unchanged_moved_together() -> None:
    said = says(20), says(60, party=OTHER), says(40, on=5), says(80, party=OTHER, on=5)
    assert between(*said) == [(ONE, "joint", 20), (OTHER, "joint", 20)]


def test_gaps_of_fractions_are_unchanged_too() -> None:
    said = says(0.4), says(0.7, party=OTHER), says(0.2, on=5), says(0.5, party=OTHER, on=5)
    assert [(party, kind) for party, kind, _ in between(*said)] == [(ONE, "joint"), (OTHER, "joint")]


def test_both_shifting_with_the_gap_changed_moved_each_by_itself() -> None:
    said = says(20), says(60, party=OTHER), says(30, on=5), says(80, party=OTHER, on=5)
    assert between(*said) == [(ONE, "concession", 10), (OTHER, "hardening", 20)]


def test_one_alone_never_moves_together() -> None:
    assert between(says(70), says(80, party=OTHER), says(90, on=5)) == [(ONE, "shift", 20)]


def test_what_was_never_said_before_is_a_first() -> None:
    assert between(says(80, party=OTHER), says(20, on=5)) == [(ONE, "first", 0)]
    assert between(says(20, on=5), says(80, party=OTHER, on=6)) == [(ONE, "first", 0), (OTHER, "first", 0)]


def test_a_refusal_is_no_move() -> None:
    assert between(says(20), says(80, party=OTHER), says(80, act="reject", on=5)) == []


def alone(*coded: Coded, first: int = 0, last: int = 9) -> list[tuple[int, str, float]]:
    made = moves_alone(record(*coded), [THIRD], SCALE, day(first), day(last))
    return [(one.party, one.kind, one.size) for one in made]


def test_a_party_that_is_no_side_shifts_and_neither_concedes_nor_hardens() -> None:
    assert alone(says(20, party=THIRD), says(60, party=THIRD, on=5)) == [(THIRD, "shift", 40)]
    assert alone(says(20, party=THIRD), says(20, party=THIRD, on=5)) == [(THIRD, "restatement", 0)]
    assert alone(says(20, party=THIRD, on=5)) == [(THIRD, "first", 0)]
    assert alone(says(20, party=THIRD)) == []


def test_a_withdrawal_names_the_refusal_that_made_it() -> None:
    said, refusal = says(20, party=THIRD), says((10, 30), party=THIRD, on=5, act="reject")
    (made,) = moves_alone(record(said, refusal), [THIRD], SCALE, day(0), day(9))
    assert (made.kind, made.refusal) == ("withdrawal", refusal.id)


def test_of_both_sides_too() -> None:
    refusal = says(20, on=5, act="reject")
    (made,) = moves_between(record(says(20), says(80, party=OTHER), refusal), (ONE, OTHER), [SCALE], day(0), day(9))
    assert (made.kind, made.refusal) == ("withdrawal", refusal.id)


def test_a_shift_is_measured_against_both_sides() -> None:
    said = says(20, party=THIRD), says(60, party=THIRD, on=5)
    (made,) = moves_alone(record(*said), [THIRD], SCALE, day(0), day(9))
    assert nearer(made, stands(says(0), on=0), SCALE) == -40
    assert nearer(made, stands(says(100, party=OTHER), on=0), SCALE) == 40
    assert nearer(made, None, SCALE) is None
