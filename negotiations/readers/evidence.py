"""The words behind a figure: statements with their surroundings, speaker and sources."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from negotiations.models import Article, Party, Statement, marked
from negotiations.positions import Outcome, outcome_of
from negotiations.readers.agenda import number_words, outcome_words
from negotiations.readers.highlights import Part, parts_of

SENTENCE_END = re.compile(r"[.!?…][”\"’')\]]*\s+")
FARTHEST = 400
"""Characters of surroundings shown on either side of the words, at most."""


@dataclass(frozen=True)
class Words:
    """A statement as it is read: the coded span inside its sentence; `appearances` are the same words elsewhere.

    `parts` are the span cut where words that were looked for begin and end.
    """

    statement: Statement
    before: str
    span: str
    after: str
    sources: Sequence[dict[str, Any]]
    appearances: Sequence[Statement] = ()
    parts: Sequence[Part] = ()

    @property
    def start(self) -> int:
        return self.statement.start

    @property
    def end(self) -> int:
        return self.statement.end

    @property
    def party(self) -> Party:
        return self.statement.party

    @property
    def outcome(self) -> Outcome | None:
        return outcome_of(self.statement.outcome)

    @property
    def outcome_words(self) -> str:
        return outcome_words(self.statement.issue, self.outcome) if self.statement.issue and self.outcome else ""

    @property
    def place(self) -> str:
        """On a scale of named options, in figures; elsewhere the words are figures already."""
        issue = self.statement.issue
        return number_words(self.outcome, issue) if issue and self.outcome and issue.kind == "ordinal" else ""

    @property
    def has_hits(self) -> bool:
        return any(part.is_hit for part in self.parts)

    @property
    def refuses(self) -> bool:
        return self.statement.act == "reject" and self.statement.outcome is not None


def words_of(ids: Iterable[int], looked_for: str = "") -> dict[int, Words]:
    """By statement, in one query; what was looked for is marked in the quotes."""
    statements = Statement.objects.with_evidence().filter(pk__in=set(ids))
    if looked_for:
        statements = statements.annotate(hits=marked("quote", looked_for))
    return {statement.pk: as_words(statement) for statement in statements}


def as_words(statement: Statement) -> Words:
    before, after = surroundings(statement.article.body, statement.start, statement.end)
    parts = parts_of(getattr(statement, "hits", ""), statement.quote)
    return Words(statement, before, statement.quote, after, cited(statement.article, statement.cites), parts=parts)


def surroundings(body: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a span in its sentence, cut at a word where that is very long."""
    opening = max(body.rfind("\n", 0, start) + 1, start - FARTHEST)
    closing = body.find("\n", end)
    closing = min(len(body) if closing < 0 else closing, end + FARTHEST)
    ends = [found.end() for found in SENTENCE_END.finditer(body, opening, start)]
    first = ends[-1] if ends else opening
    stop = SENTENCE_END.search(body, max(end - 2, start), closing)
    last = max(end, stop.end() if stop else closing)
    return body[first:start].lstrip(), body[end:last].rstrip()


def cited(article: Article, keys: Sequence[str]) -> list[dict[str, Any]]:
    """The pages a statement rests on; the article itself where it names none."""
    return cited_of(article.sources, keys) or [{"outlet": article.outlet.name, "url": article.url}]


def cited_of(sources: Iterable[dict[str, Any]], keys: Collection[str]) -> list[dict[str, Any]]:
    return [source for source in sources if source.get("key") in keys]
