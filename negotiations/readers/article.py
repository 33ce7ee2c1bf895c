"""An article with its statements marked in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from negotiations.models import Article, Revision, Shown, Statement
from negotiations.readers.appearances import copies_of, with_appearances
from negotiations.readers.evidence import Words, as_words, surroundings


@dataclass(frozen=True)
class Segment:
    """A run of text that the same statements cover; `numbers` are those that end here, counted from 1."""

    text: str
    covering: Sequence[Words]
    numbers: Sequence[int]


@dataclass(frozen=True)
class ArticlePage:
    """`paragraphs` is the full text, or only the sentences quoted where no more may be shown."""

    article: Article
    words: Sequence[Words]
    paragraphs: Sequence[Sequence[Segment]]
    waiting: int | None
    copies: Sequence[Article]

    @property
    def in_full(self) -> bool:
        return self.article.shown == Shown.FULL


def article_page(article: Article, *, known: datetime | None = None, for_editor: bool = False) -> ArticlePage:
    """Only an editor learns how many suggestions wait."""
    Revision.objects.settle([article.negotiation_id], known)
    statements = (
        Statement.objects.with_evidence().known_at(known).filter(article=article).order_by("start", "end", "id")
    )
    words = with_appearances([as_words(statement) for statement in statements], article, known)
    in_full = article.shown == Shown.FULL
    spans = list(_paragraphs(article.body)) if in_full else _sentences(article.body, words)
    waiting = article.suggestions.waiting().count() if for_editor else None
    paragraphs = [_segments(article.body, first, last, words) for first, last in spans]
    return ArticlePage(article, words, paragraphs, waiting, copies_of(article, known))


def _paragraphs(body: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in body.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _sentences(body: str, words: Sequence[Words]) -> list[tuple[int, int]]:
    """The quotes' own sentences, each once, in order."""
    spans: list[tuple[int, int]] = []
    for item in words:
        start, end = item.statement.start, item.statement.end
        before, after = surroundings(body, start, end)
        first, last = start - len(before), end + len(after)
        if spans and first < spans[-1][1]:
            spans[-1] = spans[-1][0], max(last, spans[-1][1])
        else:
            spans.append((first, last))
    return spans


def _segments(body: str, first: int, last: int, words: Sequence[Words]) -> list[Segment]:
    """Cut wherever a statement begins or ends, so overlaps stay readable."""
    inside = [(number, item) for number, item in enumerate(words, start=1) if _touches(item.statement, first, last)]
    edges = {first, last}
    for _, item in inside:
        edges |= {max(first, item.statement.start), min(last, item.statement.end)}
    return [
        Segment(
            body[start:end],
            [item for _, item in inside if item.statement.start <= start and end <= item.statement.end],
            [number for number, item in inside if item.statement.end == end],
        )
        for start, end in pairwise(sorted(edges))
    ]


def _touches(statement: Statement, first: int, last: int) -> bool:
    return statement.start < last and first < statement.end
