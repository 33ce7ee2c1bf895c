"""Speakers told apart from what is told of them: "the minister, who leads the team, said"."""

from __future__ import annotations

from collections.abc import Sequence

from negotiations.extraction.mentions import Mentions
from negotiations.extraction.phrases import LONGEST_PHRASE, Subject, is_titled, phrase_ending
from negotiations.extraction.sentences import Token
from negotiations.extraction.spans import Span
from negotiations.extraction.vocabulary import (
    BREAKS,
    DETERMINERS,
    NAME_PARTICLES,
)

LONGEST_PARENTHESIS = 45


def name_behind(tokens: Sequence[Token], role: Subject, mentions: Mentions) -> Subject | None:
    """ "…, said its spokeswoman, Jane Doe": the name after the role."""
    first = role.last + 1
    persons = [mention for mention in mentions.within(role.span(tokens)) if mention.is_person]
    if persons or first >= len(tokens) or tokens[role.last].text != "," or not tokens[first].is_capital:
        return None
    if not is_titled(tokens[role.first : role.last]):
        return None
    named = [mention for mention in mentions.within(Span(tokens[first].start, tokens[first].end)) if mention.is_person]
    inside = [i for i in range(first, len(tokens)) if named and tokens[i].start < named[0].end]
    return Subject(inside[0], inside[-1] + 1) if inside else None


def before_parenthesis(tokens: Sequence[Token], comma: int, mentions: Mentions) -> Subject | None:
    """ "The minister, who leads the team, said": the phrase before the comma that opens the parenthesis.

    In "a spokesman for Doe, Jane Roe, said" it is the name within.
    """
    if named := _name_in_apposition(tokens, comma, mentions) or _told_of(tokens, comma, mentions):
        return named
    for place in range(comma - 1, max(0, comma - LONGEST_PARENTHESIS), -1):
        if tokens[place].text in BREAKS:
            return None
        if tokens[place].text == "," and (found := phrase_ending(tokens, place, mentions)):
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
            return phrase_ending(tokens, place, mentions)
    return None


def _is_somebody(tokens: Sequence[Token], phrase: Subject) -> bool:
    """ "A Norlandic official close to the talks"."""
    words_in = tokens[phrase.first : phrase.last]
    opens = words_in[0].lower in DETERMINERS | {"one", "two", "three", "several"}
    return opens and is_titled(words_in)


def _name_in_apposition(tokens: Sequence[Token], comma: int, mentions: Mentions) -> Subject | None:
    first = comma
    while (
        first > 0 and (tokens[first - 1].is_capital or tokens[first - 1].text in NAME_PARTICLES) and comma - first < 5
    ):
        first -= 1
    titled = is_titled(tokens[max(0, first - LONGEST_PHRASE) : first])
    if comma - first < 2 or not titled or first == 0 or tokens[first - 1].text != ",":
        return None
    subject = Subject(first, comma)
    return subject if any(m.is_person for m in mentions.within(subject.span(tokens))) else None


def name_before(tokens: Sequence[Token], phrase: Subject, mentions: Mentions) -> Subject | None:
    """ "Doe, the minister of Norland said", where the second comma was forgotten."""
    comma = phrase.first - 1
    if comma < 2 or tokens[comma].text != "," or tokens[phrase.first].lower not in ("the", "a", "an"):
        return None
    named = phrase_ending(tokens, comma, mentions)
    opens = named is not None and (named.first == 0 or not tokens[named.first - 1].is_word)
    names = mentions.within(named.span(tokens)) if named and opens else ()
    titled = is_titled(tokens[phrase.first : phrase.last])
    return named if titled and names and names[-1].is_person and names[-1].end >= tokens[comma - 1].end else None


def antecedent(tokens: Sequence[Token], relative: int, mentions: Mentions) -> Subject | None:
    """Whom "who" stands for; in "Doe, an aide to Roe who" that is Doe."""
    end = relative - 1 if tokens[relative - 1].text == "," else relative
    phrase = phrase_ending(tokens, end, mentions) if end > 0 else None
    if phrase is None:
        return None
    if phrase.first < 2 or tokens[phrase.first - 1].text != ",":
        return phrase
    before = phrase_ending(tokens, phrase.first - 1, mentions)
    if tokens[phrase.first].lower in ("a", "an", "one"):
        return before or phrase
    names = mentions.within(before.span(tokens)) if before else ()
    own = mentions.within(phrase.span(tokens))
    named = bool(names) and names[-1].is_person and not any(mention.is_person for mention in own)
    return before if named else phrase
