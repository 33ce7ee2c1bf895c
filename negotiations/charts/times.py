"""The time axis of a chart: months or days below, rounds above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from negotiations.charts import shapes
from negotiations.charts.shapes import Shape

WIDE, NARROW = 760, 250  # px: the plot on a desk and on a phone, for which labels are placed
ROW = 15  # px between two rows of labels
BOLD = 1.08  # as wide as the same words in a plain face
BY_DAYS = 45  # periods up to so many days are labelled by day


@dataclass(frozen=True)
class Span:
    """Days from `start` to `end` as percent of a plot's width."""

    start: date
    end: date

    def x(self, day: date) -> float:
        return min(100.0, max(0.0, 100 * (day - self.start).days / self.days))

    @property
    def days(self) -> int:
        return max(1, (self.end - self.start).days)

    def holds(self, day: date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True)
class Meeting:
    """A round as a chart shows it; priority 0 is labelled first, and drawn strongest."""

    day: date
    short: str
    title: str
    priority: int


def ticks(span: Span, y: float) -> list[Shape]:
    return _days(span, y) if span.days <= BY_DAYS else _months(span, y)


def _months(span: Span, y: float) -> list[Shape]:
    """Each month's name 3 px right of its first day; on a phone every third."""
    drawn = []
    months = list(_first_days(span))
    step, year = 1 + len(months) // 14, 0
    for number, day in enumerate(months):
        if number % step or (span.end - day).days < span.days // 22:
            continue
        name = f"{day:%b}" if day.year == year else f"{day:%b} {day.year}"
        year = day.year
        cls = "tick" if number % (3 * step) == 0 else "tick w-only"
        drawn.append(shapes.text(cls, span.x(day), y, name, dx=3))
    return drawn


def _first_days(span: Span) -> Iterator[date]:
    day = span.start.replace(day=1)
    while day <= span.end:
        if day >= span.start:
            yield day
        day = (day + timedelta(days=32)).replace(day=1)


def _days(span: Span, y: float) -> list[Shape]:
    step = max(1, span.days // 8)
    drawn = []
    for number, offset in enumerate(range(0, span.days, step)):
        day = span.start + timedelta(days=offset)
        name = f"{day.day} {day:%b}" if number == 0 or day.day <= step else str(day.day)
        cls = "tick" if number % 2 == 0 else "tick w-only"
        drawn.append(shapes.text(cls, span.x(day), y, name, anchor="middle" if number else "start"))
    return drawn


def meetings(span: Span, rounds: Sequence[Meeting], top: float, bottom: float) -> list[Shape]:
    """A line for each round, and the names that find room, placed once for a desk and once for a phone."""
    shown = [meeting for meeting in rounds if span.holds(meeting.day)]
    drawn = [
        shapes.upright(f"round{' round-main' if not m.priority else ''}", span.x(m.day), top, bottom) for m in shown
    ]
    for cls, width in (("w-only", WIDE), ("n-only", NARROW)):
        drawn.append(shapes.group(cls, _names(span, shown, top, width)))
    return drawn


def _names(span: Span, rounds: Sequence[Meeting], top: float, width: float) -> Iterator[Shape]:
    labels = [(span.x(meeting.day), meeting.short, meeting.priority) for meeting in rounds]
    for number, (row, anchor) in placed(labels, width).items():
        meeting, x, y = rounds[number], labels[number][0], top - 6 - row * ROW
        if row:
            yield shapes.upright("round-lead", x, top, y + 3)
        cls = f"round-name{' round-name-main' if not meeting.priority else ''}"
        yield shapes.text(cls, x, y, meeting.short, anchor=anchor)


def placed(labels: Sequence[tuple[float, str, int]], width: float, rows: int = 2) -> dict[int, tuple[int, str]]:
    """Which labels find room, by number: (row, anchor). Labels are (x in percent, words, priority)."""
    taken: list[list[tuple[float, float]]] = [[] for _ in range(rows)]
    found: dict[int, tuple[int, str]] = {}
    for number in sorted(range(len(labels)), key=lambda n: (labels[n][2], labels[n][0])):
        x, words, _ = labels[number]
        needed = width_of(words) * (BOLD if not labels[number][2] else 1) + 10
        place = _room(x / 100 * width, needed, width, taken)
        if words and place:
            row, anchor, first, last = place
            taken[row].append((first, last))
            found[number] = row, anchor
    return found


def _room(
    centre: float, needed: float, width: float, taken: Sequence[Sequence[tuple[float, float]]]
) -> tuple[int, str, float, float] | None:
    for row, others in enumerate(taken):
        for anchor, first in (("middle", centre - needed / 2), ("start", centre - 3), ("end", centre - needed + 3)):
            last = first + needed
            if first >= -4 and last <= width + 4 and all(last <= start or first >= end for start, end in others):
                return row, anchor, first, last
    return None


NARROW_LETTERS = {"i": 0.25, "l": 0.25, " ": 0.2, "1": 0.5, "m": 0.83, "W": 0.85, "M": 0.85}


def width_of(words: str, size: float = 12) -> float:
    """Roughly how wide words are, in px."""
    return size * sum(NARROW_LETTERS.get(letter, 0.56 if letter.isupper() else 0.5) for letter in words)


def spread(places: Sequence[float], need: float, low: float, high: float) -> list[float]:
    """Moves places on one column at least `need` apart (less where room is short), as little as that takes.

    Their order stays, and all stay within the ends.
    """
    need = min(need, (high - low) / max(1, len(places) - 1))
    order = sorted(range(len(places)), key=lambda number: places[number])
    moved = list(places)
    free = _rising([places[number] - rank * need for rank, number in enumerate(order)])
    for rank, number in enumerate(order):
        last = high - (len(places) - 1 - rank) * need
        moved[number] = max(low + rank * need, min(last, free[rank] + rank * need))
    return moved


def _rising(values: Sequence[float]) -> list[float]:
    """The nearest values that never fall: what falls is brought to its common mean."""
    runs: list[tuple[float, int]] = []  # sum, count
    for value in values:
        runs.append((value, 1))
        while len(runs) > 1 and runs[-2][0] / runs[-2][1] > runs[-1][0] / runs[-1][1]:
            total, count = runs.pop()
            runs[-1] = runs[-1][0] + total, runs[-1][1] + count
    return [total / count for total, count in runs for _ in range(count)]
