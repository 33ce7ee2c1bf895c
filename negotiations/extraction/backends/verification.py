"""Answers of a language model against the text and the codebook: what does not stand there does not count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from negotiations.extraction.article import WITHOUT_OUTCOME
from negotiations.extraction.attributions import Channel
from negotiations.extraction.backends.amounts import stands_in
from negotiations.extraction.backends.answers import Answer, Dropped
from negotiations.extraction.backends.interface import one_line
from negotiations.extraction.backends.location import NotFound, locate
from negotiations.extraction.backends.prompt import ACTS
from negotiations.extraction.lexicon import Issue, Lexicon, Person
from negotiations.extraction.outcomes import Range
from negotiations.extraction.quotes import Quote, find_quotes
from negotiations.extraction.sentences import find_paragraphs
from negotiations.extraction.spans import Span
from negotiations.extraction.suggestion import Suggestion
from negotiations.extraction.verbs import Act

RULE = "model"
SUREST, DOUBT = 0.95, 0.8  # the most that a model is believed; the factor for each thing that it got wrong
NEAR = 200  # characters between the words said and the name of the speaker, within which both are shown as evidence
LONGEST_NAME = 200
Known = TypeVar("Known")


@dataclass(frozen=True)
class Text:
    """What answers are checked against."""

    body: str
    lexicon: Lexicon
    day: date

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        return find_quotes(self.body, find_paragraphs(self.body))

    @cached_property
    def persons(self) -> dict[str, Person]:
        """By slug and by every name."""
        named = {name: person for person in self.lexicon.persons for name in (*person.aliases, person.name)}
        return named | {person.slug: person for person in self.lexicon.persons}

    @cached_property
    def parties(self) -> dict[str, str]:
        """Slugs, by slug and by every name."""
        named = {name: party.slug for party in self.lexicon.parties for name in party.names}
        return named | {party.slug: party.slug for party in self.lexicon.parties}

    @cached_property
    def issues(self) -> dict[str, Issue]:
        return {issue.slug: issue for issue in self.lexicon.issues}

    def verified(self, answer: Answer, within: Span) -> Suggestion | Dropped:
        try:
            span = locate(self.body, within, answer.quote, answer.context or "")
        except NotFound as error:
            return Dropped.of(answer.quote, str(error))
        return Verification(self, answer, within, span).suggestion()


@dataclass
class Verification:
    """One answer whose quote stands at `span`."""

    text: Text
    answer: Answer
    within: Span
    span: Span
    doubts: list[str] = field(default_factory=list)

    def suggestion(self) -> Suggestion:
        answer, lexicon = self.answer, self.text.lexicon
        source = self._source()
        person = self._of("person", self.text.persons, answer.person) or self.text.persons.get(answer.speaker or "")
        party = self._of("party", self.text.parties, answer.party)
        if party is None and person:
            party = person.party_on(self.text.day)
        addressee = self._of("addressee", self.text.parties, answer.addressee)
        act = cast("Act | None", self._of("act", {act: act for act in ACTS}, answer.act))
        issue = self._of("issue", self.text.issues, answer.issue)
        outcome = self._outcome(act, issue)
        start, end = self._evidence(source)
        confidence = round(min(answer.confidence, SUREST) * DOUBT ** len(self.doubts), 3)
        return Suggestion(
            start=start,
            end=end,
            content=(self.span,),
            cue=None,
            source=source,
            kind=self._channel(),
            speaker=person.name if person else self.text.body[source.start : source.end] if source else None,
            party=lexicon.party_name(party),
            addressee=lexicon.party_name(addressee) if addressee != party else None,
            act=act,
            issue=issue.slug if issue else None,
            outcome=outcome,
            confidence=confidence,
            raw=confidence,
            rule=RULE,
            why=(*([one_line(answer.reason, 300)] if answer.reason.strip() else []), *self.doubts),
        )

    def _doubt(self, words: str) -> None:
        self.doubts.append(one_line(words, 200))

    def _of(self, what: str, known: Mapping[str, Known], told: str | None) -> Known | None:
        if told and told not in known:
            self._doubt(f"the model's {what} “{told}” is not in the codebook")
        return known.get(told) if told else None

    def _source(self) -> Span | None:
        """The words that name the speaker; of several the nearest to what is said."""
        told = (self.answer.speaker or "").strip()
        if not told:
            return None
        said = self.text.body[self.span.start : self.span.end]
        try:
            return locate(self.text.body, self.within, told[:LONGEST_NAME], said, shortest=1)
        except NotFound:
            if told not in self.text.persons:
                self._doubt(f"the model's speaker “{told}” has no one place in the text")
            return None

    def _channel(self) -> Channel:
        met = [quote.outer for quote in self.text.quotes if quote.outer.meets(self.span)]
        inside = any(outer.start <= self.span.start and self.span.end <= outer.end for outer in met)
        return "direct" if inside else "mixed" if met else "indirect"

    def _evidence(self, source: Span | None) -> Span:
        """What is said, with its quotation marks and the speaker's name where that is near."""
        around = [self.span, *(quote.outer for quote in self.text.quotes if self._is_whole(quote))]
        if source and max(source.start - self.span.end, self.span.start - source.end) <= NEAR:
            around.append(source)
        return Span(min(span.start for span in around), max(span.end for span in around))

    def _is_whole(self, quote: Quote) -> bool:
        """Whether all of a quoted string is said, or all but its last stop."""
        return quote.start == self.span.start and not self.text.body[self.span.end : quote.end].strip(" ,.;:!?…")

    # -- outcome ----------------------------------------------------------------------------------------------

    def _outcome(self, act: Act | None, issue: Issue | None) -> Range | None:
        if issue is None or act in WITHOUT_OUTCOME:
            return None
        return self._amount(issue) if issue.kind == "numeric" else self._option(issue)

    def _option(self, issue: Issue) -> Range | None:
        values = {option.slug: option.value for option in issue.options}
        value = self._of("option", values, self.answer.option)
        return None if value is None else (value, value)

    def _amount(self, issue: Issue) -> Range | None:
        low, high = self.answer.low, self.answer.high
        ends = [end for end in (low, high) if end is not None]
        if not ends:
            return None
        words = self.text.body[self.span.start : self.span.end]
        if not all(stands_in(end, words, issue) for end in ends):
            self._doubt("the model's amount does not stand in the quote")
        elif ends != sorted(ends) or not all(_on_scale(end, issue) for end in ends):
            self._doubt("the model's amount is off the scale")
        else:
            return low, high
        return None


def _on_scale(number: float, issue: Issue) -> bool:
    return (issue.low is None or number >= issue.low) and (issue.high is None or number <= issue.high)
