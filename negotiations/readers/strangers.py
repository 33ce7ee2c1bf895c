"""Names that articles have and the codebook lacks, the most frequent first, with the words that they stand in."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import F, IntegerField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Greatest, Substr

from negotiations.models import Delegate, Negotiation, NotAPerson, Office, Party, Person, Suggestion

AROUND = 160
"""Characters shown before a name, and after it."""
APPOSED = re.compile(r"^, (?:the |a |an )?([^,.;:“”\"\n]{4,80})[,.]")
BREAKS = re.compile(r"[.,;:!?“”\"\n]|\b(?:the|a|an|by|said|and|with|to|that)\b", re.IGNORECASE)
NAME = re.compile(r"[^\W\d_a-z]\S*(?: (?:[^\W\d_a-z]\S*|al|bin|da|de|del|den|der|di|dos|du|el|ibn|la|le|van|von))+")
"""Of two words at least: of one alone nobody can tell whether it is a place or a paper."""


ARTICLES = ("The", "A", "An", "Both")


class Said(NamedTuple):
    pk: int
    name: str
    party: int | None
    article: int
    source: list[int] | None


@dataclass(frozen=True)
class Stranger:
    """`party`, `office` and its `rank` are what the words around the name tell, if they tell any."""

    name: str
    suggestions: int
    articles: int
    seats: int
    party: Party | None
    first: int | None
    article: int | None = None
    before: str = ""
    after: str = ""
    office: str = ""
    rank: int = 9


def strangers(negotiation: Negotiation) -> list[Stranger]:
    """Of suggestions without a person, and of delegations. Six queries, however many there are."""
    known = _known(negotiation)
    seats = Counter(name for name in _seated(negotiation) if name not in known)
    said: dict[str, list[Said]] = defaultdict(list)
    for one in _said(negotiation):
        if one.name not in known and NAME.fullmatch(one.name) and one.name.split()[0] not in ARTICLES:
            said[one.name].append(one)
    parties = {party.pk: party for party in Party.objects.filter(negotiation=negotiation)}
    found = [_stranger(name, said[name], seats[name], parties) for name in {**said, **dict.fromkeys(seats)}]
    return sorted(found, key=lambda one: (-one.suggestions, -one.seats, one.name))


def in_their_words(negotiation: Negotiation, shown: Sequence[Stranger]) -> list[Stranger]:
    """With what stands around each name where it was first said, and the office that this tells. Two queries."""
    begun = Coalesce(Cast(KeyTextTransform(0, "source"), IntegerField()), F("start"))
    rows = Suggestion.objects.filter(pk__in=[one.first for one in shown]).annotate(begun=begun)
    texts = rows.annotate(around=Substr("article__body", Greatest(F("begun") - AROUND, 0) + 1, 3 * AROUND))
    around = {pk: (article, text) for pk, article, text in texts.values_list("pk", "article", "around")}
    titles = Office.objects.filter(person__negotiation=negotiation).values_list("title", "rank")
    ranks = {title.lower(): rank for title, rank in titles}
    return [_told(one, *around[one.first], ranks) if one.first in around else one for one in shown]


def _known(negotiation: Negotiation) -> set[str]:
    persons = Person.objects.filter(negotiation=negotiation).values_list("name", "aliases")
    parties = Party.objects.filter(negotiation=negotiation).values_list("name", "aliases", "metonyms", "demonyms")
    dismissed = NotAPerson.objects.filter(negotiation=negotiation).values_list("name", flat=True)
    return {*dismissed} | {word for name, *lists in chain[Any](persons, parties) for word in (name, *chain(*lists))}


def _said(negotiation: Negotiation) -> list[Said]:
    rows = Suggestion.objects.filter(negotiation=negotiation, person=None, repeat_of=None).exclude(speaker="")
    ordered = rows.order_by("article__date", "start", "pk")
    return [Said(*row) for row in ordered.values_list("pk", "speaker", "party", "article", "source")]


def _seated(negotiation: Negotiation) -> list[str]:
    rows = Delegate.objects.filter(delegation__round__negotiation=negotiation, person=None)
    return list(rows.values_list("name", flat=True))


def _stranger(name: str, said: Sequence[Said], seats: int, parties: dict[int, Party]) -> Stranger:
    spoke_for = Counter(one.party for one in said if one.party in parties)
    party = parties[spoke_for.most_common(1)[0][0] or 0] if spoke_for else None
    first = next((one for one in said if one.source), said[0] if said else None)
    return Stranger(name, len(said), len({one.article for one in said}), seats, party, first.pk if first else None)


def _told(one: Stranger, article: int, text: str, ranks: dict[str, int]) -> Stranger:
    at = text.find(one.name)
    if at < 0:
        at = max(text.find(one.name.split()[-1]), 0)
    before, after = text[:at], text[at + len(one.name) :][:AROUND]
    office = _office(before, after, one.party)
    return replace(one, article=article, before=before, after=after, office=office, rank=ranks.get(office.lower(), 9))


def _office(before: str, after: str, party: Party | None) -> str:
    """“Foreign Minister Jane Doe”, or “Jane Doe, the foreign minister,”."""
    apposed = APPOSED.match(after)
    words = apposed[1] if apposed else _title(before)
    names = [party.name, *party.aliases, *party.demonyms, *party.metonyms] if party else []
    for name in sorted(names, key=len, reverse=True):
        words = re.sub(rf"(?:^|(?<=\s)){re.escape(name)}(?:'s|’s)?(?:\s+|$)|\s+of {re.escape(name)}$", "", words)
    words = words.strip()
    return words[:1].upper() + words[1:] if len(words) > 3 else ""


def _title(before: str) -> str:
    """What stands right before the name, from the last mark or article on, where it is short and no verb ends it."""
    clause = re.split(r"[.,;:!?“”\"\n]|\b(?:the|a|an|by|said|and|with|to|that)\b", before, flags=re.IGNORECASE)[
        -1
    ].strip()
    return clause if 0 < len(clause.split()) <= 5 and clause[:1].isalpha() else ""
