"""Where the parts of a chart lie when it is a file of its own, 960 px wide."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from django import template

register = template.Library()

WIDTH, MARGIN = 960, 14  # px
FIRST_LINE, LINE = 60, 17  # px: below the title
LETTERS = 130
"""Of a note on one line."""


@dataclass(frozen=True)
class Plot:
    x: int
    width: int

    @property
    def past(self) -> int:
        return self.x + self.width


@register.simple_tag
def plot_between(axis_width: int, ends_width: int) -> Plot:
    x = MARGIN + axis_width
    return Plot(x, WIDTH - MARGIN - ends_width - x)


@register.filter
def key_x(number: int, beside: int = 0) -> int:
    """Where the sign of that number in the key lies, counted from 0, or what stands `beside` it."""
    return 2 * MARGIN + 4 + 100 * number + beside


@register.filter
def wrapped(note: str) -> list[str]:
    return textwrap.wrap(note, LETTERS)


@register.filter
def line_below(number: int) -> int:
    """Where the line of that number lies, counted from 0."""
    return FIRST_LINE + LINE * number
