"""Where in a text the words stand that somebody says stand there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from negotiations.extraction.spans import Span

SHORTEST = 4  # characters; fewer stand for nothing
MARKS = str.maketrans(dict.fromkeys("“”„«»‟″", '"') | dict.fromkeys("‘’‚‛′`", "'"))
EDGES = " \"'“”„«»‘’‚"


class NotFound(Exception):
    """Why no place, or no one place, was found."""


@dataclass(frozen=True)
class Folded:
    """A text with plain quotation marks and single spaces; `places[i]` is where its letter i stands in the original."""

    text: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str, offset: int = 0) -> Folded:
        kept = [
            (" " if letter.isspace() else letter, place)
            for place, letter in enumerate(text.translate(MARKS))
            if not (letter.isspace() and place and text[place - 1].isspace())
        ]
        return cls("".join(letter for letter, _ in kept), tuple(offset + place for _, place in kept))

    def occurrences(self, words: str) -> Iterator[Span]:
        """In places of the original."""
        for start, end in _occurrences(self.text, words):
            yield Span(self.places[start], self.places[end - 1] + 1)


def locate(body: str, within: Span, quote: str, context: str = "", shortest: int = SHORTEST) -> Span:
    """The one place of a quote: letter by letter, else with other marks and spaces. Raises NotFound.

    Of several places the nearest to `context`.
    """
    words = quote.strip().strip(EDGES)
    if len(words) < shortest:
        raise NotFound("its quote is too short")
    text = body[within.start : within.end]
    folded = Folded.of(text, within.start)
    exact = [Span(within.start + start, within.start + end) for start, end in _occurrences(text, words)]
    found = exact or list(folded.occurrences(Folded.of(words).text))
    if not found:
        raise NotFound("its quote does not stand in the text")
    return found[0] if len(found) == 1 else _nearest(found, folded, context)


def _occurrences(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Whole words only: "no" does not stand in "now"."""
    pattern = r"(?<!\w)" * words[0].isalnum() + re.escape(words) + r"(?!\w)" * words[-1].isalnum()
    return (match.span() for match in re.finditer(pattern, text))


def _nearest(found: list[Span], folded: Folded, context: str) -> Span:
    words = Folded.of(context.strip()).text.strip(EDGES)
    around = list(folded.occurrences(words)) if words else []
    distances = sorted((_to_the_nearest(span, around), span) for span in found) if around else []
    if not distances or distances[0][0] == distances[1][0]:
        raise NotFound("its quote stands there more than once, and nothing tells which is meant")
    return distances[0][1]


def _to_the_nearest(span: Span, around: list[Span]) -> int:
    """`around` is in order, so the nearest is the last before the span or the first after it."""
    place = bisect_left(around, span)
    return min(_distance(span, near) for near in around[max(0, place - 1) : place + 1])


def _distance(first: Span, second: Span) -> int:
    return max(first.start - second.end, second.start - first.end, 0)
