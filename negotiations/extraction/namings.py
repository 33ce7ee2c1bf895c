"""Where in a sentence somebody is named, with what belongs to the name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from negotiations.extraction.mentions import Mentions
from negotiations.extraction.names import TITLES
from negotiations.extraction.phrases import Subject
from negotiations.extraction.sentences import Token
from negotiations.extraction.spans import Span
from negotiations.extraction.vocabulary import SPEAKING_NOUNS, SUBJECT_PRONOUNS


@dataclass(frozen=True)
class Namings:
    tokens: Sequence[Token]
    mentions: Mentions

    def after(self, first: int, last: int) -> Subject | None:
        """The first name or pronoun between two places, unless a quote comes first."""
        for index, token in enumerate(self.tokens[first:last], start=first):
            if token.quote:
                return None
            if token.lower in SUBJECT_PRONOUNS or self.mentions.within(Span(token.start, token.end)):
                return Subject(index, self._past_titles(index + 1))
        return None

    def before(self, last: int) -> Subject | None:
        """The last person named before a place."""
        span = Span(self.tokens[0].start, self.tokens[last].start)
        persons = [mention for mention in self.mentions.within(span) if mention.is_person]
        if not persons:
            return None
        inside = [i for i, token in enumerate(self.tokens[:last]) if persons[-1].start <= token.start < persons[-1].end]
        return Subject(inside[0], inside[-1] + 1) if inside else None

    def _past_titles(self, place: int) -> int:
        """To the end of "Norland's foreign minister", "Secretary of State Jane Doe"."""
        while place < len(self.tokens) and (self._is_titular(place) or self._is_titular(place + 1, capital=True)):
            place += 1
        return place

    def _is_titular(self, place: int, capital: bool = False) -> bool:
        """Whether a token can belong to a title or a name; with `capital`, the name that an "85-year-old" leads to."""
        if not 0 < place < len(self.tokens):
            return False
        token, before = self.tokens[place], self.tokens[place - 1]
        if capital:
            return token.is_capital and before.is_word and ("-" in before.text or before.text.isdigit())
        return token.is_capital or (token.is_word and token.lower in SPEAKING_NOUNS | TITLES | {"of"})
