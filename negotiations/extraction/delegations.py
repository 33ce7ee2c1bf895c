"""Teams named for a round: who heads them and who belongs to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from negotiations.extraction.lexicon import Lexicon, Round
from negotiations.extraction.mentions import Mention, Mentions
from negotiations.extraction.sentences import Sentence
from negotiations.extraction.spans import Span

TEAM = r"(?:delegation|team|side|negotiators|mission|group)"
LED_BY = re.compile(rf"\b{TEAM}\b[^.;]{{0,60}}?\b(?:led|headed|being led|chaired)\s+by\s+", re.IGNORECASE)
LEADS = re.compile(rf"\b(?:leads|led|heads|headed|leading|heading)\s+(?:\w+\s+){{0,4}}?{TEAM}\b", re.IGNORECASE)
HEAD_OF = re.compile(rf"\bhead\s+of\s+(?:\w+\s+){{0,3}}?{TEAM}\b", re.IGNORECASE)
AS_NEGOTIATOR = re.compile(
    r"\b(?:naming|named|(?:re)?appoint\w*)\b[^.;]{0,80}?\bas\s+(?:its|their|the)\s+"
    r"(?:chief|top|lead)\s+negotiator",
    re.IGNORECASE,
)
INCLUDING = re.compile(
    rf"\b{TEAM}\b[^.;]{{0,40}}?\b(?:including|includes|comprising|consists of|consisting of|made up of|such as)\s+",
    re.IGNORECASE,
)
NEARNESS = timedelta(days=7)  # between an article and the round it writes about


@dataclass(frozen=True)
class Delegation:
    """`party` is a slug; `start`, `end` the words it rests on."""

    start: int
    end: int
    party: str
    head: str | None
    members: tuple[str, ...] = ()
    round: Round | None = None


def find_delegations(
    body: str, sentences: Iterable[Sentence], mentions: Mentions, lexicon: Lexicon, day: date
) -> list[Delegation]:
    """One per party and head, members gathered."""
    when = nearest_round(lexicon, day)
    found: dict[tuple[str, str | None], Delegation] = {}
    for sentence in sentences:
        for delegation in _in_sentence(body, sentence.span, mentions):
            key = (delegation.party, delegation.head)
            found.setdefault(key, replace(delegation, round=when))
    return list(found.values())


def nearest_round(lexicon: Lexicon, day: date) -> Round | None:
    """The round that goes on, comes or ended within a week of the day; the nearest of them."""
    near = [(_distance(meeting, day), meeting.start, meeting.slug, meeting) for meeting in lexicon.rounds]
    near = [entry for entry in near if entry[0] <= NEARNESS]
    return min(near)[3] if near else None


def _distance(meeting: Round, day: date) -> timedelta:
    return max(meeting.start - day, day - meeting.last_day, timedelta())


def _in_sentence(body: str, span: Span, mentions: Mentions) -> Iterator[Delegation]:
    text = body[span.start : span.end]
    for pattern, after in ((LED_BY, True), (HEAD_OF, True), (LEADS, False), (AS_NEGOTIATOR, None)):
        for match in pattern.finditer(text):
            where = Span(span.start + match.start(), span.start + match.end())
            if delegation := _headed(where, after, span, mentions):
                yield delegation
    for match in INCLUDING.finditer(text):
        yield from _with_members(body, Span(span.start + match.start(), span.start + match.end()), span, mentions)


def _headed(where: Span, after: bool | None, sentence: Span, mentions: Mentions) -> Delegation | None:
    """The head stands after "led by", before "leads", or within "naming X as its chief negotiator"."""
    zone = where if after is None else Span(where.end, sentence.end) if after else Span(sentence.start, where.start)
    persons = [mention for mention in mentions.within(zone) if mention.is_person]
    if not persons:
        return None
    person = persons[-1] if after is False else persons[0]
    party = person.party or _owner(where, mentions)
    if party is None or abs(person.start - (where.end if after else where.start)) > 120:
        return None
    start, end = min(where.start, person.start), max(where.end, person.end)
    return Delegation(start, end, party, person.person.name if person.person else person.text)


def _owner(where: Span, mentions: Mentions) -> str | None:
    """The party whose name or adjective stands before the word for the team."""
    before = [mention for mention in mentions.within(Span(where.start - 60, where.end)) if mention.party]
    return before[-1].party if before else None


def _with_members(body: str, where: Span, sentence: Span, mentions: Mentions) -> Iterator[Delegation]:
    party = _owner(where, mentions)
    members: list[Mention] = []
    place = where.end
    for mention in mentions.within(Span(where.end, sentence.end)):
        if not mention.is_person:
            continue
        if mention.start - place > 80 or re.search(
            r"\b(?:met|meets|said|told|arrived|to)\b", body[place : mention.start]
        ):
            break
        members.append(mention)
        place = mention.end
    if party and members:
        names = tuple(mention.person.name if mention.person else mention.text for mention in members)
        yield Delegation(where.start, members[-1].end, party, None, names)
