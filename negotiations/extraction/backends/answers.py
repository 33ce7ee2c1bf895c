"""A language model's words into answers, each one checked for its shape. Nothing here is believed yet."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from negotiations.extraction.backends.interface import Failed, one_line

STATEMENTS = re.compile(r'"statements"\s*:\s*\[')
OPENING = re.compile(r"[{\[]")
TRIES = 50  # opening brackets in the prose around an answer that are looked at
MOST = 500  # statements of one answer
SHOWN = 60  # characters of a dropped quote
DECODER = json.JSONDecoder()


class Answer(BaseModel):
    """One statement as the model tells it."""

    model_config = ConfigDict(frozen=True, allow_inf_nan=False)

    quote: str
    context: str | None = None
    speaker: str | None = None
    person: str | None = None
    party: str | None = None
    addressee: str | None = None
    act: str | None = None
    issue: str | None = None
    option: str | None = None
    low: float | None = None
    high: float | None = None
    confidence: float = Field(default=0.5, ge=0, le=1)
    reason: str = ""


@dataclass(frozen=True)
class Dropped:
    """An answer that does not count, and why. `why` is the same for all of a kind."""

    quote: str
    why: str

    @classmethod
    def of(cls, quote: object, why: str) -> Dropped:
        return cls(one_line(str(quote), SHOWN), why)


def read_answers(text: str) -> Iterator[Answer | Dropped]:
    """The answers among the words, fences and prose around them aside. Raises Failed where there is no JSON."""
    entries, whole = _entries(text)
    for entry in entries[:MOST]:
        yield _answer(entry)
    if not whole or len(entries) > MOST:
        yield Dropped("", "the answer breaks off" if not whole else "one answer too many")


def _answer(entry: Any) -> Answer | Dropped:
    try:
        return Answer.model_validate(entry)
    except ValidationError as error:
        wrong = error.errors()[0]
        quote = entry.get("quote", "") if isinstance(entry, dict) else ""
        return Dropped.of(quote, f"it has the wrong shape ({'.'.join(map(str, wrong['loc']))}: {wrong['msg']})")


def _entries(text: str) -> tuple[list[Any], bool]:
    """The entries, and whether the answer was whole; of one that breaks off, the entries before the break."""
    for opening in list(OPENING.finditer(text))[:TRIES]:
        found = _decoded(text, opening.start())
        entries = found[0].get("statements") if found and isinstance(found[0], dict) else None
        if isinstance(entries, list):
            return entries, True
    if begun := STATEMENTS.search(text):
        return list(_before_break(text, begun.end())), False
    raise Failed("the model answered without the JSON that it was asked for")


def _before_break(text: str, place: int) -> Iterator[Any]:
    while (opening := text.find("{", place)) >= 0 and not text[place:opening].strip(" \t\r\n,"):
        found = _decoded(text, opening)
        if found is None:
            return
        entry, place = found
        yield entry


def _decoded(text: str, place: int) -> tuple[Any, int] | None:
    try:
        return DECODER.raw_decode(text, place)
    except (ValueError, RecursionError):
        return None
