"""Quotes found, measured against those that people marked: by the exact span, then also by speaker and by party."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, Protocol

from rapidfuzz import fuzz

from negotiations.extraction.gold import GoldQuote
from negotiations.extraction.names import SPELLING
from negotiations.extraction.scoring import Tally
from negotiations.extraction.spans import Span, trimmed

QuoteLevel = Literal["exact", "speaker", "party"]
QUOTE_LEVELS: tuple[QuoteLevel, ...] = ("exact", "speaker", "party")

MARKS = "\"“”'‘’`«» \n\t,.;:"  # whether the closing comma belongs to the quote is a matter of house style


class Quoted(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def speaker(self) -> str | None: ...
    @property
    def party(self) -> str | None: ...


def score_quotes(body: str, coded: Sequence[GoldQuote], found: Iterable[Quoted]) -> dict[QuoteLevel, Tally]:
    """`speaker` and `party` each ask for the exact span and for that one thing."""
    ours = {_span(body, quote): quote for quote in coded}
    theirs = {_span(body, quote): quote for quote in found}
    optional = {span for span, quote in ours.items() if quote.optional}
    both = [(ours[span], theirs[span]) for span in theirs.keys() & ours.keys() - optional]
    suggested, wanted = len(theirs.keys() - optional), len(ours.keys() - optional)
    right = {
        "exact": len(both),
        "speaker": sum(is_one_name(one.speaker, other.speaker) for one, other in both),
        "party": sum((one.party or "") == (other.party or "") for one, other in both),
    }
    return {level: Tally(right[level], suggested, right[level], wanted) for level in QUOTE_LEVELS}


def is_one_name(first: str | None, second: str | None) -> bool:
    """Whether two names end alike, spelt this way or that: nobody is nobody only."""
    one, other = _surname(first), _surname(second)
    return one == other or (bool(one and other) and fuzz.ratio(one, other) >= SPELLING)


def _surname(name: str | None) -> str:
    words = re.findall(r"[\w’'-]+", (name or "").lower())
    return words[-1] if words else ""


def _span(body: str, quote: Quoted) -> Span:
    return trimmed(body, Span(quote.start, quote.end), MARKS)
