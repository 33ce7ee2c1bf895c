"""Answers as tables: CSV in UTF-8, one header, one line a row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.utils.encoders import JSONEncoder

from negotiations.filters import BadQuery

Row = Mapping[str, Any]
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class CsvRenderer(BaseRenderer):
    """The `results` of an answer as a table; what is nested gets a dotted name, a list is joined by spaces."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        if (renderer_context or {})["response"].exception:
            return JSONRenderer().render(data, accepted_media_type, renderer_context)
        view = (renderer_context or {})["view"]
        rows = view.rows(data) if hasattr(view, "rows") else data["results"]
        return "".join(lines_of(rows, columns_of(rows))).encode()


def lines_of(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    """A header, then a line a row; for rows that are read as they are written, whose columns are known before."""
    writer = csv.writer(_Echo())
    yield writer.writerow(columns)
    for row in rows:
        flat = dict(_flat(row))
        yield writer.writerow([_safe(flat.get(name)) for name in columns])


def columns_of(rows: Iterable[Row]) -> list[str]:
    """All that any row names, in the order of their first appearance; what is nested in one row and null in another
    stands under its dotted names alone."""
    names = dict.fromkeys(name for row in rows for name, _ in _flat(row))
    above = {name[:at] for name in names for at, letter in enumerate(name) if letter == "."}
    return [name for name in names if name not in above]


class _Echo:
    """Hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def _flat(row: Row, above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def _safe(value: Any) -> Any:
    """No cell begins like a formula, for those who open the file in a spreadsheet."""
    if value is None or isinstance(value, bool | int | float):
        return "" if value is None else value
    if isinstance(value, Sequence) and not isinstance(value, str):
        value = " ".join(_word(item) for item in value)
    words = value if isinstance(value, str) else JSONEncoder().default(value)
    return f"'{words}" if words.startswith(STARTS_A_FORMULA) else words


def _word(item: Any) -> str:
    return str(item["url"] if isinstance(item, Mapping) and "url" in item else item)


def is_table(request: Request) -> bool:
    return bool(request.accepted_renderer.format == CsvRenderer.format)


class KnownFormats(DefaultContentNegotiation):
    """A format that nobody writes is an error like that of any other parameter."""

    def filter_renderers(self, renderers: Iterable[Any], format: str) -> list[Any]:
        by_format = {renderer.format: renderer for renderer in renderers}
        if format not in by_format:
            raise BadQuery({"format": f"{format!r} is none of {', '.join(by_format)}"})
        return [by_format[format]]
