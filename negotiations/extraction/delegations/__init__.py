"""Teams named for a round: who leads them and who belongs, of what level, with what mandate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from negotiations.extraction.delegations.appointments import accompanied, boycotted, mandated, named
from negotiations.extraction.delegations.clues import Clue
from negotiations.extraction.delegations.holders import party_of_office
from negotiations.extraction.delegations.membership import membership
from negotiations.extraction.delegations.people import Delegate
from negotiations.extraction.delegations.phrases import TALKS, Phrase, phrase_of
from negotiations.extraction.delegations.rounds import nearest_round, round_of
from negotiations.extraction.delegations.teams import teams_in
from negotiations.extraction.lexicon import Lexicon, Round
from negotiations.extraction.mentions import Mentions
from negotiations.extraction.sentences import Sentence
from negotiations.extraction.spans import Span

__all__ = ["Delegation", "find_delegations", "nearest_round"]

BOYCOTT = "boycotted"


@dataclass(frozen=True)
class Mandate:
    """The words that say what a delegation may do, and where they stand."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Delegation:
    """One of a party for a round. `start`, `end` are the words it was first found by, `spans` all of them.

    `offices` are those that the text gives, by name; `absent` those of whom it says that they stay away.
    """

    start: int
    end: int
    party: str
    head: str | None
    members: tuple[str, ...] = ()
    round: Round | None = None
    offices: dict[str, str] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    level: str | None = None
    mandate: Mandate | None = None
    spans: tuple[Span, ...] = ()

    def details(self) -> dict[str, Any]:
        """What is told beside party, round, head and members."""
        named = [*filter(None, [self.head]), *self.members]
        return {
            "level": self.level,
            "mandate": vars(self.mandate) if self.mandate else None,
            "delegates": [{"name": n, "office": self.offices.get(n), "head": n == self.head} for n in named],
            "absent": list(self.absent),
            "spans": [list(span) for span in self.spans],
        }


def find_delegations(
    body: str, sentences: Iterable[Sentence], mentions: Mentions, lexicon: Lexicon, day: date
) -> list[Delegation]:
    """One per party and round, in the order in which they are named."""
    found: dict[tuple[str, str | None], list[Delegation]] = {}
    last: str | None = None
    before: Phrase | None = None
    for sentence in sentences:
        phrase = phrase_of(body, sentence.span, mentions)
        clues = list(clues_in(phrase))
        when = round_of(body[slice(*sentence.span)], lexicon, day) if clues else None
        for clue in clues:
            party = _party(clue, last) or _of_office(clue, phrase, before, lexicon, day)
            if party:
                found.setdefault((party, when.slug if when else None), []).append(_told(clue, phrase, party, when))
                last = party
        before = phrase
    return [_gathered(told) for told in found.values()]


def clues_in(phrase: Phrase) -> Iterator[Clue]:
    teams = list(teams_in(phrase))
    for team in teams:
        yield from membership(phrase, team, teams)
    yield from named(phrase)
    if phrase.any_of(TALKS):
        yield from accompanied(phrase)
        yield from boycotted(phrase)
    yield from mandated(phrase, teams)


def _party(clue: Clue, last: str | None) -> str | None:
    """By whose team it is called, then by those in it; "the delegation" is the one spoken of before."""
    named = clue.head or (clue.members[0] if clue.members else None)
    return clue.party or (named.party if named else None) or (last if clue.carries else None)


def _of_office(clue: Clue, phrase: Phrase, before: Phrase | None, lexicon: Lexicon, day: date) -> str | None:
    return party_of_office(phrase, clue.first, before, lexicon, day) if clue.mandate else None


def _told(clue: Clue, phrase: Phrase, party: str, when: Round | None) -> Delegation:
    """As far as one clue tells."""
    ours = [one for one in clue.members if one.party in (None, party)]
    head = clue.head if clue.head and clue.head.party in (None, party) else None
    span = phrase.span(clue.first, clue.last)
    return Delegation(
        *span,
        party,
        head.name if head else None,
        tuple(dict.fromkeys(one.name for one in ours)),
        when,
        dict(_offices([*filter(None, [head]), *ours])),
        tuple(one.name for one in clue.absent),
        BOYCOTT if clue.boycotts else clue.level,
        Mandate(*clue.mandate, phrase.body[slice(*clue.mandate)]) if clue.mandate else None,
        (span,),
    )


def _offices(delegates: Iterable[Delegate]) -> Iterator[tuple[str, str]]:
    return ((one.name, one.office) for one in delegates if one.office)


def _gathered(told: Sequence[Delegation]) -> Delegation:
    """All that is told of one delegation. A second head is one more member; who stays away is none."""
    head = next((one.head for one in told if one.head), None)
    absent = dict.fromkeys(name for one in told for name in one.absent)
    named = dict.fromkeys(name for one in told for name in (one.head, *one.members) if name)
    return replace(
        told[0],
        head=head,
        members=tuple(name for name in named if name != head and name not in absent),
        offices={name: office for one in reversed(told) for name, office in one.offices.items()},
        absent=tuple(absent),
        level=next((one.level for one in told if one.level), None),
        mandate=next((one.mandate for one in told if one.mandate), None),
        spans=tuple(dict.fromkeys(span for one in told for span in one.spans)),
    )
