"""Positions, gaps and moves, worked out from statements and never stored."""

from negotiations.positions.contradictions import Contradiction, Utterance, contradictions_of
from negotiations.positions.gaps import Gap, Overall, Scale, first_known, gap, gap_on, overall, points_between
from negotiations.positions.lanes import Coded, Lane, Outcome, Position, newly_refused
from negotiations.positions.moves import Move, last_change, move, moves_alone, moves_between, nearer, revisions
from negotiations.positions.record import Record, outcome_of, record_of, records_of
from negotiations.positions.steps import Step, Weak, gap_steps, so_far
from negotiations.positions.tone import Week, tone_of, weeks_of

__all__ = [
    "Coded",
    "Contradiction",
    "Gap",
    "Lane",
    "Move",
    "Outcome",
    "Overall",
    "Position",
    "Record",
    "Scale",
    "Step",
    "Utterance",
    "Weak",
    "Week",
    "contradictions_of",
    "first_known",
    "gap",
    "gap_on",
    "gap_steps",
    "last_change",
    "move",
    "moves_alone",
    "moves_between",
    "nearer",
    "newly_refused",
    "outcome_of",
    "overall",
    "points_between",
    "record_of",
    "records_of",
    "revisions",
    "so_far",
    "tone_of",
    "weeks_of",
]
