"""Whom a pronoun or a common noun means, among those who were named or spoke before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from negotiations.extraction.speakers import Speaker, as_source, holds_office
from negotiations.extraction.vocabulary import is_human, words

OFFICES = words(
    """president minister premier chancellor secretary leader diplomat official spokesman spokeswoman
        spokesperson envoy ambassador negotiator adviser advisor aide pope commissioner representative
        senator lawmaker politician veteran"""
)
SOURCES = OFFICES | words("source person officials diplomats sources")
DOCUMENTS = words("statement letter communique communiqué tweet post message text note")
ONE_OF = ("one of them", "another of them", "one of the")


def by_pronoun(text: str, pronoun: str, before: Sequence[Speaker]) -> Speaker:
    """The last speaker whom "he", "she", "it" or "they" fits; nobody for "we" and "you"."""
    candidates = [speaker for speaker in before if _fits(speaker, pronoun)]
    if not candidates or pronoun in ("we", "i", "you"):
        return as_source(text, certainty=0.3)
    rivals = {speaker.name for speaker in candidates[-3:]}
    return candidates[-1].again(0.9 if len(rivals) == 1 else 0.75, f"“{text}”")


def by_common_noun(text: str, before: Sequence[Speaker], day: date) -> Speaker:
    """ "The minister" is the minister spoken of last; "the source" the last of those; "the statement" its author."""
    found = _meant(text.lower(), before, day)
    return found.again(0.75, f"“{text}”") if found else as_source(text)


def _meant(text: str, before: Sequence[Speaker], day: date) -> Speaker | None:
    plain = words(text)
    if text.startswith(ONE_OF):
        return _last([one for one in before if not one.is_person and one.name.lower().endswith("s")])
    if not text.startswith("the ") or len(plain) > 4:
        return None
    if DOCUMENTS & plain and len(plain) < 4:
        return _last(before)
    kind = SOURCES & plain
    return _last([one for one in before if kind & words(one.name.lower())]) or _of_kind(text, kind, before, day)


def _of_kind(text: str, kind: frozenset[str], before: Sequence[Speaker], day: date) -> Speaker | None:
    if not kind and not _is_human(text):
        return None
    persons = [one for one in before if one.is_person]
    return _last([one for one in persons if holds_office(one.person, kind, day)]) or _last(persons)


def _last(speakers: Sequence[Speaker]) -> Speaker | None:
    return speakers[-1] if speakers else None


def _is_human(text: str) -> bool:
    """ "the Norlander", "the 62-year-old", "the former banker", "the hydrologist by training"."""
    _, *following = text.split()
    return any(map(is_human, following[:3])) or " former " in text or " veteran " in text


def _fits(speaker: Speaker, pronoun: str) -> bool:
    if pronoun in ("he", "she"):
        known = speaker.person.pronoun if speaker.person else None
        return (speaker.is_person or speaker.is_human) and known in (None, pronoun)
    return not speaker.is_person
