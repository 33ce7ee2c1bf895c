"""What a deed changed in the codebook, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.core.exceptions import FieldDoesNotExist

from negotiations.actions.codebook.rows import BY_NAME
from negotiations.models import Edit

register = template.Library()

UNTOLD = {"negotiation_id", "ordinal"}
"""Nobody asks for these: whose it is goes without saying, and places in a list move with every row."""


@dataclass(frozen=True)
class ChangedRow:
    name: str
    done: str
    lines: list[tuple[str, str, str]]


@register.filter
def changed_rows(edit: Edit) -> list[ChangedRow]:
    """The rows of the codebook that an edit wrote, each with field, before and after."""
    return rows_in(edit.changes)


def rows_in(changes: list[dict[str, Any]]) -> list[ChangedRow]:
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
