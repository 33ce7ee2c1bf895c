"""A file of one hand-coded article: its quotes and its positions, each with its span."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from negotiations.codebook.reading import FileError, describe, parse_data, problems_of, read_text
from negotiations.codebook.references import Problem
from negotiations.extraction.gold import GoldQuote, GoldStatement


class _Marked(BaseModel):
    """What else a coder notes beside a row is left unread."""

    model_config = ConfigDict(extra="ignore", strict=True)

    start: int
    end: int
    speaker: str | None = None
    party: str | None = None
    optional: bool = False

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not 0 <= self.start < self.end:
            raise ValueError(f"expected 0 <= start < end; `start` is {self.start} and `end` {self.end}")
        return self


class _Quote(_Marked):
    pass


class _Position(_Marked):
    issue: str | None
    act: str | None


class _CodedArticle(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    quotes: list[_Quote]
    positions: list[_Position]


def read_coded(path: Path, body: str) -> tuple[list[GoldStatement], list[GoldQuote]]:
    """The statements and quotes coded in an article. Raises FileError with a line per problem."""
    text = read_text(path)
    try:
        coded = _CodedArticle.model_validate(parse_data(text, path))
    except ValidationError as error:
        raise FileError(describe(path, text, problems_of(error))) from error
    if problems := [*_beyond("quotes", coded.quotes, body), *_beyond("positions", coded.positions, body)]:
        raise FileError(describe(path, text, problems))
    statements = [GoldStatement(p.start, p.end, p.party, p.issue, p.act, p.optional) for p in coded.positions]
    return statements, [GoldQuote(q.start, q.end, q.speaker, q.party, q.optional) for q in coded.quotes]


def _beyond(key: str, rows: list[_Quote] | list[_Position], body: str) -> list[Problem]:
    return [
        Problem((key, at, "end"), f"the article ends at {len(body)}, before {row.end}")
        for at, row in enumerate(rows)
        if row.end > len(body)
    ]
