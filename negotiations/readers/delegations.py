"""Who a party sent to a round, in which office, and how that changed from the round before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from negotiations.models import Delegate, Delegation, Party, Person, Round
from negotiations.readers.agenda import Agenda

Level = Literal["higher", "lower", "same", "unknown"]


@dataclass(frozen=True)
class Member:
    """`office` is the post held then; `rank` that of the codebook's office on that day, where it knows one."""

    name: str
    office: str
    rank: int | None
    is_head: bool
    person: Person | None


@dataclass(frozen=True)
class Team:
    """A party's delegation at one round; `before` is the one it sent to an earlier round, the last."""

    round: Round
    party: Party
    level: str
    mandate: str
    members: Sequence[Member]
    before: Team | None

    @property
    def head(self) -> Member | None:
        return next((member for member in self.members if member.is_head), None)

    @property
    def others(self) -> list[Member]:
        return [member for member in self.members if not member.is_head]

    @property
    def changed(self) -> Level:
        """The rank of the head's office against that of the head before; 1 is the highest."""
        now, then = self.head, self.before.head if self.before else None
        if now is None or then is None or now.rank is None or then.rank is None:
            return "unknown"
        if now.rank == then.rank:
            return "same"
        return "higher" if now.rank < then.rank else "lower"

    @property
    def same_head(self) -> bool:
        now, then = self.head, self.before.head if self.before else None
        return bool(now and then and now.name == then.name)

    @property
    def same_office(self) -> bool:
        now, then = self.head, self.before.head if self.before else None
        return bool(now and then and now.office == then.office)

    @property
    def joined(self) -> list[Member]:
        """Members who were not in the delegation before."""
        earlier = {member.name for member in self.before.members} if self.before else set()
        return [member for member in self.members if member.name not in earlier]

    @property
    def unsure(self) -> str:
        """Why the two heads' ranks cannot be compared."""
        if self.head is None:
            return "nobody is named as its head here"
        if self.before and self.before.head is None:
            return "nobody is named as its head there"
        return "the codebook has no rank for one of the two offices"


def teams(agenda: Agenda) -> list[Team]:
    """All delegations of a negotiation, by round and then as the codebook has them. Four queries."""
    rows = Delegation.objects.filter(round__negotiation=agenda.negotiation).prefetch_related(
        "delegates__person__offices"
    )
    by_round: dict[int, list[Delegation]] = {}
    for row in rows:
        by_round.setdefault(row.round_id, []).append(row)
    latest: dict[int, Team] = {}
    found = []
    for round_ in agenda.rounds:
        for row in by_round.get(round_.pk, []):
            team = _team(agenda, round_, row, latest.get(row.party_id))
            latest[row.party_id] = team
            found.append(team)
    return found


def _team(agenda: Agenda, round_: Round, row: Delegation, before: Team | None) -> Team:
    members = [_member(delegate, round_.start) for delegate in row.delegates.all()]
    return Team(round_, agenda.party_by_id[row.party_id], row.level, row.mandate, members, before)


def _member(delegate: Delegate, day: date) -> Member:
    person = delegate.person
    held = person.office_on(day) if person else None
    office = delegate.office or (held.title if held else "")
    return Member(delegate.name, office, held.rank if held else None, delegate.is_head, person)
