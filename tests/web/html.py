"""Reads a page as its readers do: by element, attribute and text."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Protocol, Self

from lxml import html  # type: ignore[import-untyped]

VOID = {"meta", "link", "input", "br", "hr", "img", "col", "source"}


class Answer(Protocol):
    @property
    def content(self) -> bytes: ...


class Page:
    def __init__(self, response: Answer) -> None:
        self.text = response.content.decode()
        self.root: html.HtmlElement = html.fromstring(self.text)

    def all(self, path: str) -> list[html.HtmlElement]:
        found = self.root.xpath(path)
        assert isinstance(found, list)
        return found

    def one(self, path: str) -> html.HtmlElement:
        found = self.all(path)
        assert len(found) == 1, f"{len(found)} elements at {path}"
        return found[0]

    def words(self, path: str) -> str:
        return words_of(self.one(path))

    def cell(self, key: str) -> str:
        """What stands in a cell of the matrix that leads to its evidence."""
        link = f"//a[contains(concat(' ', @class, ' '), ' cell-link ')][contains(@href, 'cell={key}#')]"
        return words_of(self.one(f"{link}/ancestor::td"))


def words_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


class Balance(HTMLParser):
    """Says which elements are left open or closed twice."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    @classmethod
    def of(cls, text: str) -> Self:
        found = cls()
        found.feed(text)
        found.faults += found.open
        return found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.faults.append(f"</{tag}> at {self.getpos()}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Closes itself, as shapes in drawings do."""
