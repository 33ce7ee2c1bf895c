"""What charts are made of: SVG elements as values. x is in percent of the plot, y in pixels.

Text then never scales, and one drawing serves every width. Nothing is styled here: classes say what
a shape means, the style sheet says how that looks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

Value = str | float | int


@dataclass(frozen=True)
class Shape:
    """One SVG element; what writes it out escapes its attributes and its text."""

    tag: str
    attributes: dict[str, Value]
    children: tuple[Shape | str, ...] = field(default=())


def percent(value: float) -> str:
    return f"{value:.2f}%"


def line(cls: str, x1: float, x2: float, y1: float, y2: float) -> Shape:
    return Shape("line", {"class": cls, "x1": percent(x1), "x2": percent(x2), "y1": _px(y1), "y2": _px(y2)})


def level(cls: str, x1: float, x2: float, y: float) -> Shape:
    return line(cls, x1, x2, y, y)


def upright(cls: str, x: float, y1: float, y2: float) -> Shape:
    return line(cls, x, x, y1, y2)


def rect(cls: str, x: float, width: float, y: float, height: float, **more: Value) -> Shape:
    place: dict[str, Value] = {"class": cls, "x": percent(x), "width": percent(max(0, width))}
    return Shape("rect", place | {"y": _px(y), "height": _px(height)} | more)


def circle(cls: str, x: float, y: float, radius: float) -> Shape:
    return Shape("circle", {"class": cls, "cx": percent(x), "cy": _px(y), "r": radius})


def arrow(cls: str, x: float, y: float) -> Shape:
    """A block that points to higher values: an outcome open above."""
    path = Shape("path", {"class": cls, "d": "M-5-4.5H1L6 0 1 4.5H-5Z"})
    return Shape("svg", {"x": percent(x), "y": _px(y), "overflow": "visible"}, (path,))


def text(cls: str, x: float, y: float, *words: Shape | str, anchor: str = "start", dx: float = 0) -> Shape:
    """`x` in percent; `dx` shifts by pixels."""
    place: dict[str, Value] = {"class": cls, "x": percent(x), "y": _px(y), "text-anchor": anchor}
    return Shape("text", place | ({"dx": dx} if dx else {}), words)


def text_px(cls: str, x: float, y: float, *words: Shape | str, anchor: str = "start") -> Shape:
    """Text in an axis of fixed width, where x too is in pixels."""
    return Shape("text", {"class": cls, "x": _px(x), "y": _px(y), "text-anchor": anchor}, words)


def span(cls: str, words: str) -> Shape:
    return Shape("tspan", {"class": cls}, (words,))


def line_px(cls: str, x1: float, x2: float, y1: float, y2: float) -> Shape:
    return Shape("line", {"class": cls, "x1": _px(x1), "x2": _px(x2), "y1": _px(y1), "y2": _px(y2)})


def group(cls: str, children: Iterable[Shape]) -> Shape:
    return Shape("g", {"class": cls}, tuple(children))


def mark(act: str, cls: str, x: float, y: float, dx: float = 0) -> Shape:
    """The sign of an act, from the page's sprite; `dx` shifts by pixels."""
    place: dict[str, Value] = {"href": f"#m-{act}", "class": cls, "x": percent(x), "y": _px(y)}
    return Shape("use", place | ({"transform": f"translate({_px(dx)} 0)"} if dx else {}))


def link(href: str, title: str, *children: Shape, **more: Value) -> Shape:
    """A link that a pointer can use; the keyboard's way is the list or table of the same things."""
    attributes: dict[str, Value] = {"href": href, "tabindex": "-1", **more}
    return Shape("a", attributes, (Shape("title", {}, (title,)), *children))


def _px(value: float) -> Value:
    return f"{value:.1f}".rstrip("0").rstrip(".")
