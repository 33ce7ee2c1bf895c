"""Persons named one after another, each with the office that the text gives."""

from __future__ import annotations

from dataclasses import dataclass

from negotiations.extraction.delegations.phrases import OBLIQUE, OFFICES, STOPS, Phrase
from negotiations.extraction.vocabulary import AUXILIARIES, DETERMINERS, words

FARTHEST = 9  # words between two persons of one list
LONGEST_OFFICE = 8  # words
BETWEEN = words(", and & both well as")
JOINING = words(", and &")


@dataclass(frozen=True)
class Delegate:
    """`party` as far as the codebook or the words beside the name tell; `at` is the place in the phrase."""

    name: str
    office: str | None
    party: str | None
    at: int


def groups_in(phrase: Phrase, first: int, last: int) -> list[list[Delegate]]:
    """Lists of persons between two words; a verb or a mark ends one."""
    groups: list[list[Delegate]] = [[]]
    previous = first
    for at in range(max(0, first), min(last, len(phrase.words))):
        if phrase.lower(at) in STOPS | AUXILIARIES and not phrase.words[at].mention:
            groups.append([])
        elif phrase.words[at].is_person and _is_listed(phrase, at, previous):
            if groups[-1] and not _goes_with(phrase, previous, at):
                groups.append([])
            groups[-1].append(_delegate(phrase, at))
            previous = at
    return [group for group in groups if group]


def _goes_with(phrase: Phrase, one: int, other: int) -> bool:
    return other - one <= FARTHEST and phrase.any_of(JOINING, one, other)


def _is_listed(phrase: Phrase, at: int, first: int) -> bool:
    """Not "an adviser to Berg", and not "Berg’s plan"; right after "led by" or "naming of" a name is meant itself."""
    return not phrase.words[at].owns and (at == first or phrase.lower(at - 1) not in OBLIQUE)


def _delegate(phrase: Phrase, at: int) -> Delegate:
    mention = phrase.words[at].mention
    assert mention
    first = _title_before(phrase, at)
    office = phrase.text(first, at) if first < at else _title_after(phrase, at)
    name = mention.person.name if mention.person else mention.text
    beside = phrase.words[first - 1].party if first else None
    return Delegate(name, office, mention.party or beside, at)


def _title_before(phrase: Phrase, at: int) -> int:
    """Where "Deputy Foreign Minister" begins before the name; at the name where it has no title."""
    first = at
    while first > max(0, at - LONGEST_OFFICE) and _is_of_title(phrase, first - 1):
        first -= 1
    while first < at and phrase.lower(first) == "of":
        first += 1
    return first if phrase.any_of(OFFICES, first, at) else at


def _is_of_title(phrase: Phrase, at: int) -> bool:
    word = phrase.words[at]
    closed = DETERMINERS | AUXILIARIES | STOPS | BETWEEN | (OBLIQUE - {"of"}) | NOT_OFFICES
    return word.is_plain and word.lower not in closed


NOT_OFFICES = words(
    """including includes include included comprising comprises such consists consisting made up composed joining
        naming named appointed appointing reappointed appoints delegation team side figure joined joins in on at"""
)


def _title_after(phrase: Phrase, at: int) -> str | None:
    """ "…, the chief negotiator," """
    if phrase.lower(at + 1) != ",":
        return None
    first = at + 2 + (phrase.lower(at + 2) in DETERMINERS)
    last = first
    while last < min(first + LONGEST_OFFICE, len(phrase.words)) and _goes_on(phrase, last):
        last += 1
    ends = last == len(phrase.words) or phrase.lower(last) in STOPS | AUXILIARIES | {",", "and"}
    return phrase.text(first, last) if last > first and ends and phrase.any_of(OFFICES, first, last) else None


def _goes_on(phrase: Phrase, at: int) -> bool:
    word = phrase.words[at]
    named = word.mention is not None and phrase.lower(at - 1) in OBLIQUE
    return named or (word.is_plain and word.lower not in (STOPS | AUXILIARIES | {"and"}) - {"to"})


def persons_after(phrase: Phrase, at: int, within: int = 40) -> list[Delegate]:
    """The list that begins within a few words; a list that begins later is of something else."""
    groups = groups_in(phrase, at, at + within)
    ended = next((k for k in range(at, len(phrase.words)) if phrase.lower(k) in STOPS), len(phrase.words))
    return groups[0] if groups and groups[0][0].at - at < FARTHEST and groups[0][0].at < ended else []


def persons_before(phrase: Phrase, at: int, within: int = 30) -> list[Delegate]:
    """The last list before a verb."""
    groups = groups_in(phrase, max(0, at - within), at)
    return groups[-1] if groups else []
