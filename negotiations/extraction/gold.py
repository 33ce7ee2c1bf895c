"""What people coded by hand, to measure suggestions against: one shape, wherever it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from negotiations.extraction.lexicon import Lexicon


@dataclass(frozen=True)
class GoldQuote:
    """A span inside quotation marks; `party` is a name. An `optional` row counts neither as found nor as missed."""

    start: int
    end: int
    speaker: str | None = None
    party: str | None = None
    optional: bool = False


@dataclass(frozen=True)
class GoldStatement:
    """One act by one party; `party` is a name, `issue` a slug, as in a suggestion."""

    start: int
    end: int
    party: str | None
    issue: str | None
    act: str | None
    optional: bool = False


@dataclass(frozen=True)
class GoldArticle:
    """`quotes` is None where nobody coded quotes: then none can be wrong."""

    name: str
    title: str
    date: date
    place: str
    body: str
    statements: tuple[GoldStatement, ...]
    quotes: tuple[GoldQuote, ...] | None = None


@dataclass(frozen=True)
class GoldSet:
    """The coded articles of one negotiation, and the codebook that they were coded by."""

    negotiation: str
    lexicon: Lexicon
    articles: tuple[GoldArticle, ...]
