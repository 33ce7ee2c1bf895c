"""Who is said to have said what: each cue of a sentence with its subject and its content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from negotiations.extraction.cues import Cue, Verb, find_cues, owner_of
from negotiations.extraction.mentions import TITLES, Mentions
from negotiations.extraction.sentences import Sentence, Token
from negotiations.extraction.spans import Span, trimmed
from negotiations.extraction.subjects import Subject, shares_subject, subject_after, subject_before
from negotiations.extraction.vocabulary import (
    ADVERBS,
    AUDIENCE,
    BEFORE_TIMES,
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    PREPOSITIONS,
    SPEAKING_NOUNS,
    SUBJECT_PRONOUNS,
    TIMES,
    words,
)

Channel = Literal["direct", "mixed", "indirect"]
ADDRESSING = words("tell inform assure remind urge ask warn advise caution promise thank implore")
CONTRAST = words("but while whereas although though referring which according as")
WHOLE_QUOTE = 4  # words from which a quote can stand as an utterance of its own


@dataclass(frozen=True)
class Clause:
    """A cue in its sentence: token indices of its content and its subject; `shared` with the clause before."""

    cue: Cue
    subject: Subject | None
    shared: bool
    inverted: bool = False


@dataclass(frozen=True)
class Attribution:
    """`content` and `evidence` in code points; a `source` of None means the speaker of before."""

    kind: Channel
    content: tuple[Span, ...]
    evidence: Span
    rule: str
    source: Span | None = None
    cue: Span | None = None
    verb: Verb | None = None


def attributions_in(body: str, sentence: Sentence, mentions: Mentions) -> list[Attribution]:
    """In order of place; empty where nothing in the sentence is attributed."""
    reader = Reader(body, sentence.tokens, mentions)
    according = list(reader.according_to())
    if any(mention.party for a in according if a.source for mention in mentions.within(a.source)):
        return according
    return [*reader.reported(), *according] or list(reader.quoted_alone())


class Reader:
    """One sentence and the clauses that its cues open."""

    def __init__(self, body: str, tokens: Sequence[Token], mentions: Mentions) -> None:
        self.body, self.tokens, self.mentions = body, tokens, mentions
        cues = find_cues(Sentence(tuple(tokens), 0))
        self.clauses = [clause for cue in cues if (clause := self._clause(cue))]

    def _clause(self, cue: Cue) -> Clause | None:
        if cue.verb.kind == "noun":
            owner = owner_of(self.tokens, cue.index)
            return Clause(cue, self._owner(owner), shared=False) if owner is not None else None
        if self._follows_utterance(cue.index) and (after := subject_after(self.tokens, cue, self.mentions)):
            return Clause(cue, after, shared=False, inverted=True)
        shared = shares_subject(self.tokens, cue)
        if cue.form == "gerund" and not shared:
            return None
        subject = None if shared else subject_before(self.tokens, cue, self.mentions)
        return Clause(cue, subject, shared) if shared or subject else None

    def _owner(self, index: int) -> Subject:
        first = index
        while first > 0 and self.tokens[first - 1].is_capital and not self.tokens[first - 1].is_possessive:
            first -= 1
        return Subject(first, index + 1)

    def _follows_utterance(self, index: int) -> bool:
        place = index - 1 if index and self.tokens[index - 1].text == "," else index
        return place > 0 and self.tokens[place - 1].quote is not None

    # -- according to -----------------------------------------------------------------------------------------

    def according_to(self) -> Iterator[Attribution]:
        for index, token in enumerate(self.tokens[:-2]):
            if token.lower == "according" and self.tokens[index + 1].lower == "to":
                yield from self._according_to(index)
                return

    def _according_to(self, index: int) -> Iterator[Attribution]:
        last = index + 2
        while last < len(self.tokens) and self.tokens[last].is_word and last - index < 16:
            last += 1
        source = Subject(index + 2, last)
        content = Subject(0, index) if index > 1 else Subject(last, len(self.tokens))
        if last > index + 2 and content.last - content.first > 2:
            cue = Span(self.tokens[index].start, self.tokens[index + 1].end)
            yield self._attribution(content, source.span(self.tokens), cue, None, "according to")

    # -- cue and subject --------------------------------------------------------------------------------------

    def reported(self) -> Iterator[Attribution]:
        """Verbs in order, each taking what the one before has left; then nouns, which may stand anywhere."""
        verbs = [clause for clause in self.clauses if clause.cue.verb.kind != "noun"]
        verbs = verbs[self._closing(verbs) :]
        subject: Subject | None = None
        done = 0
        for number, clause in enumerate(verbs):
            subject = clause.subject or subject or self._opening_name()
            if subject is None or clause.cue.index < done:
                continue
            attribution, end = self._read(clause, subject, verbs[number + 1 :], done)
            if attribution:
                done = end
                yield attribution
        yield from self._demanded()

    def _closing(self, verbs: Sequence[Clause]) -> int:
        """The number of the clause of "…, X said." that ends the sentence: all before it are X's words."""
        last = len(verbs) - 1
        if last < 1 or verbs[last].cue.verb.kind != "speech":
            return 0
        subject = verbs[last].subject
        told = subject is not None and subject.first > 0 and self.tokens[subject.first - 1].text == ","
        quoted = any(token.quote for token in self.tokens)
        return 0 if quoted or not told or self._has_object(verbs[last]) else last

    def _demanded(self) -> Iterator[Attribution]:
        """ "Kyiv's call for a truce", "renewed his call for a truce"."""
        for clause in self.clauses:
            if clause.cue.verb.kind == "noun" and clause.subject:
                end = self._contrast(clause.cue.end) or len(self.tokens)
                part = Subject(clause.cue.end, end)
                if attribution := self._from_parts(clause, clause.subject, [part], fronted=False):
                    yield attribution

    def _opening_name(self) -> Subject | None:
        """A participle or a second verb without a cue before it belongs to the name that opens the sentence."""
        for index, token in enumerate(self.tokens[:8]):
            if token.quote:
                return None
            if token.lower in SUBJECT_PRONOUNS or self.mentions.within(Span(token.start, token.end)):
                return Subject(index, self._past_titles(index + 1))
        return None

    def _past_titles(self, place: int) -> int:
        """To the end of "Russia's foreign minister", "Secretary of State Jane Doe"."""
        titled = SPEAKING_NOUNS | TITLES | {"of"}
        while place < len(self.tokens) and (
            self.tokens[place].is_capital or (self.tokens[place].lower in titled and self.tokens[place].is_word)
        ):
            place += 1
        return place

    def _read(
        self, clause: Clause, subject: Subject, later: Sequence[Clause], done: int
    ) -> tuple[Attribution | None, int]:
        begin = self._after_addressee(clause)
        end = self._end(clause, begin, later)
        left = self._left(clause, done)
        right = Subject(begin, end) if self._has_content(begin, end, clause) else None
        if clause.cue.verb.kind == "stance" and not right and not (left and self._is_quote(left)):
            return self._object_before(clause, subject), clause.cue.end
        if left and right and not self._is_interrupted(left, right):
            left = None
        parts = [part for part in (left, right) if part]
        return self._from_parts(clause, subject, parts, left is not None), end if right else clause.cue.end

    def _object_before(self, clause: Clause, subject: Subject) -> Attribution | None:
        """ "…, which Moscow has rejected": the evidence is the relative clause itself."""
        opener = self.tokens[subject.first - 1].lower if subject.first else ""
        if clause.shared or opener not in words("which that something what offer idea proposal demand"):
            return None
        part = Subject(subject.first - 1, clause.cue.end)
        cue = Span(self.tokens[clause.cue.index].start, self.tokens[clause.cue.end - 1].end)
        return self._attribution(part, subject.span(self.tokens), cue, clause.cue.verb, "relative")

    def _from_parts(self, clause: Clause, subject: Subject, parts: list[Subject], fronted: bool) -> Attribution | None:
        if not parts:
            return None
        place = "fronted" if fronted else clause.cue.verb.kind if clause.cue.verb.kind == "noun" else "reported"
        cue = Span(self.tokens[clause.cue.index].start, self.tokens[clause.cue.end - 1].end)
        source = subject.span(self.tokens)
        return self._attribution(parts, source, cue, clause.cue.verb, place, own_subject=not clause.shared)

    def _after_addressee(self, clause: Clause) -> int:
        """The index where the content begins: past "reporters", "on Monday" and "that"."""
        place = max(clause.cue.end, clause.subject.last if clause.inverted and clause.subject else 0)
        if clause.cue.verb.lemma in ADDRESSING:
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
        """ "on Monday in Rome that …": the adverbials between the cue and a "that", a colon or a quote."""
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

    def _is_at(self, place: int, text: str) -> bool:
        return place < len(self.tokens) and self.tokens[place].text == text

    def _has_content(self, begin: int, end: int, clause: Clause) -> bool:
        """Whether a clause follows; "he said in Rome." has none."""
        if end <= begin or not any(token.is_word or token.quote for token in self.tokens[begin:end]):
            return False
        first = self.tokens[begin]
        if clause.inverted and not self._is_resumed(begin, end):
            return False
        if clause.cue.verb.kind == "speech" and self.tokens[begin - 1].lower != "that":
            adverbial = PREPOSITIONS | BEFORE_TIMES | CONJUNCTIONS | ADVERBS | CONTRAST | {"when", "."}
            infinitive = first.lower == "to" and clause.cue.verb.lemma in ADDRESSING
            if (first.lower in adverbial - DETERMINERS and not infinitive) or (
                first.text == "," and not self._is_resumed(begin, end)
            ):
                return False
        return first.quote is not None or end - begin > 1

    def _is_resumed(self, begin: int, end: int) -> bool:
        """ "…," he said, "and …": what follows the comma belongs to the speaker."""
        following = self.tokens[begin + 1 : end]
        return self.tokens[begin].text == "," and bool(following) and self.tokens[begin + 1].lower not in CONTRAST

    def _end(self, clause: Clause, begin: int, later: Sequence[Clause]) -> int:
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
        return self._contrast(begin) or len(self.tokens)

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

    def _contrast(self, begin: int) -> int | None:
        for index in range(begin + 2, len(self.tokens) - 1):
            token, following = self.tokens[index], self.tokens[index + 1]
            if token.text in {",", *DASHES} and following.lower in CONTRAST:
                return index
        return None

    def _left(self, clause: Clause, done: int) -> Subject | None:
        """What stands before "…, X said"; `done` is the end of what an earlier cue has taken."""
        start = clause.cue.index if clause.inverted else clause.subject.first if clause.subject else None
        if start is None or start <= done or clause.cue.verb.kind == "noun":
            return None
        before = self.tokens[start - 1]
        if before.quote:
            return self._last_quotes(start, done)
        if before.text != "," or start - done < 4 or clause.cue.verb.kind != "speech":
            return None
        first = self.tokens[done]
        if any(token.quote for token in self.tokens[done:start]):
            return Subject(done, start - 1)
        if first.lower in PREPOSITIONS | words("when while after as if") and self._has_object(clause):
            return None
        return Subject(done, start - 1)

    def _has_object(self, clause: Clause) -> bool:
        begin = self._after_addressee(clause)
        return self._has_content(begin, len(self.tokens), clause)

    def _last_quotes(self, end: int, done: int) -> Subject:
        """The quote before "X said", with the words that lead into it unless the quote can stand alone."""
        quote = self.tokens[end - 1]
        return Subject(end - 1, end) if self._stands_alone(quote) else Subject(done, end)

    def _is_interrupted(self, left: Subject, right: Subject) -> bool:
        """ "Any deal, he said, depended on …", or a quote on both sides."""
        if self.tokens[right.first].text == ",":
            return True
        return any(token.quote for token in self.tokens[left.first : left.last])

    def _is_quote(self, part: Subject) -> bool:
        return all(token.quote or not token.is_word for token in self.tokens[part.first : part.last])

    # -- quotes without a cue ---------------------------------------------------------------------------------

    def quoted_alone(self) -> Iterator[Attribution]:
        """A sentence that is nothing but a quote goes on with the speaker of before."""
        quotes = [token for token in self.tokens if token.quote]
        spoken = [token for token in quotes if len(token.text.split()) > 2 or token.text[-2] in ".,!?"]
        if spoken and self._is_quote(Subject(0, len(self.tokens))):
            span = Span(quotes[0].start, quotes[-1].end)
            yield Attribution("direct", tuple(_inside(token) for token in quotes), span, "continued")

    # -- spans ------------------------------------------------------------------------------------------------

    def _attribution(
        self,
        parts: Subject | list[Subject],
        source: Span,
        cue: Span,
        verb: Verb | None,
        rule: str,
        own_subject: bool = True,
    ) -> Attribution:
        parts = [parts] if isinstance(parts, Subject) else parts
        content = [span for part in parts for span in self._content(part)]
        quoted = any(token.quote for part in parts for token in self.tokens[part.first : part.last])
        kind: Channel = "direct" if all(map(self._is_quote, parts)) else "mixed" if quoted else "indirect"
        around = [*content, cue, source] if own_subject else [*content, cue]
        evidence = Span(min(span.start for span in around), max(span.end for span in around))
        return Attribution(kind, tuple(content), self._with_marks(evidence), rule, source, cue, verb)

    def _content(self, part: Subject) -> list[Span]:
        if self._is_quote(part):
            return [_inside(token) for token in self.tokens[part.first : part.last] if token.quote]
        return [trimmed(self.body, part.span(self.tokens), edges=" \t\n\u00a0,;:.–—")]

    def _with_marks(self, evidence: Span) -> Span:
        """A quote within the evidence is taken with its marks."""
        starts = [t.start for t in self.tokens if t.quote and t.quote.start == evidence.start]
        ends = [t.end for t in self.tokens if t.quote and t.quote.end == evidence.end]
        return Span(starts[0] if starts else evidence.start, ends[0] if ends else evidence.end)


def _inside(token: Token) -> Span:
    assert token.quote
    return Span(token.quote.start, token.quote.end)
