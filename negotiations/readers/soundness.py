"""Which statements rest on weak evidence, and a record without those that a reader leaves out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

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
    """Of the record as known then, in two queries."""
    negotiation = reading.negotiation
    known = Statement.objects.known_at(reading.clock.settled).filter(negotiation=negotiation, repeat_of=None)
    articles = {
        pk: (sources, outlet)
        for pk, sources, outlet in Article.objects.filter(negotiation=negotiation).values_list(
            "pk", "sources", "outlet__name"
        )
    }
    unnamed, state, single = set(), set(), set()
    for pk, article, channel, cites in known.values_list("pk", "article", "channel", "cites"):
        outlets = _outlets(*articles[article], cites)
        if channel == Channel.UNNAMED:
            unnamed.add(pk)
        if outlets and all(is_state_media(outlet, negotiation.state_media) for outlet in outlets):
            state.add(pk)
        if len(outlets) < 2:
            single.add(pk)
    return {"unnamed": unnamed, "state media": state, "single": single}


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
