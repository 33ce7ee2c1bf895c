"""The stretch of time that a timeline shows, and how one moves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

SHORTEST = 7
"""Days that are shown at least where one comes nearer by a button; by dates one may come nearer still."""


@dataclass(frozen=True)
class Window:
    """Days from `start` to `end`, both included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def past(self) -> date:
        """The first day after it."""
        return self.end + timedelta(days=1)

    def holds(self, day: date) -> bool:
        return self.start <= day <= self.end

    def nearer(self, within: Window) -> Window | None:
        """The middle half; None where no more than the shortest is shown."""
        if self.days <= SHORTEST:
            return None
        return _of(self.start + timedelta(days=self.days // 4), max(SHORTEST, self.days // 2)).inside(within, self)

    def farther(self, within: Window) -> Window | None:
        """Twice as much about the same middle; None where all is shown."""
        if self.start <= within.start and self.end >= within.end:
            return None
        if self.days * 2 >= within.days:
            return within
        return _of(self.start - timedelta(days=self.days // 2), self.days * 2).inside(within, self)

    def earlier(self, within: Window) -> Window | None:
        return self._moved(-max(1, self.days // 2), within) if self.start > within.start else None

    def later(self, within: Window) -> Window | None:
        return self._moved(max(1, self.days // 2), within) if self.end < within.end else None

    def _moved(self, days: int, within: Window) -> Window | None:
        return _of(self.start + timedelta(days=days), self.days).inside(within, self)

    def inside(self, within: Window, other: Window) -> Window | None:
        """Pushed back to where it lies within; None where that leaves it as the other was."""
        start = max(within.start, min(self.start, within.end - timedelta(days=self.days - 1)))
        moved = _of(start, self.days)
        return moved if moved != other else None


def _of(start: date, days: int) -> Window:
    return Window(start, start + timedelta(days=days - 1))


def window_of(asked: tuple[date | None, date | None], usual: Window, whole: Window) -> Window:
    """What was asked for; an end that was not is the usual one, or where the record ends if that does not fit."""
    first, last = asked
    start = first or (usual.start if last is None or usual.start <= last else min(whole.start, last))
    end = last or (usual.end if usual.end >= start else max(whole.end, start))
    return Window(start, end)
