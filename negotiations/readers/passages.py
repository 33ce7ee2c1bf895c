"""The text of an article cut into what may be shown of it, and that into runs that the same marks cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

from negotiations.models import Article, Party, Shown
from negotiations.readers.evidence import surroundings


class Marked(Protocol):
    """What lies in a text from one code point to another: a statement, a suggestion."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def party(self) -> Party | None: ...


M = TypeVar("M", bound=Marked)


@dataclass(frozen=True)
class Segment(Generic[M]):
    """A run of text, from the code point `start`, that the same marks cover, the longest first.

    `starting` are those that begin here, `ending` those that end here with their numbers, counted from 1.
    """

    start: int
    text: str
    covering: Sequence[M]
    starting: Sequence[M]
    ending: Sequence[tuple[int, M]]

    @property
    def inner(self) -> M:
        """The closest mark around the text."""
        return self.covering[-1]

    @property
    def parties(self) -> list[Party]:
        """Each once: the outer's first."""
        return list(dict.fromkeys(mark.party for mark in self.covering if mark.party))


@dataclass(frozen=True)
class Passage(Generic[M]):
    """A paragraph, or a sentence where no more may be shown; `left_out` where text before it may not."""

    segments: Sequence[Segment[M]]
    left_out: bool


def passages_of(article: Article, words: Sequence[M], *, whole: bool = False) -> tuple[list[Passage[M]], bool]:
    """And whether text after the last of them may not be shown; `whole` for those who may see all of it."""
    body, in_full = article.body, whole or article.shown == Shown.FULL
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


def _sentences(body: str, words: Sequence[M]) -> list[tuple[int, int]]:
    """The quotes' own sentences, each once, in order."""
    spans: list[tuple[int, int]] = []
    for item in words:
        before, after = surroundings(body, item.start, item.end)
        first, last = item.start - len(before), item.end + len(after)
        if spans and first < spans[-1][1]:
            spans[-1] = spans[-1][0], max(last, spans[-1][1])
        else:
            spans.append((first, last))
    return spans


def _segments(body: str, first: int, last: int, words: Sequence[M]) -> list[Segment[M]]:
    """Cut wherever a mark begins or ends, so overlaps stay readable."""
    inside = [(number, item) for number, item in enumerate(words, start=1) if item.start < last and first < item.end]
    edges = {first, last}
    for _, item in inside:
        edges |= {max(first, item.start), min(last, item.end)}
    return [_segment(body, start, end, inside) for start, end in pairwise(sorted(edges))]


def _segment(body: str, start: int, end: int, inside: Sequence[tuple[int, M]]) -> Segment[M]:
    covering = [item for _, item in inside if item.start <= start and end <= item.end]
    return Segment(
        start,
        body[start:end],
        sorted(covering, key=lambda item: item.start - item.end),
        [item for _, item in inside if item.start == start],
        [(number, item) for number, item in inside if item.end == end],
    )
