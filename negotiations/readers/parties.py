"""The parties of a negotiation side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from negotiations.models import Issue, Party
from negotiations.positions import Overall, overall
from negotiations.readers.agenda import Agenda
from negotiations.readers.reading import OfReading, Reading


@dataclass(frozen=True)
class Line:
    """One party on the day shown: `stated` counts the issues with a scale on which it has a position, of `of`."""

    party: Party
    bloc: Party | None
    stated: int
    of: int
    statements: int
    last_heard: date | None
    on: date
    other: Party | None
    gap: Overall | None

    @property
    def age(self) -> int | None:
        return (self.on - self.last_heard).days if self.last_heard else None


@dataclass(frozen=True)
class Camp:
    name: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Parties(OfReading):
    reading: Reading
    camps: Sequence[Camp]

    @cached_property
    def has_blocs(self) -> bool:
        return any(line.bloc for camp in self.camps for line in camp.lines)

    @cached_property
    def coded(self) -> list[Line]:
        return [line for camp in self.camps for line in camp.lines if line.statements]

    @cached_property
    def most_stated(self) -> Line | None:
        """The party with a position on the most issues, the first of equals."""
        return max(self.coded, key=lambda line: line.stated, default=None)

    @property
    def equals(self) -> str:
        """Who has as many."""
        most = self.most_stated
        names = [line.party.name for line in self.coded if most and line is not most and line.stated == most.stated]
        return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))

    @cached_property
    def uncoded(self) -> list[Party]:
        return [line.party for camp in self.camps for line in camp.lines if not line.statements]


def parties_page(reading: Reading) -> Parties:
    """Under the headings of the codebook, in its order."""
    camps: dict[str, list[Line]] = {}
    for party in reading.agenda.parties:
        camps.setdefault(party.camp or "Parties", []).append(party_line(reading, party))
    return Parties(reading, [Camp(name, lines) for name, lines in camps.items()])


def party_line(reading: Reading, party: Party) -> Line:
    said = [coded.said_on for coded in reading.record.said_by(party.pk, reading.on)]
    issues = with_scale(reading.agenda)
    other = other_side(reading.agenda, party)
    return Line(
        party=party,
        bloc=reading.agenda.bloc_on(party, reading.on),
        stated=sum(reading.lane(party, issue).position(reading.on) is not None for issue in issues),
        of=len(issues),
        statements=len(said),
        last_heard=max(said, default=None),
        on=reading.on,
        other=other,
        gap=gap_to(reading, party, other) if other else None,
    )


def with_scale(agenda: Agenda) -> list[Issue]:
    """The issues on which a party can have a position."""
    return [issue for issue in agenda.issues if issue.low is not None]


def other_side(agenda: Agenda, party: Party) -> Party | None:
    """The other of the two sides compared, where the party is one of them."""
    sides = agenda.default_sides or ()
    return next((side for side in sides if side != party), None) if party in sides else None


def gap_to(reading: Reading, party: Party, other: Party) -> Overall:
    return overall(reading.record, (party.pk, other.pk), reading.agenda.scales((party, other)), reading.on)
