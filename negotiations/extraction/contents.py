"""Where in a sentence the words lie that a cue attributes: after it, or before "…, X said"."""

from __future__ import annotations

from collections.abc import Sequence

from negotiations.extraction.clauses import Clause
from negotiations.extraction.phrases import Subject
from negotiations.extraction.sentences import Token
from negotiations.extraction.vocabulary import (
    ADDRESSING,
    ADVERBS,
    AUDIENCE,
    BEFORE_TIMES,
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    TIMES,
    words,
)

CONTRAST = words("but while whereas although though referring which according as")
WHOLE_QUOTE = 4  # words from which a quote can stand as an utterance of its own


class Contents:
    """All answers are token indices of one sentence."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens

    def begin(self, clause: Clause) -> int:
        """The index where the content begins: past "reporters", "on Monday" and "that"."""
        place = max(clause.cue.end, clause.subject.last if clause.inverted and clause.subject else 0)
        if clause.cue.verb.lemma in ADDRESSING and clause.cue.verb.particle is None:
            place = self._past_addressee(place)
        if clause.cue.verb.kind == "speech":
            place = self._past_setting(place)
        if place < len(self.tokens) and self.tokens[place].lower == "that":
            place += 1
        return place

    def _past_addressee(self, place: int) -> int:
        if place < len(self.tokens) and self.tokens[place].lower in AUDIENCE:
            return place + 1
        for index in range(place, min(place + 8, len(self.tokens))):
            token = self.tokens[index]
            if token.quote or token.text in (",", ":") or token.lower in ("that", "to"):
                return index
            if index > place and token.lower in SUBJECT_PRONOUNS | PREPOSITIONS:
                return index
        return self._past_name(place)

    def _past_name(self, place: int) -> int:
        while place < len(self.tokens) and self.tokens[place].is_capital:
            place += 1
        return place

    def _past_setting(self, place: int) -> int:
        """ "on Monday in the capital that …": the adverbials between the cue and a "that", a colon or a quote."""
        if place < len(self.tokens) and self.tokens[place].lower in TIMES | ADVERBS:
            place += 1
        if place < len(self.tokens) and self.tokens[place].lower in PREPOSITIONS | BEFORE_TIMES | {
            "that",
            ",",
        }:
            for index in range(place, min(place + 14, len(self.tokens))):
                token = self.tokens[index]
                if token.quote or token.lower == "that":
                    return index
                if token.text == ":":
                    return index + 1
                if index > place and token.lower in SUBJECT_PRONOUNS:
                    return index
                if token.lower in TIMES and index - place < 3:
                    return index + 1
        return place

    def has_content(self, begin: int, end: int, clause: Clause) -> bool:
        """Whether a clause follows; "he said in the capital." has none."""
        if end <= begin or not any(token.is_word or token.quote for token in self.tokens[begin:end]):
            return False
        first = self.tokens[begin]
        if clause.inverted and not self._is_resumed(clause, begin, end):
            return False
        if clause.cue.verb.kind == "speech" and self.tokens[begin - 1].lower != "that":
            adverbial = PREPOSITIONS | BEFORE_TIMES | CONJUNCTIONS | ADVERBS | CONTRAST | {"when", "."}
            infinitive = first.lower == "to" and clause.cue.verb.lemma in ADDRESSING
            if (first.lower in adverbial - DETERMINERS and not infinitive) or (
                first.text == "," and not self._is_resumed(clause, begin, end)
            ):
                return False
        return first.quote is not None or end - begin > 1

    def _is_resumed(self, clause: Clause, begin: int, end: int) -> bool:
        """ "…," he said, "and …": what follows the comma belongs to the speaker.

        After "said Doe" a comma opens what is told of Doe, unless an "and" stands behind it.
        """
        following = self.tokens[begin + 1 : end]
        if self.tokens[begin].quote:
            return begin > 0 and self.tokens[begin - 1].text == ","
        if self.tokens[begin].text != "," or not following:
            return False
        if clause.inverted:
            return following[0].lower in ("and", "but", "or", "that")
        return following[0].lower not in CONTRAST | RELATIVES

    def end(self, clause: Clause, begin: int, later: Sequence[Clause]) -> int:
        """Where the next clause of a cue opens, a contrast sets in, or the sentence ends."""
        for other in later:
            if (quote := self._utterance_before(other)) and quote > begin:
                return quote
            if other.subject and other.subject.first < clause.cue.index and not other.shared:
                return self._comma_before(other.cue.index)
            opening = other.cue.index if other.shared else other.subject.first if other.subject else None
            if opening is None or opening <= begin or other.inverted or other.cue.verb.kind == "noun":
                continue
            cut = self._boundary_before(opening, other.shared)
            if cut is not None and cut >= begin:
                return cut
        return self.contrast(begin) or len(self.tokens)

    def _utterance_before(self, clause: Clause) -> int | None:
        """The index of a whole quote that stands right before "X said" and so is X's."""
        first = clause.cue.index if clause.inverted else clause.subject.first if clause.subject else 0
        quote = self.tokens[first - 1] if first else None
        whole = quote is not None and quote.quote is not None and self._stands_alone(quote)
        return first - 1 if whole and not clause.shared else None

    def _stands_alone(self, quote: Token) -> bool:
        return len(quote.text.split()) >= WHOLE_QUOTE and quote.text[1:2].isupper()

    def _comma_before(self, index: int) -> int:
        """The end of a parenthesis that the next cue follows: "Doe, who wants X, said Y"."""
        return next((place for place in range(index - 1, 0, -1) if self.tokens[place].text == ","), index)

    def _boundary_before(self, index: int, shared: bool) -> int | None:
        place = index
        while shared and place > 0 and self.tokens[place - 1].lower not in CONJUNCTIONS | {",", *DASHES}:
            place -= 1
            if index - place > 4:
                return None
        openers = CONJUNCTIONS | CONTRAST | DASHES | words(", ; after when and something")
        start = place
        while start > 0 and self.tokens[start - 1].lower in openers:
            start -= 1
        return start if start < place else None

    def contrast(self, begin: int) -> int | None:
        """Where a comma or dash opens the narrator's own words; a relative clause does only if nothing follows it."""
        for index in range(begin + 2, len(self.tokens) - 1):
            token, following = self.tokens[index], self.tokens[index + 1]
            if token.text in {",", *DASHES} and following.lower in CONTRAST:
                if following.lower == "which" and any(later.text == "," for later in self.tokens[index + 2 :]):
                    continue
                return index
        return None

    def left(self, clause: Clause, done: int) -> Subject | None:
        """What stands before "…, X said"; `done` is the end of what an earlier cue has taken."""
        start = clause.cue.index if clause.inverted else clause.subject.first if clause.subject else None
        if start is None or start <= done or clause.cue.verb.kind == "noun":
            return None
        before = self.tokens[start - 1]
        outside = before.text == "," and start - 1 > done and self.tokens[start - 2].quote is not None  # “…”, he said
        if before.quote or outside:
            return self._last_quotes(start - outside, done)
        if before.text != "," or start - done < 3 or clause.cue.verb.kind != "speech":
            return None
        first = self.tokens[done]
        if any(token.quote for token in self.tokens[done:start]):
            return Subject(done, start - 1)
        if first.lower in PREPOSITIONS | words("when while after as if") and self.has_object(clause):
            return None
        return Subject(done, start - 1)

    def has_object(self, clause: Clause) -> bool:
        begin = self.begin(clause)
        return self.has_content(begin, len(self.tokens), clause)

    def _last_quotes(self, end: int, done: int) -> Subject:
        """The quote before "X said", with the words that lead into it unless the quote can stand alone."""
        quote = self.tokens[end - 1]
        return Subject(end - 1, end) if self._stands_alone(quote) else Subject(done, end)
