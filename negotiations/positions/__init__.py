"""Positions, gaps and moves, worked out from statements and never stored."""

from negotiations.positions.gaps import Gap, Overall, Scale, first_known, gap, gap_on, overall
from negotiations.positions.lanes import Coded, Lane, Outcome, Position
from negotiations.positions.moves import Move, move, moves_alone, moves_between, nearer, revisions
from negotiations.positions.record import Record, outcome_of, record_of, records_of
from negotiations.positions.steps import Step, Weak, gap_steps

__all__ = [
    "Coded",
    "Gap",
    "Lane",
    "Move",
    "Outcome",
    "Overall",
    "Position",
    "Record",
    "Scale",
    "Step",
    "Weak",
    "first_known",
    "gap",
    "gap_on",
    "gap_steps",
    "move",
    "moves_alone",
    "moves_between",
    "nearer",
    "outcome_of",
    "overall",
    "record_of",
    "records_of",
    "revisions",
]
