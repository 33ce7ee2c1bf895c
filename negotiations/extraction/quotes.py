"""Quoted strings: “ ” " „ “ « » `` '' and, beside apostrophes, ‘ ’ and '.

A quote that its paragraph never closes ends with the paragraph, or where the next one opens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from negotiations.extraction.spans import Span, trimmed

DOUBLE = re.compile(r"[“”„«»\"]|''|``")
SINGLE = re.compile(r"[‘’']")
OPENING, CLOSING = frozenset("“„«‘") | {"``"}, frozenset("”»’") | {"''"}
BEFORE_OPENING = frozenset(' \t\n\r\u00a0\u202f([{—–-/:“"')
AFTER_CLOSING = frozenset(" \t\n\r\u00a0\u202f.,;:?!)]}—–-/…'’\"”")
ELISION = re.compile(r"['’](?:\d0s|\d\ds|em|tis|twas|cause|til|n)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Quote:
    """`start`, `end` inside the marks; `outer` with them. `continues` the unclosed quote of the paragraph before."""

    start: int
    end: int
    outer: Span
    closed: bool = True
    continues: bool = False


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    text: str
    may_open: bool
    may_close: bool


def find_quotes(body: str, paragraphs: Iterable[Span]) -> tuple[Quote, ...]:
    found: list[Quote] = []
    for paragraph in paragraphs:
        inside = _without_nested([*_double(body, paragraph), *_single(body, paragraph)])
        if inside and found and not found[-1].closed and not body[paragraph.start : inside[0].outer.start].strip():
            inside[0] = replace(inside[0], continues=True)
        found += inside
    return tuple(found)


def _double(body: str, paragraph: Span) -> Iterator[Quote]:
    opened: Mark | None = None
    for mark in _marks(DOUBLE, body, paragraph):
        if opened and _closes(mark, opened):
            yield _quote(body, opened, mark)
            opened = None
        elif opened:
            yield _unclosed(body, opened, mark.start)
            opened = mark
        elif mark.may_open:
            opened = mark
    if opened:
        yield _unclosed(body, opened, paragraph.end)


def _closes(mark: Mark, opened: Mark) -> bool:
    return mark.may_close or not mark.may_open or (opened.text == "„" and mark.text == "“")


def _single(body: str, paragraph: Span) -> Iterator[Quote]:
    """A mark after an "s" may be a possessive (the leaders’ talks): the first such closes only where no other does."""
    opened: Mark | None = None
    possessive: Mark | None = None
    for mark in _marks(SINGLE, body, paragraph):
        if mark.may_open and not ELISION.match(body, mark.start):
            if opened and possessive:
                yield _quote(body, opened, possessive)
            opened, possessive = mark, None
        elif opened and mark.may_close and _may_be_possessive(body, mark):
            possessive = possessive or mark
        elif opened and mark.may_close:
            yield _quote(body, opened, mark)
            opened = possessive = None
    if opened and possessive:
        yield _quote(body, opened, possessive)


def _may_be_possessive(body: str, mark: Mark) -> bool:
    return body[mark.start - 1] in "sS" and body[mark.end : mark.end + 1] in (" ", "\u00a0")


def _marks(pattern: re.Pattern[str], body: str, paragraph: Span) -> Iterator[Mark]:
    for match in pattern.finditer(body, *paragraph):
        text = match.group()
        before = body[match.start() - 1] if match.start() > paragraph.start else " "
        after = body[match.end()] if match.end() < paragraph.end else " "
        opens = before in BEFORE_OPENING and not after.isspace()
        closes = after in AFTER_CLOSING and not before.isspace()
        if text in OPENING:
            opens, closes = True, False
        elif text in CLOSING:
            opens, closes = opens and not closes and text != "’", closes or text != "’"  # won’t
        yield Mark(match.start(), match.end(), text, opens and not (closes and before not in "([—–- "), closes)


def _quote(body: str, opened: Mark, closing: Mark) -> Quote:
    inside = trimmed(body, Span(opened.end, closing.start), edges=" \u00a0\u202f\n")
    return Quote(*inside, Span(opened.start, closing.end))


def _unclosed(body: str, opened: Mark, limit: int) -> Quote:
    end = opened.end + len(body[opened.end : limit].rstrip())
    return Quote(opened.end, end, Span(opened.start, end), closed=False)


def _without_nested(quotes: list[Quote]) -> list[Quote]:
    """In order of place; of two that meet, the one that opens first, as the other is a quote within it."""
    kept: list[Quote] = []
    for quote in sorted(quotes, key=lambda quote: quote.outer.start):
        if quote.end > quote.start and not (kept and kept[-1].outer.meets(quote.outer)):
            kept.append(quote)
    return kept
