"""Statements as marks on a time axis: by act, stepping aside where they meet, equal ones counted by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from negotiations.charts import shapes
from negotiations.charts.lane import TOP, Said
from negotiations.charts.shapes import Shape, Value
from negotiations.charts.times import Span

SAME_SPOT = 2.2  # percent: equal statements closer than this become one mark
BESIDE = 1.1  # percent: different marks on one spot step aside by this
LAST = 100  # percent: no mark steps beyond the plot


Taken = dict[tuple[int, int], int]
"""How many marks after the first lie on one spot."""


def marks(
    span: Span, said: Sequence[Said], y_of: Callable[[Said], float], cls: str, text_cls: str, taken: Taken
) -> Iterator[Shape]:
    """Links, each with the keys of the statements that it stands for."""
    for same in _bundled(span, said):
        x, y = span.x(same[0].day), y_of(same[0])
        spot = round(x / BESIDE), round(y / 9)
        taken[spot] = taken.get(spot, -1) + 1
        x = _aside(x, taken[spot] * BESIDE)
        times = [_times(text_cls, len(same), x, y)] if len(same) > 1 else []
        sign = shapes.mark(same[0].act, cls, x, y)
        yield shapes.link(same[0].href, _title(same), sign, *times, **_attributes(same))


def _aside(x: float, by: float) -> float:
    """To the right, or to the left where the plot ends."""
    return x + by if x + by <= LAST else x - by


def _title(same: Sequence[Said]) -> str:
    first = same[0].title
    return first if len(same) == 1 else f"{first} ({len(same)} times until {same[-1].day})"


def _attributes(same: Sequence[Said]) -> dict[str, Value]:
    given: dict[str, Value] = {"class": "opens", "data-said": " ".join(one.key for one in same)}
    return given | ({"aria-current": "true"} if any(one.is_open for one in same) else {})


def _times(cls: str, times: int, x: float, y: float) -> Shape:
    """How many equal statements a mark stands for: above it, or left of it under the names of the rounds."""
    words = f"×{times}"
    if y <= TOP + 14:
        return shapes.text(f"times {cls}", x, y + 4, words, anchor="end", dx=-8)
    return shapes.text(f"times {cls}", x, y - 8, words, anchor="middle")


def _bundled(span: Span, said: Sequence[Said]) -> list[list[Said]]:
    bundles: list[list[Said]] = []
    for one in said:
        same = next((bundle for bundle in bundles if _belongs(span, one, bundle)), None)
        if same:
            same.append(one)
        else:
            bundles.append([one])
    return bundles


def _belongs(span: Span, one: Said, bundle: Sequence[Said]) -> bool:
    equal = (bundle[0].act, bundle[0].value) == (one.act, one.value)
    return equal and span.x(one.day) - span.x(bundle[-1].day) < SAME_SPOT
