"""Attributions of the rules, with the spans that a parse knows better; where it disagrees wildly they stay."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from negotiations.extraction.attributions import Attribution
from negotiations.extraction.backends.parse import complement_end, subject_of, verb_at
from negotiations.extraction.spans import Span, trimmed
from negotiations.extraction.suggestion import Suggestion

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST_SENTENCE = 5_000  # characters; what is longer is a list or a speech, and no parse of it is worth the wait
LONGEST_SUBJECT = 200
KEPT = 3  # a content is cut to no less than a third: a parse that keeps less has lost its way
MARKS = frozenset("“”„«»\"‘’'`")
ENCODABLE = str.maketrans(dict.fromkeys(map(chr, range(0xD800, 0xE000)), "?") | {"\n": " ", "\r": " "})


@dataclass
class Sharpener:
    """For one body. Remembers, by cue and first word, what it changed and why."""

    body: str
    parse: Callable[[str], Doc]
    changes: dict[tuple[Span | None, int], tuple[str, ...]] = field(default_factory=dict)

    def __call__(self, sentence: Span, attributions: Sequence[Attribution]) -> Sequence[Attribution]:
        spoken = any(attribution.cue and attribution.verb for attribution in attributions)
        if not spoken or sentence.end - sentence.start > LONGEST_SENTENCE:
            return attributions
        doc = self.parse(self.body[sentence.start : sentence.end].translate(ENCODABLE))
        return [self._sharpened(attribution, sentence, doc) for attribution in attributions]

    def told(self, suggestion: Suggestion) -> Suggestion:
        """The suggestion, with the parse in its rule and its reasons where it had a hand in it."""
        changes = self.changes.get((suggestion.cue, suggestion.content[0].start))
        if not changes:
            return suggestion
        return replace(suggestion, rule=f"{suggestion.rule}, parsed", why=(*suggestion.why, *changes))

    def _sharpened(self, attribution: Attribution, sentence: Span, doc: Doc) -> Attribution:
        cue, verb = attribution.cue, attribution.verb
        if cue is None or verb is None or verb.kind == "noun":
            return attribution
        token = verb_at(doc, Span(cue.start - sentence.start, cue.end - sentence.start))
        if token is None:
            return attribution
        end = complement_end(token, speaks=verb.kind == "speech")
        source = self._source(attribution, sentence, subject_of(token))
        content = self._content(attribution, None if end is None else sentence.start + end)
        self._note(attribution, source, content)
        return _with(attribution, source, content)

    def _source(self, attribution: Attribution, sentence: Span, subject: Span | None) -> Span | None:
        """The subject of the parse where it can be one: in the sentence, short, apart from cue and content."""
        if subject is None:
            return attribution.source
        span = Span(sentence.start + subject.start, sentence.start + subject.end)
        taken = (*attribution.content, *filter(None, [attribution.cue]))
        apart = span.end <= sentence.end and not any(span.meets(other) for other in taken)
        return span if apart and span.end - span.start <= LONGEST_SUBJECT else attribution.source

    def _content(self, attribution: Attribution, end: int | None) -> tuple[Span, ...]:
        """The last part ends with the complement; a quote is never cut."""
        *others, last = attribution.content
        assert attribution.cue
        after_cue = attribution.cue.end <= last.start
        if end is None or not after_cue or not last.start < end < last.end or MARKS & set(self.body[end : last.end]):
            return attribution.content
        kept = trimmed(self.body, Span(last.start, end))
        enough = KEPT * (kept.end - kept.start) >= last.end - last.start
        return (*others, kept) if enough else attribution.content

    def _note(self, attribution: Attribution, source: Span | None, content: tuple[Span, ...]) -> None:
        changes = tuple(self._changes(attribution, source, content))
        if changes:
            self.changes[attribution.cue, content[0].start] = changes

    def _changes(self, attribution: Attribution, source: Span | None, content: tuple[Span, ...]) -> Iterator[str]:
        if source and source != attribution.source:
            yield f"the parse names “{self.body[source.start : source.end]}” as the subject"
        if content != attribution.content:
            cut = self.body[content[-1].end : attribution.content[-1].end].strip()
            yield f"the parse ends the words before “{cut}”"


def _with(attribution: Attribution, source: Span | None, content: tuple[Span, ...]) -> Attribution:
    before = _around(attribution, attribution.source, attribution.content)
    after = _around(attribution, source, content)
    evidence = Span(  # a bound that did not move keeps the quotation mark it was given
        attribution.evidence.start if before.start == after.start else after.start,
        attribution.evidence.end if before.end == after.end else after.end,
    )
    return replace(attribution, source=source, content=content, evidence=evidence)


def _around(attribution: Attribution, source: Span | None, content: tuple[Span, ...]) -> Span:
    """All that an attribution rests on; a subject that it shares with the clause before lies outside its evidence."""
    own = attribution.source is not None and attribution.evidence.meets(attribution.source)
    spans = [span for span in (*content, attribution.cue, source if own else None) if span]
    return Span(min(span.start for span in spans), max(span.end for span in spans))
