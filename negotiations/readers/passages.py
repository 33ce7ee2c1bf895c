"""The text of an article cut into what may be shown of it, and that into runs that the same statements cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from negotiations.models import Article, Party, Shown, Statement
from negotiations.readers.evidence import Words, surroundings


@dataclass(frozen=True)
class Segment:
    """A run of text that the same statements cover, the longest first.

    `starting` are those (ids) that begin here, `ending` the numbers, counted from 1, and ids of those that end here.
    """

    text: str
    covering: Sequence[Words]
    starting: Sequence[int]
    ending: Sequence[tuple[int, int]]

    @property
    def inner(self) -> Words:
        """The closest statement around the text."""
        return self.covering[-1]

    @property
    def parties(self) -> list[Party]:
        """Each once: the outer's first."""
        return list(dict.fromkeys(words.statement.party for words in self.covering))


@dataclass(frozen=True)
class Passage:
    """A paragraph, or a sentence where no more may be shown; `left_out` where text before it may not."""

    segments: Sequence[Segment]
    left_out: bool


def passages_of(article: Article, words: Sequence[Words]) -> tuple[list[Passage], bool]:
    """And whether text after the last of them may not be shown."""
    body, in_full = article.body, article.shown == Shown.FULL
    spans = list(_paragraphs(body)) if in_full else _sentences(body, words)
    ends = [0, *(last for _, last in spans)]
    found = [
        Passage(_segments(body, first, last, words), not in_full and bool(body[end:first].strip()))
        for (first, last), end in zip(spans, ends, strict=False)
    ]
    return found, not in_full and bool(body[ends[-1] :].strip())


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
    return [_segment(body, start, end, inside) for start, end in pairwise(sorted(edges))]


def _segment(body: str, start: int, end: int, inside: Sequence[tuple[int, Words]]) -> Segment:
    covering = [item for _, item in inside if item.statement.start <= start and end <= item.statement.end]
    return Segment(
        body[start:end],
        sorted(covering, key=lambda item: item.statement.start - item.statement.end),
        [item.statement.pk for _, item in inside if item.statement.start == start],
        [(number, item.statement.pk) for number, item in inside if item.statement.end == end],
    )


def _touches(statement: Statement, first: int, last: int) -> bool:
    return statement.start < last and first < statement.end
