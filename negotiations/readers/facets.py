"""The choices of a timeline's filters, each with what it would find under all the other filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from negotiations.models import Act, Channel, Party, Person
from negotiations.readers.agenda import Agenda


@dataclass(frozen=True, slots=True)
class Line:
    """One statement as far as filters go; `misses` are the filters asked for that it does not pass.

    `quoted` tells whether the words asked for stand in its own quote, `repeats` whether another article said it before.
    """

    id: int
    party: int
    issue: int | None
    person: int | None
    act: str
    channel: str
    said_on: date
    round: int | None
    repeats: bool
    quoted: bool
    misses: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """One value of a filter."""

    value: str
    label: str
    count: int
    chosen: bool
    party: Party | None = None

    @property
    def is_idle(self) -> bool:
        """It would find nothing, and nobody asked for it."""
        return not self.count and not self.chosen


@dataclass(frozen=True)
class Facets:
    parties: Sequence[Choice]
    acts: Sequence[Choice]
    issues: Sequence[Choice]
    persons: Sequence[Choice]
    channels: Sequence[Choice]
    rounds: Sequence[Choice]


def facets_of(lines: Sequence[Line], agenda: Agenda, persons: Sequence[Person], query: dict[str, list[str]]) -> Facets:
    """From lines of the period shown. A party or person that is nowhere on record is no choice."""

    def choices(name: str, of: Callable[[Line], object], offered: Iterable[tuple[object, str, str]]) -> list[Choice]:
        counts = Counter(of(line) for line in lines if not line.misses or line.misses == (name,))
        return [Choice(slug, label, counts[key], slug in query[name]) for key, slug, label in offered]

    return Facets(
        parties=_with_parties(
            choices("party", lambda line: line.party, ((p.pk, p.slug, p.name) for p in agenda.parties)), agenda
        ),
        acts=choices("act", lambda line: line.act, ((act, act, act) for act in Act.values)),
        issues=choices("issue", lambda line: line.issue, ((i.pk, i.slug, i.title) for i in agenda.issues)),
        persons=sorted(
            choices("person", lambda line: line.person, ((p.pk, p.slug, p.name) for p in persons)),
            key=lambda choice: (-choice.count, choice.label),
        ),
        channels=choices(
            "channel", lambda line: line.channel, ((value, value, label) for value, label in Channel.choices)
        ),
        rounds=list(_rounds(lines, agenda, query["round"])),
    )


def _with_parties(choices: Iterable[Choice], agenda: Agenda) -> list[Choice]:
    return [
        Choice(choice.value, choice.label, choice.count, choice.chosen, party)
        for choice, party in zip(choices, agenda.parties, strict=True)
    ]


def _rounds(lines: Sequence[Line], agenda: Agenda, asked: Sequence[str]) -> Iterator[Choice]:
    """A statement may belong to several: said while one lasted, reported of another."""
    open_to = [line for line in lines if not line.misses or line.misses == ("round",)]
    for round_ in agenda.rounds:
        count = sum(line.round == round_.pk or round_.start <= line.said_on <= round_.end for line in open_to)
        yield Choice(round_.slug, str(round_), count, round_.slug in asked)
