"""Which statements rest on weak evidence, and a record without those that a reader leaves out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from negotiations.models import Article, Channel, Statement
from negotiations.positions import Weak
from negotiations.readers.evidence import cited_of
from negotiations.readers.reading import Reading


@dataclass(frozen=True)
class Switches:
    """What a reader leaves out, and whether all issues weigh the same."""

    on_record: bool = False
    no_state_media: bool = False
    equal_weights: bool = False


def switches_asked(query: Mapping[str, Any]) -> Switches:
    return Switches(*(bool(query[name]) for name in ("on_record", "no_state_media", "equal_weights")))


def weak_statements(reading: Reading) -> Weak:
    """Of the record as known then, in two queries. An utterance has the sources of all who printed it."""
    listed = reading.negotiation.state_media
    printed = _printed(reading)
    return {
        "unnamed": {one.pk for one in printed if one.channels == {Channel.UNNAMED}},
        "state media": {one.pk for one in printed if all(is_state_media(outlet, listed) for outlet in one.outlets)},
        "single": {one.pk for one in printed if len(one.outlets) < 2},
    }


@dataclass
class _Printed:
    """The statement that counts, and through which channels and outlets it came, there and where it was repeated."""

    pk: int
    channels: set[str] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)


def _printed(reading: Reading) -> list[_Printed]:
    articles = Article.objects.filter(negotiation=reading.negotiation).values_list("pk", "sources", "outlet__name")
    texts = {pk: (sources, outlet) for pk, sources, outlet in articles}
    known = Statement.objects.known_at(reading.clock.settled).filter(negotiation=reading.negotiation)
    columns = ("pk", "lineage", "repeat_of__lineage", "article", "channel", "cites")
    found: dict[UUID, _Printed] = {}
    for pk, lineage, first, article, channel, cites in known.values_list(*columns):
        one = found.setdefault(first or lineage, _Printed(pk))
        if first is None:
            one.pk = pk
        one.channels.add(channel)
        one.outlets |= _outlets(*texts[article], cites)
    return list(found.values())


def _outlets(sources: Sequence[dict[str, Any]], outlet: str, cites: Collection[str]) -> set[str]:
    """Those that printed it: the article's own, where it names no other."""
    return {source["outlet"] for source in cited_of(sources, cites)} or {outlet}


def is_state_media(outlet: str, listed: Iterable[str]) -> bool:
    """Whether an outlet is one of those listed, or prints the text of one: "Name", "Other (Name text)"."""
    before, _, inside = outlet.partition("(")
    inside = re.sub(r"^(citing|summarising|quoting) ", "", inside.rstrip(") "))
    return any(before.strip() == name or re.match(rf"{re.escape(name)}\b", inside) for name in listed)


def switched(reading: Reading, switches: Switches, weak: Weak) -> Reading:
    """The same reading without what the reader leaves out."""
    left_out = {
        *(weak["unnamed"] if switches.on_record else ()),
        *(weak["state media"] if switches.no_state_media else ()),
    }
    agenda = replace(reading.agenda, equal_weights=switches.equal_weights)
    return replace(reading, agenda=agenda, record=reading.record.without(left_out))
