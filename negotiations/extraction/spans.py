"""Spans are code points into the article's body, exactly as stored."""

from __future__ import annotations

from typing import NamedTuple

EDGES = " \t\n\r\u00a0,;:"


class Span(NamedTuple):
    start: int
    end: int

    def meets(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


def trimmed(body: str, span: Span, edges: str = EDGES) -> Span:
    """The span without `edges` at either end; empty at its start when nothing else is left."""
    start, end = span
    while start < end and body[start] in edges:
        start += 1
    while end > start and body[end - 1] in edges:
        end -= 1
    return Span(start, end)
