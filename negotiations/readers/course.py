"""How one gap went over time, in a few figures: where it began, when it was smallest and when widest, and now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from negotiations.positions import Step


@dataclass(frozen=True)
class Course:
    """Steps in which the gap was known; each begins on the day of a change."""

    first: Step
    closest: Step
    widest: Step
    last: Step

    @property
    def steady(self) -> bool:
        return self.closest.points == self.widest.points


def course_of(steps: Sequence[Step], on: date) -> Course | None:
    """Up to a day; of equal gaps the latest counts. None where it is not known that day."""
    known = [step for step in steps if step.points is not None and step.start <= on]
    if not known or known[-1].end <= on:
        return None
    points = [step.points or 0.0 for step in known]
    return Course(known[0], _latest(known, min(points)), _latest(known, max(points)), known[-1])


def _latest(steps: Sequence[Step], points: float) -> Step:
    return next(step for step in reversed(steps) if step.points == points)
