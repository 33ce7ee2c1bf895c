"""Paragraphs, sentences and tokens. A quote is one token: no sentence ends inside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from negotiations.extraction.quotes import Quote
from negotiations.extraction.spans import Span
from negotiations.extraction.vocabulary import words

LINE = re.compile(r"[^\n\r]+")
TOKEN = re.compile(r"(?:[A-Z]\.){2,}|\d[\d,.]*\d(?:-[a-z]+)*|\w+(?:[-'’]\w+)*|\S")
FULL_STOPS = frozenset(".!?…")
ABBREVIATIONS = words(
    """mr mrs ms dr sen rep gov gen lt col sgt prof rev hon st jr sr no vs inc corp co ltd jan feb mar
        apr jun jul aug sep sept oct nov dec u.s u.k u.n a.m p.m adm capt maj amb pres"""
)
ASKED = words("said says asked asks told added wrote exclaimed shouted replied")
LONGEST = 250  # tokens; a longer "sentence" is a list or garbage and is cut


@dataclass(frozen=True, slots=True)
class Token:
    start: int
    end: int
    text: str
    lower: str
    quote: Quote | None = None

    @property
    def is_word(self) -> bool:
        return self.quote is None and self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        return self.quote is None and self.text[0].isupper()

    @property
    def is_possessive(self) -> bool:
        return self.lower.endswith(("'s", "’s", "s'", "s’")) and self.quote is None

    @property
    def bare(self) -> str:
        """In lower case, without a possessive ending."""
        return self.lower[:-2] if self.lower.endswith(("'s", "’s")) else self.lower


@dataclass(frozen=True)
class Sentence:
    tokens: tuple[Token, ...]
    paragraph: int
    is_heading: bool = False

    @property
    def span(self) -> Span:
        return Span(self.tokens[0].start, self.tokens[-1].end)


def find_paragraphs(body: str) -> tuple[Span, ...]:
    """Lines; or, where lines are wrapped by hand, runs of lines up to a blank one."""
    lines = [Span(m.start(), m.end()) for m in LINE.finditer(body) if m.group().strip()]
    return tuple(_joined(body, lines)) if _is_wrapped(body, lines) else tuple(lines)


def _is_wrapped(body: str, lines: Sequence[Span]) -> bool:
    followed = [a for a, b in pairwise(lines) if not _blank_between(body, a, b)]
    broken = [line for line in followed if body[line.start : line.end].rstrip()[-1] not in ".!?…:\"”’')"]
    return len(followed) >= 4 and 2 * len(broken) > len(followed)


def _blank_between(body: str, first: Span, second: Span) -> bool:
    return body[first.end : second.start].replace("\r\n", "\n").count("\n") > 1


def _joined(body: str, lines: Sequence[Span]) -> Iterator[Span]:
    start, last = lines[0].start, lines[0]
    for line in lines[1:]:
        if _blank_between(body, last, line):
            yield Span(start, last.end)
            start = line.start
        last = line
    yield Span(start, last.end)


def split_sentences(body: str, paragraphs: Sequence[Span], quotes: Sequence[Quote]) -> tuple[Sentence, ...]:
    sentences: list[Sentence] = []
    waiting = list(reversed(quotes))
    for number, paragraph in enumerate(paragraphs):
        tokens = list(_tokens(body, paragraph, waiting))
        heading = _looks_like_heading(tokens)
        sentences += [Sentence(tuple(part), number, heading) for part in _parts(body, tokens)]
    return tuple(sentences)


def _tokens(body: str, paragraph: Span, waiting: list[Quote]) -> Iterator[Token]:
    place = paragraph.start
    while waiting and waiting[-1].outer.start < paragraph.end:
        quote = waiting.pop()
        yield from _words(body, Span(place, quote.outer.start))
        text = body[quote.outer.start : quote.outer.end]
        yield Token(*quote.outer, text, text.lower(), quote)
        place = quote.outer.end
    yield from _words(body, Span(place, paragraph.end))


def _words(body: str, span: Span) -> Iterator[Token]:
    for match in TOKEN.finditer(body, *span):
        text = match.group()
        yield Token(match.start(), match.end(), text, text.lower())


def _looks_like_heading(tokens: Sequence[Token]) -> bool:
    return len(tokens) < 20 and (tokens[-1].is_word or (tokens[-1].quote is not None and len(tokens) > 1))


def _parts(body: str, tokens: Sequence[Token]) -> Iterator[list[Token]]:
    part: list[Token] = []
    for number, token in enumerate(tokens):
        part.append(token)
        if len(part) >= LONGEST or _ends_sentence(body, tokens, number):
            yield part
            part = []
    if part:
        yield part


def _ends_sentence(body: str, tokens: Sequence[Token], number: int) -> bool:
    token, following = tokens[number], tokens[number + 1 : number + 6]
    if not following:
        return False
    if token.quote:
        return _quote_ends_sentence(body, token.quote, following)
    if token.text in ".?!…":
        abbreviated = token.text == "." and _is_abbreviation(tokens[max(0, number - 2) : number], following[0])
        return not abbreviated and _begins_sentence(following[0]) and _is_parted(body, tokens, number)
    # “The talks ended in the U.S. The next” against “the U.S. Department”
    return token.text[-1] == "." and len(token.text) > 1 and following[0].text in ("The", "But", "It", "He", "In")


def _is_parted(body: str, tokens: Sequence[Token], number: int) -> bool:
    """By white space; or, in a text that lost its line ends, by a small letter before the stop and a capital after."""
    before, following = tokens[number - 1] if number else None, tokens[number + 1]
    if body[tokens[number].end].isspace():
        return True
    lost = before is not None and (before.quote is not None or (before.is_word and before.text[-1].islower()))
    return lost and (following.is_capital or following.quote is not None)


def _is_abbreviation(before: Sequence[Token], following: Token) -> bool:
    """A title, or an initial after another capital: "John F." but not "posted on X."; "No." only before a number."""
    if not before or before[-1].quote:
        return False
    if before[-1].lower == "no":
        return following.text[0].isdigit()
    initial = len(before[-1].text) == 1 and all(token.is_capital for token in before)
    return initial or before[-1].lower in ABBREVIATIONS


def _begins_sentence(token: Token) -> bool:
    return token.quote is not None or not token.is_word or token.text[0].isupper() or token.text[0].isdigit()


def _quote_ends_sentence(body: str, quote: Quote, following: Sequence[Token]) -> bool:
    last = body[quote.end - 1]
    attributed = last in "?!" and any(token.lower in ASKED for token in following)
    return last in FULL_STOPS and not attributed and (following[0].quote is not None or following[0].is_capital)
