"""What every back-end answers to, and how it says that it cannot."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Protocol

from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.suggestion import Extraction


class Backend(Protocol):
    """Something that reads an article; its suggestions lie beside those of others under its own `extractor`."""

    @property
    def extractor(self) -> str: ...

    @property
    def version(self) -> str: ...

    def suggest(self, body: str, lexicon: Lexicon, *, title: str, date: date, place: str) -> Extraction:
        """Raises Failed where this article could not be read; the next one may be."""
        ...

    def account(self) -> str:
        """What all articles so far took, in a line; empty where it took nothing but time."""
        ...


class Unavailable(Exception):
    """A back-end that cannot be chosen here, with what to install or to set."""


class Failed(Exception):
    """A back-end that could not read one article."""


VERSION_LENGTH = 20  # what the record of a suggestion holds


def fitted(name: str, length: int) -> str:
    """The name; one that is too long is cut and stays its own by a check sum."""
    return name if len(name) <= length else f"{name[: length - 5]}~{sha256(name.encode()).hexdigest()[:4]}"


def one_line(text: str, length: int) -> str:
    """Somebody else's words, fit to be told."""
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return plain if len(plain) <= length else plain[: length - 1] + "…"
