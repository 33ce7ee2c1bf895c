"""Claims about a text of numbered words, for tests of what is measured."""

from __future__ import annotations

from dataclasses import dataclass

from negotiations.extraction.gold import GoldStatement

TEXT = " ".join(f"word{at}" for at in range(10, 30))  # word10 is the words 0 to 6 of the text, and so on
WORD = len("word10 ")


@dataclass(frozen=True)
class Guess:
    """A suggestion as far as it is measured."""

    start: int
    end: int
    party: str | None
    issue: str | None
    act: str | None
    rule: str = "fronted"
    raw: float | None = 0.5
    confidence: float = 0.5


def span(first: int, last: int) -> tuple[int, int]:
    """From one word to another, both within."""
    return first * WORD, (last + 1) * WORD - 1


def coded(
    first: int,
    last: int,
    party: str = "Norland",
    issue: str | None = "truce",
    act: str = "demand",
    *,
    optional: bool = False,
) -> GoldStatement:
    return GoldStatement(*span(first, last), party, issue, act, optional)


def guessed(
    first: int,
    last: int,
    party: str = "Norland",
    issue: str | None = "truce",
    act: str | None = "demand",
    *,
    rule: str = "fronted",
    raw: float | None = 0.5,
    confidence: float = 0.5,
) -> Guess:
    return Guess(*span(first, last), party, issue, act, rule, raw, confidence)
