"""Which tokens of a sentence are the subject of a cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from negotiations.extraction.cues import Cue
from negotiations.extraction.mentions import Mentions
from negotiations.extraction.sentences import Token
from negotiations.extraction.spans import Span
from negotiations.extraction.vocabulary import (
    ADVERBS,
    AUXILIARIES,
    BEFORE_TIMES,
    BREAKS,
    CATENATIVES,
    CLAUSE_OPENERS,
    CONJUNCTIONS,
    DETERMINERS,
    NAME_PARTICLES,
    PREPOSITIONS,
    RELATIVES,
    SPEAKING_NOUNS,
    SUBJECT_PRONOUNS,
    TIMES,
    is_human,
    words,
)

SAID = words("said says added adds told tells insisted insists stressed noted warned claimed argued thinks believes")
LONGEST_PHRASE = 14  # tokens of a noun phrase
LONGEST_PARENTHESIS = 45


@dataclass(frozen=True)
class Subject:
    """Tokens `first` up to, not including, `last`."""

    first: int
    last: int

    def span(self, tokens: Sequence[Token]) -> Span:
        return Span(tokens[self.first].start, tokens[self.last - 1].end)


def subject_before(tokens: Sequence[Token], cue: Cue, mentions: Mentions) -> Subject | None:
    end = _before_auxiliaries(tokens, cue.index, mentions)
    if end == 0:
        return None
    last = tokens[end - 1]
    if last.text == ",":
        return _before_parenthesis(tokens, end - 1, mentions)
    if last.lower in RELATIVES:
        return _antecedent(tokens, end - 1, mentions) or _phrase_ending(tokens, end - 1, mentions)
    phrase = _phrase_ending(tokens, end, mentions)
    return (phrase and _name_before(tokens, phrase, mentions)) or phrase


def shares_subject(tokens: Sequence[Token], cue: Cue, mentions: Mentions) -> bool:
    """Whether the cue has the subject of the verb before it: "and added", ", saying"."""
    end = _before_auxiliaries(tokens, cue.index, mentions)
    if cue.form == "gerund":
        opener = "," if not end or tokens[end - 1].quote or cue.verb.lemma in ("say", "add") else tokens[end - 1].lower
        return opener in CONJUNCTIONS | PREPOSITIONS | {",", "while", "when"} or opener in TIMES | {"days"}
    return end > 0 and tokens[end - 1].lower in CONJUNCTIONS


def subject_after(tokens: Sequence[Token], cue: Cue, mentions: Mentions) -> Subject | None:
    """ "…," said the minister."""
    place = cue.end
    while place < len(tokens) and place - cue.end < LONGEST_PHRASE:
        token = tokens[place]
        if not token.is_word and token.text != ".":
            break
        if token.text == "." and not (place > cue.end and len(tokens[place - 1].text) < 5):
            break
        if token.lower in (PREPOSITIONS - {"of", "for"}) | CLAUSE_OPENERS | ADVERBS | TIMES and place > cue.end:
            break
        place += 1
    subject = Subject(cue.end, place)
    if place <= cue.end or not _may_speak(tokens, subject, mentions):
        return None
    return _name_behind(tokens, subject, mentions) or subject


def _name_behind(tokens: Sequence[Token], role: Subject, mentions: Mentions) -> Subject | None:
    """ "…, said its spokeswoman, Jane Doe": the name after the role."""
    first = role.last + 1
    persons = [mention for mention in mentions.within(role.span(tokens)) if mention.is_person]
    if persons or first >= len(tokens) or tokens[role.last].text != "," or not tokens[first].is_capital:
        return None
    if not _is_titled(tokens[role.first : role.last]):
        return None
    named = [mention for mention in mentions.within(Span(tokens[first].start, tokens[first].end)) if mention.is_person]
    inside = [i for i in range(first, len(tokens)) if named and tokens[i].start < named[0].end]
    return Subject(inside[0], inside[-1] + 1) if inside else None


def _is_titled(words_in: Sequence[Token]) -> bool:
    return any(token.bare in SPEAKING_NOUNS or is_human(token.bare) for token in words_in)


def _before_auxiliaries(tokens: Sequence[Token], index: int, mentions: Mentions) -> int:
    place = index
    while place > 0 and _is_auxiliary(tokens, place - 1) and not _is_named(tokens[place - 1], mentions):
        place -= 1
    return place


def _is_auxiliary(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if not token.is_word:
        return False
    timely = token.lower in TIMES or (index + 1 < len(tokens) and tokens[index + 1].lower in TIMES)
    return (
        token.lower in AUXILIARIES | ADVERBS | CATENATIVES
        or (timely and token.lower in TIMES | BEFORE_TIMES)
        or (token.lower.endswith("ly") and not token.is_capital)
    )


def _is_named(token: Token, mentions: Mentions) -> bool:
    """Mrs May is no month."""
    return token.is_capital and bool(_mentions_at(token, mentions))


def _phrase_ending(tokens: Sequence[Token], end: int, mentions: Mentions) -> Subject | None:
    if end <= 0 or not tokens[end - 1].is_word:
        return None
    if tokens[end - 1].lower in SUBJECT_PRONOUNS:
        return Subject(end - 1, end)
    first = end
    while first > 0 and end - first < LONGEST_PHRASE and _belongs(tokens, first - 1, end, mentions):
        first -= 1
    first = _past_opening(tokens, first, end, mentions)
    subject = Subject(first, end)
    return subject if first < end and _may_speak(tokens, subject, mentions) else None


def _belongs(tokens: Sequence[Token], index: int, end: int, mentions: Mentions) -> bool:
    token = tokens[index]
    if token.lower == "and":
        return _joins_names(tokens, index, mentions)
    if token.text == ",":
        return _joins_names(tokens, index, mentions) and any(t.lower == "and" for t in tokens[index:end])
    if token.text == ".":
        return index > 0 and tokens[index - 1].is_capital and len(tokens[index - 1].text) < 5
    if (
        token.lower == "to"
        and index
        and (tokens[index - 1].bare in SPEAKING_NOUNS or tokens[index - 1].lower == "close")
    ):
        return True  # "an aide to Doe", "a source close to the talks"
    if token.lower in SAID and index < end - 1:  # "Doe said Norland would": Norland alone
        return False
    return token.is_word and token.lower not in CLAUSE_OPENERS and not (token.lower in AUXILIARIES and index < end - 1)


def _joins_names(tokens: Sequence[Token], index: int, mentions: Mentions) -> bool:
    """ "Norland and the South", "Norland's rulers and the rebels": someone on both sides."""
    if not 0 < index < len(tokens) - 1:
        return False
    after = tokens[index + 1 : index + 3]
    follows = after[0].is_capital or (after[0].lower in DETERMINERS | {"other"} and len(after) > 1)
    before = tokens[index - 1]
    if before.is_capital:
        return follows and bool(_mentions_at(before, mentions))
    near = mentions.within(Span(tokens[max(0, index - 4)].start, before.start))
    return follows and before.is_word and before.lower.endswith("s") and bool(near)


def _mentions_at(token: Token, mentions: Mentions) -> bool:
    nearby = mentions.within(Span(token.start - 40, token.end))
    return any(m.start < token.end and m.end > token.start for m in nearby)


def _past_opening(tokens: Sequence[Token], first: int, end: int, mentions: Mentions) -> int:
    if first < end - 1 and tokens[first].lower in ("something", "what", "anything"):
        return first + 1
    return _past_adverbial(tokens, first, end, mentions)


def _past_adverbial(tokens: Sequence[Token], first: int, end: int, mentions: Mentions) -> int:
    """ "In an interview the minister", "in Havn Jane Doe": past the adverbial."""
    if tokens[first].lower not in PREPOSITIONS and not tokens[first].is_word:
        return first + 1 if first < end else first
    if tokens[first].lower in PREPOSITIONS:
        names = mentions.within(Span(tokens[first].start, tokens[end - 1].end))
        if names and names[-1].is_person and names[-1].end >= tokens[end - 1].start:
            return next(i for i in range(first, end) if tokens[i].end > names[-1].start)
        later = [i for i in range(first + 1, end) if tokens[i].lower in DETERMINERS or tokens[i].is_capital]
        return next((i for i in reversed(later) if tokens[i - 1].lower not in PREPOSITIONS), end)
    return first


def _may_speak(tokens: Sequence[Token], subject: Subject, mentions: Mentions) -> bool:
    span = subject.span(tokens)
    names = mentions.within(Span(span.start, span.end))
    plain = {token.bare for token in tokens[subject.first : subject.last]}
    return bool(names) or bool(plain & (SPEAKING_NOUNS | SUBJECT_PRONOUNS)) or subject.last - subject.first <= 6


def _before_parenthesis(tokens: Sequence[Token], comma: int, mentions: Mentions) -> Subject | None:
    """ "The minister, who leads the team, said": the phrase before the comma that opens the parenthesis.

    In "a spokesman for Doe, Jane Roe, said" it is the name within.
    """
    if named := _name_in_apposition(tokens, comma, mentions) or _told_of(tokens, comma, mentions):
        return named
    for place in range(comma - 1, max(0, comma - LONGEST_PARENTHESIS), -1):
        if tokens[place].text in BREAKS:
            return None
        if tokens[place].text == "," and (found := _phrase_ending(tokens, place, mentions)):
            names = mentions.within(found.span(tokens))
            ends_with_name = bool(names) and names[-1].end >= tokens[place - 1].start
            if (ends_with_name or _is_somebody(tokens, found)) and not tokens[place - 1].is_possessive:
                return found
    return None


def _told_of(tokens: Sequence[Token], comma: int, mentions: Mentions) -> Subject | None:
    """ "Doe, who has shuttled between Havn, Porto and the lake, said": the phrase before ", who"."""
    for place in range(comma - 2, max(0, comma - LONGEST_PARENTHESIS), -1):
        if tokens[place].text in BREAKS or tokens[place].text == ".":
            return None
        if tokens[place].text == "," and tokens[place + 1].lower in ("who", "whose", "which"):
            return _phrase_ending(tokens, place, mentions)
    return None


def _is_somebody(tokens: Sequence[Token], phrase: Subject) -> bool:
    """ "A Norlandic official close to the talks"."""
    words_in = tokens[phrase.first : phrase.last]
    opens = words_in[0].lower in DETERMINERS | {"one", "two", "three", "several"}
    return opens and _is_titled(words_in)


def _name_in_apposition(tokens: Sequence[Token], comma: int, mentions: Mentions) -> Subject | None:
    first = comma
    while (
        first > 0 and (tokens[first - 1].is_capital or tokens[first - 1].text in NAME_PARTICLES) and comma - first < 5
    ):
        first -= 1
    titled = _is_titled(tokens[max(0, first - LONGEST_PHRASE) : first])
    if comma - first < 2 or not titled or first == 0 or tokens[first - 1].text != ",":
        return None
    subject = Subject(first, comma)
    return subject if any(m.is_person for m in mentions.within(subject.span(tokens))) else None


def _name_before(tokens: Sequence[Token], phrase: Subject, mentions: Mentions) -> Subject | None:
    """ "Doe, the minister of Norland said", where the second comma was forgotten."""
    comma = phrase.first - 1
    if comma < 2 or tokens[comma].text != "," or tokens[phrase.first].lower not in ("the", "a", "an"):
        return None
    named = _phrase_ending(tokens, comma, mentions)
    opens = named is not None and (named.first == 0 or not tokens[named.first - 1].is_word)
    names = mentions.within(named.span(tokens)) if named and opens else ()
    titled = _is_titled(tokens[phrase.first : phrase.last])
    return named if titled and names and names[-1].is_person and names[-1].end >= tokens[comma - 1].end else None


def _antecedent(tokens: Sequence[Token], relative: int, mentions: Mentions) -> Subject | None:
    """Whom "who" stands for; in "Doe, an aide to Roe who" that is Doe."""
    end = relative - 1 if tokens[relative - 1].text == "," else relative
    phrase = _phrase_ending(tokens, end, mentions) if end > 0 else None
    if phrase is None:
        return None
    if phrase.first < 2 or tokens[phrase.first - 1].text != ",":
        return phrase
    before = _phrase_ending(tokens, phrase.first - 1, mentions)
    if tokens[phrase.first].lower in ("a", "an", "one"):
        return before or phrase
    names = mentions.within(before.span(tokens)) if before else ()
    own = mentions.within(phrase.span(tokens))
    named = bool(names) and names[-1].is_person and not any(mention.is_person for mention in own)
    return before if named else phrase
