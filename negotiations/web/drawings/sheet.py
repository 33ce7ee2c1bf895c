"""The site's style sheets as far as a drawing needs them: rules for shapes, on paper, in the light."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import tinycss2  # type: ignore[import-untyped]
from cssselect import SelectorError, parse
from django.contrib.staticfiles import finders
from lxml.cssselect import CSSSelector  # type: ignore[import-untyped]

LINES = ("stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-opacity")
WORDS = ("font-size", "font-weight", "font-family", "paint-order")
PRESENTATION = ("fill", *LINES, *WORDS, "opacity", "shape-rendering", "display", "transform")
"""What an attribute of a shape can say; all else in the sheet is about pages."""


@dataclass(frozen=True)
class Rule:
    """`weight` orders rules as the cascade does: specificity, then place in the sheet."""

    select: Any
    weight: tuple[tuple[int, int, int], int]
    said: Mapping[str, str]


@cache
def rules() -> list[Rule]:
    return sorted(_rules(_sheets()), key=lambda rule: rule.weight)


def _sheets() -> str:
    """The site's, then those of single pages, as a page loads them."""
    site = Path(str(finders.find("site.css")))
    pages = sorted(sheet for sheet in site.parent.glob("*.css") if sheet != site)
    return "\n".join(sheet.read_text() for sheet in (site, *pages))


def _rules(sheet: str) -> Iterator[Rule]:
    for place, found in enumerate(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)):
        if found.type != "qualified-rule":  # @media and @font-face are for screens and for paper
            continue
        said = dict(_said(found.content))
        for words in tinycss2.serialize(found.prelude).split(",") if said else ():
            if selector := _selector(words.strip()):
                yield Rule(selector[0], (selector[1], place), said)


def _selector(words: str) -> tuple[Any, tuple[int, int, int]] | None:
    """None for one that no drawing can match: a state, a page's root."""
    if words == ":root":
        words = "svg"
    if ":" in words or words == "*":
        return None
    try:
        return CSSSelector(words, translator="xml"), parse(words)[0].specificity()
    except SelectorError:
        return None


def _said(content: Any) -> Iterator[tuple[str, str]]:
    for one in tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True):
        if one.type != "declaration":
            continue
        value = tinycss2.serialize(one.value).strip()
        if one.name == "font":
            yield from _font(value)
        elif one.name in PRESENTATION or one.name.startswith("--"):
            yield one.name, value


def _font(value: str) -> Iterator[tuple[str, str]]:
    """Weight, size and family of the short form that the sheet uses: 400 .75rem/1 serif."""
    found = re.fullmatch(r"(\d+)\s+([^/\s]+)(?:/\S+)?\s+(.+)", value)
    if found:
        yield from zip(("font-weight", "font-size", "font-family"), found.groups(), strict=True)
