"""A body read once, in order: its quotes with their speakers, and what it suggests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from rapidfuzz import fuzz

from negotiations.extraction.acts import guess_act
from negotiations.extraction.attributions import Attribution
from negotiations.extraction.calibration import Calibration
from negotiations.extraction.confidence import sureness_of
from negotiations.extraction.discourse import Discourse
from negotiations.extraction.issues import IssueFinder, IssueGuess
from negotiations.extraction.lexicon import Lexicon, Person
from negotiations.extraction.mentions import Mentions
from negotiations.extraction.names import SPELLING
from negotiations.extraction.naming import find_mentions
from negotiations.extraction.outcomes import OutcomeGuess, guess_outcome
from negotiations.extraction.parts import parts_of
from negotiations.extraction.quotes import Quote, find_quotes
from negotiations.extraction.sentences import find_paragraphs, split_sentences
from negotiations.extraction.spans import Span
from negotiations.extraction.speakers import Speaker
from negotiations.extraction.suggestion import QuotedString, Suggestion
from negotiations.extraction.utterances import Sharpen, Utterance, find_utterances, joined
from negotiations.extraction.verbs import Act
from negotiations.extraction.vocabulary import words

WITHOUT_OUTCOME: frozenset[Act | None] = frozenset(["appeal", "threaten", "accuse", "praise", None])

LABEL = 3  # words up to which a quote that nobody says is the narrator's label ("shadow fleet") and not a quote

LETTERS = 12  # up to which a quote beside the words of a speaker is a label
OPENING = 30  # characters in which the words name whom they are about

OWN_SIDE = words("government administration country ministry cabinet army president minister movement group bloc")
OWN = words("we i we'll we’ll i'll i’ll we've i've he she it they his her its their our my we're i'm")


class Article:
    """A body read once, in order."""

    def __init__(
        self, body: str, lexicon: Lexicon, day: date, calibration: Calibration, sharpen: Sharpen | None = None
    ) -> None:
        self.body, self.lexicon, self.calibration = body, lexicon, calibration
        paragraphs = find_paragraphs(body)
        self.quotes = find_quotes(body, paragraphs)
        self.sentences = split_sentences(body, paragraphs, self.quotes)
        self.mentions: Mentions = find_mentions(body, self.sentences, lexicon, day)
        self.issues = IssueFinder(lexicon)
        discourse = Discourse(body, lexicon, day, self.mentions)
        self.utterances = find_utterances(body, self.sentences, self.mentions, discourse, sharpen)

    # -- quotes -----------------------------------------------------------------------------------------------

    def quoted_strings(self) -> Iterator[QuotedString]:
        """Every quote that someone says, and every one too long to be a mere label."""
        said = self._speakers_by_quote()
        for quote in self.quotes:
            speaker = said.get(quote.start)
            text = self.body[quote.start : quote.end]
            if speaker or len(text.split()) > LABEL:
                name = self._as_spelt(speaker) if speaker else None
                party = self.lexicon.party_name(speaker.party) if speaker else None
                yield QuotedString(quote.start, quote.end, text, name, party)

    def _as_spelt(self, speaker: Speaker) -> str:
        """A person's full name as the article writes it, where it does."""
        spellings = self._spellings.get(speaker.name, [])
        return max(spellings, key=lambda name: name.count(" "), default=speaker.name)

    @cached_property
    def _spellings(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for mention in self.mentions.all:
            if mention.person and " " in mention.text and _is_name_of(mention.person, mention.text):
                found.setdefault(mention.person.name, []).append(mention.text)
        return found

    def _speakers_by_quote(self) -> dict[int, Speaker]:
        """Whose each quote is: of those whose words it stands in, the one with the fewest."""
        said: dict[int, Speaker] = {}
        for within in (True, False):
            for entry in sorted(self.utterances, key=lambda one: one.attribution.length):
                for quote in _quotes_of(entry, within):
                    said.setdefault(quote.start, entry.speakers[0])
        return said

    # -- suggestions ------------------------------------------------------------------------------------------

    def suggestions(self) -> Iterator[Suggestion]:
        """One for each quote, as each may be about another issue; where no issues are known, one for an utterance."""
        before = ""
        for entry in self.utterances if self.lexicon.issues else joined(self.utterances):
            for part in self._parts(entry):
                content = self._words(part.attribution.content)
                for speaker in part.speakers:
                    if speaker.party or not self.lexicon.parties:
                        yield self._suggestion(part, speaker, content, before)
                before = content

    def _parts(self, entry: Utterance) -> Iterator[Utterance]:
        if not self.lexicon.issues:
            yield entry
            return
        for part in parts_of(
            self.body, entry.attribution, lambda span: self.issues.told(self.body[span.start : span.end])
        ):
            yield replace(entry, attribution=part)

    def _suggestion(self, entry: Utterance, speaker: Speaker, content: str, before: str) -> Suggestion:
        attribution = entry.attribution
        act = guess_act(attribution.verb, content, self._is_about_own(attribution, speaker), attribution.denied)
        issue = self.issues.guess(content, (self._words([entry.sentence.span]), before), entry.sentence.paragraph)
        outcome = self._outcome(issue, act.act, content)
        sure = sureness_of(attribution, speaker, act, issue, entry.sentence.is_heading)
        why = (*filter(None, (speaker.why, act.why, *issue.why, outcome.why, sure.why)),)
        return Suggestion(
            *attribution.evidence,
            content=attribution.content,
            cue=attribution.cue,
            source=attribution.source,
            kind=attribution.kind,
            speaker=speaker.name,
            party=self.lexicon.party_name(speaker.party),
            addressee=self._addressee(attribution, speaker),
            act=act.act,
            issue=issue.issue.slug if issue.issue else None,
            outcome=outcome.range,
            confidence=self.calibration.at(sure.product),
            rule=attribution.rule,
            why=why,
            raw=sure.product,
        )

    def _is_about_own(self, attribution: Attribution, speaker: Speaker) -> bool:
        """Whether the words open with the speaker's own side: "we will", "Norland would"."""
        opening = attribution.content[0]
        first = self.body[opening.start : opening.end].lower().split(maxsplit=2)[:2]
        plain = [word.strip("“\"'‘") for word in first]
        if OWN & set(plain) or (plain[:1] == ["the"] and OWN_SIDE & set(plain)):
            return True
        named = self.mentions.within(Span(opening.start, opening.start + OPENING))
        return bool(named) and named[0].party is not None and named[0].party == speaker.party

    def _outcome(self, issue: IssueGuess, act: Act | None, content: str) -> OutcomeGuess:
        if issue.issue is None or act in WITHOUT_OUTCOME:
            return OutcomeGuess(None)
        return guess_outcome(issue.issue, content)

    def _addressee(self, attribution: Attribution, speaker: Speaker) -> str | None:
        """The first other party named right after the cue: "urged Norland", "told the Sudmark envoy"."""
        if attribution.cue is None:
            return None
        following = self.mentions.within(Span(attribution.cue.end, attribution.cue.end + 40))
        party = following[0].party if following and following[0].is_name else None
        near = bool(following) and self.body[attribution.cue.end : following[0].start].count(" ") <= 3
        return self.lexicon.party_name(party) if near and party != speaker.party else None

    def _words(self, spans: Sequence[Span]) -> str:
        return " ".join(self.body[span.start : span.end] for span in spans)


def _is_name_of(person: Person, text: str) -> bool:
    """The name in other letters, not "the president" or "Mr Doe"."""
    return text != person.name and fuzz.ratio(text.casefold(), person.name.casefold()) > SPELLING


def _quotes_of(entry: Utterance, within: bool) -> list[Quote]:
    """The quotes in what is attributed, or all of its sentence that are more than a label."""
    if not entry.speakers:
        return []
    quotes = [token.quote for token in entry.sentence.tokens if token.quote]
    if not within:
        return [quote for quote in quotes if quote.end - quote.start > LETTERS]
    return [q for q in quotes if any(span.start <= q.start < span.end for span in entry.attribution.content)]
