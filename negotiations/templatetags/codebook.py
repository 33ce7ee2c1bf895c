"""What a deed changed in the codebook, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import template
from django.core.exceptions import FieldDoesNotExist

from negotiations.actions.codebook.rows import BY_NAME
from negotiations.codebook.outcomes import Bounds
from negotiations.codebook.shape import IssueEntry

register = template.Library()

UNTOLD = {"negotiation_id", "ordinal"}
"""Nobody asks for these: whose it is goes without saying, and places in a list move with every row."""


@dataclass(frozen=True)
class ChangedRow:
    name: str
    done: str
    lines: list[tuple[str, str, str]]


@register.filter
def changed_rows(changes: list[dict[str, Any]]) -> list[ChangedRow]:
    """The rows of the codebook that were written, or would be, each with field, before and after."""
    rows = [ChangedRow(change["row"], _done(change), list(_lines(change))) for change in changes]
    return [row for row in rows if row.lines]


def _done(change: dict[str, Any]) -> str:
    if change["before"] is None:
        return "added"
    return "removed" if change["after"] is None else "changed"


def _lines(change: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    before, after = change["before"] or {}, change["after"] or {}
    for name in dict.fromkeys([*before, *after]):
        was, now = (_told(change, name, side.get(name)) for side in (before, after))
        if name not in UNTOLD and was != now:
            yield _label(change["model"], name), was, now


def _told(change: dict[str, Any], name: str, value: Any) -> str:
    named = change.get("named", {}).get(name, {})
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        between = " – " if name == "outcome" else ", "
        return between.join("open" if item is None else str(item) for item in value)
    return str(named.get(str(value), value))


def _label(model: str, name: str) -> str:
    try:
        field = BY_NAME[model]._meta.get_field(name.removesuffix("_id"))
    except FieldDoesNotExist:  # of a table as it once was
        return name
    return str(field.verbose_name)  # type: ignore[union-attr]


@register.filter
def told(entry: IssueEntry, bounds: Bounds) -> str:
    """An outcome on a scale as a reader says it."""
    labels = {option.value: option.label for option in entry.options}
    low, high = (None if end is None else labels.get(end, f"{end.normalize():f}") for end in bounds)
    if low is None:
        return f"{high} or less"
    if high is None:
        return f"{low} or more"
    return low if low == high else f"{low} – {high}"


@dataclass(frozen=True)
class Drawn:
    """Where things lie on a line from 4 to 196."""

    low: float
    high: float
    ticks: list[float]


@register.simple_tag
def drawn(entry: IssueEntry, bounds: Bounds) -> Drawn | None:
    if entry.scale is None:
        return None
    first, last = entry.scale

    def along(value: Decimal) -> float:
        return round(4 + 192 * float((value - first) / (last - first)), 1)

    low, high = (
        along(bounds[0] if bounds[0] is not None else first),
        along(bounds[1] if bounds[1] is not None else last),
    )
    return Drawn(
        low - 2 if low == high else low, high + 2 if low == high else high, [along(o.value) for o in entry.options]
    )
