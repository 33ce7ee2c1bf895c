"""Who is said to have said what: each cue of a sentence with its subject and its content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, takewhile
from typing import Literal

from negotiations.extraction import rules
from negotiations.extraction.clauses import Clause, find_clauses
from negotiations.extraction.contents import Contents
from negotiations.extraction.mentions import Mentions
from negotiations.extraction.namings import Namings
from negotiations.extraction.phrases import Subject
from negotiations.extraction.sentences import Sentence, Token
from negotiations.extraction.spans import Span, trimmed
from negotiations.extraction.verbs import MANNER, Verb
from negotiations.extraction.vocabulary import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    MODALS,
    PREPOSITIONS,
    SPEAKING_NOUNS,
    TIMES,
    words,
)

# Verbs that speak only where a quote stands beside them: "he continued", but "the fighting continued".
WITH_QUOTES = words("continue read post conclude joke quip repeat")
WITH_QUOTES_OR_THAT = words(MANNER.replace("+in", "").replace("+back", ""))
# Verbs that give a thing its name.
NAMING = words("call describe label brand dismiss characterize characterise welcome hail denounce")
OBJECTS = words("him her it them us me you mr mrs ms president")
DENYING = words("not never short refused refuses declined declines refusing denied without stopped")
NOBODY = words("no neither none nobody nor few")
# What only hands on what others said.
RELAYING = words("statement report reports media agency newspaper television tv readout transcript daily broadcaster")
OPENINGS = {"according": ("according", "to"), "in": ("in", "the", "words", "of")}
Channel = Literal["direct", "mixed", "indirect"]


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
    denied: bool = False  # "never demanded", "no official has promised"

    @property
    def length(self) -> int:
        return sum(span.end - span.start for span in self.content)


class Reader:
    """One sentence and the clauses that its cues open."""

    def __init__(self, body: str, sentence: Sentence, mentions: Mentions) -> None:
        self.body, self.tokens, self.mentions = body, sentence.tokens, mentions
        self.contents = Contents(sentence.tokens)
        self.names = Namings(sentence.tokens, mentions)
        self.clauses = find_clauses(sentence, mentions)

    def attributions(self) -> list[Attribution]:
        """In order of place; empty where nothing in the sentence is attributed."""
        according = list(self.according_to())
        if any(self._speaks_for_party(a.source) for a in according if a.source):
            return according
        return [*self.reported(), *according] or list(self.quoted_after_colon()) or list(self.quoted_alone())

    def _speaks_for_party(self, source: Span) -> bool:
        """ "Norland's minister" does, "the Norlandic news agency" and "a statement by Norland" do not."""
        if RELAYING & words(self.body[source.start : source.end].lower()):
            return False
        owners = [mention for mention in self.mentions.within(source) if mention.party]
        plain = words(self.body[source.start : source.end].lower())
        return any(mention.is_name for mention in owners) or bool(owners and plain & SPEAKING_NOUNS)

    def introduction(self) -> Span | None:
        """Who is said to speak in the next paragraph, by a sentence that ends in a colon."""
        if self.tokens[-1].text != ":":
            return None
        subjects = [clause.subject for clause in self.clauses if clause.subject]
        subject = subjects[-1] if subjects else self.names.after(0, 8)
        return subject.span(self.tokens) if subject else None

    # -- according to -----------------------------------------------------------------------------------------

    def according_to(self) -> Iterator[Attribution]:
        for index, token in enumerate(self.tokens):
            opening = OPENINGS.get(token.lower)
            if opening and tuple(following.lower for following in self.tokens[index : index + len(opening)]) == opening:
                yield from self._according_to(index, len(opening))
                return

    def _according_to(self, index: int, width: int) -> Iterator[Attribution]:
        begin = index + width
        last = begin
        while last < len(self.tokens) and self.tokens[last].is_word and last - index < 16:
            last += 1
        source = Subject(begin, last)
        content = Subject(0, index) if index > 1 and not self._goes_on(last) else Subject(last, len(self.tokens))
        if last > begin and (content.last - content.first > 2 or self._is_quote(content)):
            cue = Span(self.tokens[index].start, self.tokens[begin - 1].end)
            yield self._attribution(content, source.span(self.tokens), cue, None, rules.ACCORDING)

    def _goes_on(self, last: int) -> bool:
        """ "Norland was, in the words of Doe, “not amused”": the quote behind is what was said."""
        following = self.tokens[last : last + 2]
        return len(following) == 2 and following[0].text in (",", ":") and following[1].quote is not None

    # -- cue and subject --------------------------------------------------------------------------------------

    def reported(self) -> Iterator[Attribution]:
        """Verbs in order, each taking what the one before has left; then nouns, which may stand anywhere."""
        verbs = [clause for clause in self.clauses if clause.cue.verb.kind != "noun"]
        aside = self._aside(verbs)
        verbs = [aside] if aside else verbs[self._closing(verbs) :]
        speaker: Subject | None = None
        taken: list[Span] = []
        done = 0
        for number, clause in enumerate(verbs):
            subject = clause.subject or self._shared_subject(clause, speaker)
            if clause.cue.index < done:
                if called := self._called(clause):
                    yield called
                continue
            if subject is None or self._is_asked(clause):
                continue
            attribution, end = self._read(clause, subject, verbs[number + 1 :], done)
            if attribution:
                done, speaker = end, subject
                taken += attribution.content
                yield attribution
        yield from self._demanded(taken)

    def _called(self, clause: Clause) -> Attribution | None:
        """ "What Norland called a “farce”" within another's words: the quote is Norland's."""
        following = self.tokens[clause.cue.end : clause.cue.end + 4]
        place = next((number for number, token in enumerate(following) if token.quote), None)
        if clause.subject is None or clause.cue.verb.lemma not in NAMING or place is None:
            return None
        index = clause.cue.end + place
        cue = Span(self.tokens[clause.cue.index].start, self.tokens[clause.cue.end - 1].end)
        source = clause.subject.span(self.tokens)
        return self._attribution(Subject(index, index + 1), source, cue, clause.cue.verb, rules.RELATIVE)

    def _shared_subject(self, clause: Clause, speaker: Subject | None) -> Subject | None:
        """Who "…, adding that" and "and warned" go back to: whoever speaks in the sentence, or whom the clause names.

        In "until Doe came home and warned" that is Doe, as his clause opens after the last that spoke.
        """
        since = speaker.last if speaker else 0
        if clause.cue.form != "gerund":
            openers = [
                i for i in range(since, clause.cue.index - 2) if self.tokens[i].lower in ("until", "when", "while")
            ]
            if openers and (named := self.names.after(openers[-1] + 1, openers[-1] + 8)):
                return named
        return speaker or self.names.after(0, 8)

    def _aside(self, verbs: Sequence[Clause]) -> Clause | None:
        """ "Norland, he said, wants the river": all of it is his."""
        for clause in verbs:
            subject = clause.subject
            if (
                subject is None
                or clause.cue.verb.kind != "speech"
                or clause.cue.end >= len(self.tokens)
                or subject.first < 2
            ):
                continue
            between = self.tokens[subject.first - 1].text == "," and self.tokens[clause.cue.end].text == ","
            told = clause.cue.verb.kind == "speech" and not any(token.quote for token in self.tokens[: subject.first])
            if between and told and subject.last - subject.first < 4 and subject.last == clause.cue.index:
                return clause
        return None

    def _closing(self, verbs: Sequence[Clause]) -> int:
        """The number of the clause of "…, X said." that ends the sentence: all before it are X's words."""
        last = len(verbs) - 1
        if last < 1 or verbs[last].cue.verb.kind != "speech":
            return 0
        subject = verbs[last].subject
        told = subject is not None and subject.first > 0 and self.tokens[subject.first - 1].text == ","
        quoted = any(token.quote for token in self.tokens)
        return 0 if quoted or not told or self.contents.has_object(verbs[last]) else last

    def _demanded(self, taken: Sequence[Span]) -> Iterator[Attribution]:
        """ "Norland's call for a truce", "renewed his call for a truce"; not where another tells of it."""
        for clause in self.clauses:
            place = self.tokens[clause.cue.index].start
            told = any(span.start <= place < span.end for span in taken)
            if clause.cue.verb.kind == "noun" and clause.subject and not told:
                begin = max(clause.cue.end, clause.subject.last)
                end = self.contents.contrast(begin) or len(self.tokens)
                if begin >= end:
                    continue
                part = Subject(begin, end)
                if attribution := self._from_parts(clause, clause.subject, [part], fronted=False):
                    yield attribution

    def _read(
        self, clause: Clause, subject: Subject, later: Sequence[Clause], done: int
    ) -> tuple[Attribution | None, int]:
        if clause.cue.by_agent:
            return self._done_by(clause, subject, done), subject.last
        begin = self.contents.begin(clause)
        end = self.contents.end(clause, begin, later)
        left = self.contents.left(clause, done)
        right = Subject(begin, end) if self.contents.has_content(begin, end, clause) else None
        if clause.cue.verb.kind == "stance" and not right and not (left and self._is_quote(left)):
            return self._object_before(clause, subject), clause.cue.end
        if left and right and not self._is_interrupted(left, right):
            left = None
        parts = [part for part in (left, right) if part]
        if not self._is_spoken(clause, parts, begin):
            return None, clause.cue.end
        return self._from_parts(clause, subject, parts, left is not None), end if right else clause.cue.end

    def _is_spoken(self, clause: Clause, parts: Sequence[Subject], begin: int) -> bool:
        """Some verbs speak only beside a quote, some beside a quote or a "that"."""
        lemma = clause.cue.verb.lemma
        if lemma == "call" and not clause.cue.verb.particle and parts and not self._is_named_something(parts[-1]):
            return False
        if lemma not in WITH_QUOTES and lemma not in WITH_QUOTES_OR_THAT:
            return True
        quoted = any(token.quote for part in parts for token in self._within(part))
        return quoted or (lemma in WITH_QUOTES_OR_THAT and self.tokens[begin - 1].lower == "that")

    def _done_by(self, clause: Clause, agent: Subject, done: int) -> Attribution | None:
        """ "The truce was rejected by Norland": what was done is told before the verb."""
        told = list(
            dropwhile(lambda i: self.tokens[i].lower in AUXILIARIES | ADVERBS, range(clause.cue.index - 1, -1, -1))
        )
        if not told or told[0] < done:
            return None
        return self._from_parts(clause, agent, [Subject(done, told[0] + 1)], fronted=False)

    def _is_named_something(self, part: Subject) -> bool:
        """ "Called him a liar", "called it “late”", but "called Doe on Monday"."""
        left = list(dropwhile(lambda token: token.is_capital or token.lower in OBJECTS, self._within(part)))
        return bool(left) and left[0].lower not in PREPOSITIONS | TIMES | ADVERBS | {"as", ",", "."}

    def _within(self, part: Subject) -> Sequence[Token]:
        return self.tokens[part.first : part.last]

    def _object_before(self, clause: Clause, subject: Subject) -> Attribution | None:
        """ "…, which Norland has rejected": the evidence is the relative clause itself."""
        opener = self.tokens[subject.first - 1].lower if subject.first else ""
        if clause.shared or opener not in words("which that something what offer idea proposal demand"):
            return None
        part = Subject(subject.first - 1, clause.cue.end)
        cue = Span(self.tokens[clause.cue.index].start, self.tokens[clause.cue.end - 1].end)
        return self._attribution(part, subject.span(self.tokens), cue, clause.cue.verb, rules.RELATIVE)

    def _from_parts(self, clause: Clause, subject: Subject, parts: list[Subject], fronted: bool) -> Attribution | None:
        if not parts:
            return None
        rule = rules.FRONTED if fronted else clause.rule
        cue = Span(self.tokens[clause.cue.index].start, self.tokens[clause.cue.end - 1].end)
        source = subject.span(self.tokens)
        found = self._attribution(parts, source, cue, clause.cue.verb, rule, own_subject=not clause.shared)
        return replace(found, denied=self._is_denied(clause, subject))

    def _is_asked(self, clause: Clause) -> bool:
        """ "It is unclear whether Norland accepts"."""
        subject = clause.subject
        return subject is not None and subject.first > 0 and self.tokens[subject.first - 1].lower == "whether"

    def _is_denied(self, clause: Clause, subject: Subject) -> bool:
        """By a word right before the cue, or by a subject that is nobody ("neither side")."""
        first, second = self.tokens[subject.first].lower, self.tokens[subject.first + 1 : subject.first + 2]
        nobody = first in NOBODY and not (second and second[0].text[0].isdigit())
        helping = AUXILIARIES | MODALS | ADVERBS | DENYING | {"of"}
        before = takewhile(
            lambda token: token.lower in helping or token.lower.endswith("ly"),
            reversed(self.tokens[: clause.cue.index]),
        )
        denied = any(token.lower in DENYING or token.lower.endswith(("n't", "n’t")) for token in before)
        return nobody or denied

    def _is_interrupted(self, left: Subject, right: Subject) -> bool:
        """ "Any deal, he said, depended on …", or a quote on both sides."""
        if self.tokens[right.first].text == ",":
            return True
        return any(token.quote for token in self.tokens[left.first : left.last])

    def _is_quote(self, part: Subject) -> bool:
        part_tokens = self._within(part)
        return any(token.quote for token in part_tokens) and all(t.quote or not t.is_word for t in part_tokens)

    def quoted_after_colon(self) -> Iterator[Attribution]:
        """ "The minister, in Havn on Friday: “…”"."""
        colon = next((i for i, token in enumerate(self.tokens[:-1]) if token.text == ":"), None)
        if colon is None or not self.tokens[colon + 1].quote or colon > 20:
            return
        if subject := self.names.before(colon) or self.names.after(0, 8):
            yield self._attribution(
                Subject(colon + 1, len(self.tokens)), subject.span(self.tokens), None, None, rules.COLON
            )

    # -- quotes without a cue ---------------------------------------------------------------------------------

    def quoted_alone(self) -> Iterator[Attribution]:
        """A sentence that is nothing but a quote, or "But" and a quote, goes on with the speaker of before."""
        quotes = [token for token in self.tokens if token.quote]
        spoken = [token for token in quotes if len(token.text.split()) > 2 or token.text[-2] in ".,!?"]
        first = 1 if self.tokens[0].lower in CONJUNCTIONS | {"yet"} else 0
        if spoken and self._is_quote(Subject(first, len(self.tokens))):
            span = Span(quotes[0].start, quotes[-1].end)
            yield Attribution("direct", tuple(_inside(token) for token in quotes), span, rules.CONTINUED)

    # -- spans ------------------------------------------------------------------------------------------------

    def _attribution(
        self,
        parts: Subject | list[Subject],
        source: Span,
        cue: Span | None,
        verb: Verb | None,
        rule: str,
        own_subject: bool = True,
    ) -> Attribution:
        parts = [parts] if isinstance(parts, Subject) else parts
        content = [span for part in parts for span in self._content(part)]
        quoted = any(token.quote for part in parts for token in self.tokens[part.first : part.last])
        kind: Channel = "direct" if all(map(self._is_quote, parts)) else "mixed" if quoted else "indirect"
        around = [*content, *([cue] if cue else []), *([source] if own_subject else [])]
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
