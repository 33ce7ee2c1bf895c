"""Writes the style of the site into the shapes of a drawing, so that any program shows it as the page does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from negotiations.web.drawings.sheet import PRESENTATION, rules

SVG = "{http://www.w3.org/2000/svg}"
REM = 16  # px


def inked(drawing: str) -> bytes:
    """The drawing with its styles as attributes, its signs in place, and nothing that is not shown."""
    root = etree.fromstring(drawing.encode(), etree.XMLParser(remove_blank_text=True, resolve_entities=False))
    _put_signs(root)
    _style(root, _matched(root), {})
    _drop_links_and_classes(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def _put_signs(root: Any) -> None:
    """Each `use` becomes what it stands for: programs beside browsers would lose its colour."""
    signs = {sign.get("id"): sign for sign in root.iter(f"{SVG}g") if sign.get("id")}
    for use in list(root.iter(f"{SVG}use")):
        use.getparent().replace(use, _sign(use, signs[use.get("href").lstrip("#")]))
    for sign in signs.values():
        sign.getparent().remove(sign)


def _sign(use: Any, sign: Any) -> Any:
    """In a group of its own, as not every program moves a nested drawing."""
    moved = etree.Element(f"{SVG}g", {"transform": use.get("transform")} if use.get("transform") else {})
    place = {name: use.get(name) for name in ("x", "y", "class") if use.get(name)}
    put = etree.SubElement(moved, f"{SVG}svg", {"overflow": "visible", **place})
    put.extend(deepcopy(shape) for shape in sign)
    return moved


def _matched(root: Any) -> dict[Any, dict[str, str]]:
    """What the sheet says of each shape; its selectors know no namespace."""
    bare = deepcopy(root)
    for shape in bare.iter(etree.Element):
        shape.tag = etree.QName(shape).localname
    shapes = dict(zip(bare.iter(etree.Element), root.iter(etree.Element), strict=True))
    said: dict[Any, dict[str, str]] = {}
    for rule in rules():
        for shape in rule.select(bare):
            said.setdefault(shapes[shape], {}).update(rule.said)
    return said


def _style(shape: Any, said: Mapping[Any, Mapping[str, str]], above: Mapping[str, str]) -> None:
    own = said.get(shape, {})
    known = {**above, **{name: value for name, value in own.items() if name.startswith("--")}}
    for name in PRESENTATION:
        if name in own:
            shape.set(name, _plain(own[name], known))
    if shape.get("display") == "none":
        shape.getparent().remove(shape)
        return
    for child in list(shape.iterchildren(etree.Element)):
        _style(child, said, known)


def _plain(value: str, known: Mapping[str, str]) -> str:
    """Without variables and root-relative sizes, which only browsers reckon with."""
    while found := re.search(r"var\((--[\w-]+)(?:,((?:[^()]|\([^()]*\))*))?\)", value):
        value = value.replace(found[0], known.get(found[1], found[2] or "none"))
    return re.sub(r"([\d.]+)rem", lambda size: f"{float(size[1]) * REM:g}px", value)


def _drop_links_and_classes(root: Any) -> None:
    """A file stands alone: its links would lead nowhere."""
    for shape in root.iter(etree.Element):
        if shape.tag == f"{SVG}a":
            shape.tag = f"{SVG}g"
        for name in ("class", "tabindex", "data-id") if shape.tag != f"{SVG}g" else (*shape.attrib,):
            if name not in PRESENTATION and name in shape.attrib:
                del shape.attrib[name]
