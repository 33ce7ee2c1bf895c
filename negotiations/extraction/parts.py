"""Several statements in one breath: where the words of one cue fall into parts that each say something."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import replace

from negotiations.extraction.attributions import Attribution
from negotiations.extraction.spans import Span, trimmed

SENTENCE_END = re.compile(r"[.!?…]['’”\"]?\s+(?=[“\"‘'(]?[A-Z])")
AUXILIARY = r"would|will|could|should|must|can|cannot|had|has|have|was|were|is|are|did|does"
COORDINATION = re.compile(
    rf"(?:,|;)?\s+(?:and|but)\s+(?:that\s+)?(?=(?:he|she|it|they|we|I|there|this|{AUXILIARY})\b)"
    rf"|[,;]\s+(?:and|but)\s+(?:that\s+)?(?=[A-Z][\w’'-]+\s+(?:{AUXILIARY}|\w+(?:ed|s))\b)"
    r"|\s+(?:and|but)\s+that\s+",
)
BLANKS = " \t\n\r\u00a0"
WORD = re.compile(r"\S+")
LEAST = 4  # words that can be a statement
QUOTED = re.compile(r"“[^”]{0,2000}”|\"[^\"]{0,2000}\"")


def parts_of(body: str, attribution: Attribution, issue_of: Callable[[Span], str | None]) -> Iterator[Attribution]:
    """The attribution itself, or one for each part; the first keeps the frame, the others are the bare words.

    Parts stay together unless their own words name different issues.
    """
    spans = [
        part
        for span in attribution.content
        for part in _gathered(list(_split(body, span, attribution.kind == "direct")), issue_of)
    ]
    if len(spans) == len(attribution.content) or (attribution.verb and attribution.verb.kind != "speech"):
        yield attribution
        return
    for number, span in enumerate(spans):
        start = attribution.evidence.start if number == 0 else span.start
        end = attribution.evidence.end if number == len(spans) - 1 else span.end
        yield replace(attribution, content=(span,), evidence=Span(min(start, span.start), max(end, span.end)))


def _gathered(spans: list[Span], issue_of: Callable[[Span], str | None]) -> list[Span]:
    kept: list[Span] = []
    last: str | None = None
    for span in spans:
        issue = issue_of(span)
        if not kept or (last and issue and issue != last):
            kept.append(span)
        else:
            kept[-1] = Span(kept[-1].start, span.end)
        last = issue or last
    return kept


def _split(body: str, span: Span, direct: bool) -> Iterator[Span]:
    text = body[span.start : span.end]
    words = [match.start() for match in WORD.finditer(text)]
    taken = iter([] if direct else [match.span() for match in QUOTED.finditer(text)])
    quote = next(taken, None)
    start = 0
    for match in (SENTENCE_END if direct else COORDINATION).finditer(text):
        while quote and quote[1] <= match.start():
            quote = next(taken, None)
        inside = quote is not None and quote[0] < match.start()
        before = bisect_left(words, match.start()) - bisect_left(words, start)
        if not inside and before >= LEAST and len(words) - bisect_left(words, match.end()) >= LEAST:
            end = match.start() + (1 if direct else 0)  # a sentence keeps its stop
            yield trimmed(body, Span(span.start + start, span.start + end), edges=BLANKS)
            start = match.end()
    yield trimmed(body, Span(span.start + start, span.end), edges=BLANKS)
