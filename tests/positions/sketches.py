"""Statements and records in a few strokes, without a database."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

from negotiations.positions import Coded, Lane, Outcome, Position, Record, Step

FIRST = date(2021, 1, 1)
ONE, OTHER, THIRD = 1, 2, 3
TRUCE, FUND, STANDING = 10, 20, 30

_keys = count(1)
Ends = float | tuple[float | None, float | None] | None


def day(number: int) -> date:
    """Days of the sketch are counted from 0."""
    return FIRST + timedelta(days=number)


def outcome_of(ends: Ends) -> Outcome | None:
    if ends is None:
        return None
    return Outcome(*ends) if isinstance(ends, tuple) else Outcome(ends, ends)


def says(
    ends: Ends,
    *,
    on: int = 0,
    act: str = "propose",
    party: int = ONE,
    issue: int | None = TRUCE,
    rank: int = 9,
    text: str = "text",
    printed: int | None = None,
    by: int | str | None = None,
) -> Coded:
    """`text` tells texts of one day apart; `printed` is their day, where it is another than the day it was said.

    `by` is the speaker: the number of a person, or the words of the text.
    """
    dated = (day(on if printed is None else printed), text)
    voice = (by, "") if isinstance(by, int) else (None, by or "")
    return Coded(next(_keys), party, issue, day(on), act, rank, outcome_of(ends), dated, *voice)


def stands(*coded: Coded, on: int) -> Position | None:
    return Lane(coded).position(day(on))


def place(*coded: Coded, on: int) -> tuple[float | None, float | None] | None:
    position = stands(*coded, on=on)
    return (position.outcome.low, position.outcome.high) if position else None


def step(start: date, end: date, points: float | None, known: int) -> Step:
    """On evidence that is not weak."""
    return Step(start, end, points, known, points, points, known)


def record(*coded: Coded) -> Record:
    return Record(coded)
