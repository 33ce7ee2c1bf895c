"""Which round a sentence is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from negotiations.extraction.lexicon import Lexicon, Round
from negotiations.extraction.names import MONTHS
from negotiations.extraction.vocabulary import words

NEARNESS = timedelta(days=7)  # between an article and the round it writes about, where it names none
FARTHEST = timedelta(days=400)  # between an article and the round that it names by its place

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
NUMBERED = re.compile(r"\b(\w{1,12})(?= round\b)|\bround (\w{1,12})\b", re.IGNORECASE)
PLACE = re.compile(r"[A-Z]\w+(?:[ -][A-Z]\w+)*")
GENERIC = words("Talks Round Summit Meeting Palace Hotel House Centre Center The First Second Third")
NUMBER = re.compile(r"\w+")


def round_of(sentence: str, lexicon: Lexicon, day: date) -> Round | None:
    """Named by its number or its place, else the nearest of the week around."""
    return _numbered(sentence, lexicon, day) or _placed(sentence, lexicon, day) or nearest_round(lexicon, day)


def nearest_round(lexicon: Lexicon, day: date) -> Round | None:
    """The round that goes on, comes or ended within a week of the day; the nearest of them."""
    return _nearest(lexicon.rounds, day, NEARNESS)


def _nearest(rounds: Sequence[Round], day: date, within: timedelta) -> Round | None:
    near = [(_distance(meeting, day), meeting.start, meeting.slug, meeting) for meeting in rounds]
    return min((entry for entry in near if entry[0] <= within), default=(None, None, None, None))[3]


def _distance(meeting: Round, day: date) -> timedelta:
    return max(meeting.start - day, day - meeting.last_day, timedelta())


def _numbered(sentence: str, lexicon: Lexicon, day: date) -> Round | None:
    """By the number that a label carries; where no label carries any, by the order of the rounds."""
    for match in NUMBERED.finditer(sentence):
        number = _number((match.group(1) or match.group(2)).lower())
        if number is None:
            continue
        labelled = {meeting.slug: _numbers(meeting) for meeting in lexicon.rounds}
        if any(labelled.values()):
            return _nearest([m for m in lexicon.rounds if number in labelled[m.slug]], day, FARTHEST)
        ordered = sorted(lexicon.rounds, key=lambda meeting: (meeting.start, meeting.slug))
        return ordered[number - 1] if number <= len(ordered) else None
    return None


def _numbers(meeting: Round) -> set[int]:
    return {number for word in NUMBER.findall(meeting.label.lower()) if (number := _number(word))}


def _number(word: str) -> int | None:
    for names in (ORDINALS, CARDINALS, ROMAN):
        if word in names:
            return names.index(word) + 1
    bare = re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", word)
    return int(bare) if re.fullmatch(r"[1-9]\d?", bare, re.ASCII) else None


def _placed(sentence: str, lexicon: Lexicon, day: date) -> Round | None:
    named = [
        meeting for meeting in lexicon.rounds if any(_stands_in(place, sentence) for place in _places(meeting, lexicon))
    ]
    return _nearest(named, day, FARTHEST)


def _places(meeting: Round, lexicon: Lexicon) -> set[str]:
    """Proper names in its venue and label, but for those of parties."""
    parties = {name for party in lexicon.parties for name in (*party.names, *party.demonyms)}
    found = {part for text in (meeting.venue or "", meeting.label) for part in PLACE.findall(text)}
    return {
        place for place in found if len(place) > 3 and place not in parties | GENERIC and place.lower() not in MONTHS
    }


def _stands_in(place: str, sentence: str) -> bool:
    at = sentence.find(place)
    return (
        at >= 0
        and not sentence[at + len(place) : at + len(place) + 1].isalnum()
        and not sentence[at - 1 : at].isalnum()
    )
