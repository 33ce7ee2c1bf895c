"""Who speaks for a party: their offices over time, how often each spoke and when last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from negotiations.models import Office, Party, Person
from negotiations.positions import Coded
from negotiations.positions.tone import monday_of
from negotiations.readers.reading import Reading


@dataclass(frozen=True)
class Speaker:
    """`spoke` counts the statements for the party by the day shown; `last` leads to the newest."""

    person: Person
    offices: Sequence[Office]
    spoke: int
    last: Coded | None
    on: date

    @property
    def last_monday(self) -> date | None:
        return monday_of(self.last.said_on) if self.last else None

    @property
    def rank(self) -> int:
        """Of the office held on the day shown, else of the highest ever held."""
        held = [office for office in self.offices if office.held_on(self.on)] or self.offices
        return min((office.rank for office in held), default=9)


@dataclass(frozen=True)
class People:
    """`unnamed` are statements of the party in which no person of the codebook is named."""

    spoke: Sequence[Speaker]
    silent: Sequence[Speaker]
    unnamed: int


def people(reading: Reading, party: Party) -> People:
    """Of the codebook, who spoke most first. Two queries."""
    said: dict[int | None, list[Coded]] = defaultdict(list)
    for coded in reading.record.said_by(party.pk, reading.on):
        said[coded.person].append(coded)
    rows = Person.objects.filter(
        Q(party=party) | Q(offices__party=party) | Q(pk__in=[pk for pk in said if pk]), negotiation=reading.negotiation
    )
    speakers = [
        _speaker(person, party, said[person.pk], reading.on) for person in rows.distinct().prefetch_related("offices")
    ]
    spoke = [speaker for speaker in speakers if speaker.spoke]
    return People(
        spoke=sorted(spoke, key=lambda speaker: (-speaker.spoke, speaker.rank)),
        silent=sorted((s for s in speakers if not s.spoke), key=lambda speaker: speaker.rank),
        unnamed=len(said[None]),
    )


def _speaker(person: Person, party: Party, said: Sequence[Coded], on: date) -> Speaker:
    offices = [office for office in person.offices.all() if office.party_id == party.pk]
    offices.sort(key=lambda office: (office.since or date.min, office.rank))
    return Speaker(person, offices, len(said), max(said, key=lambda c: (c.said_on, c.id), default=None), on)
