"""A negotiation's agenda as a codebook, and a codebook as a file that people can read and edit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from negotiations.codebook.shape import (
    Codebook,
    DelegateEntry,
    DelegationEntry,
    DemandEntry,
    IssueEntry,
    MembershipEntry,
    OfficeEntry,
    OptionEntry,
    PartyEntry,
    PersonEntry,
    RoundEntry,
)
from negotiations.models import Delegation, Demand, Issue, Negotiation, Party, Person, Round


def export_codebook(negotiation: Negotiation) -> Codebook:
    """Reads the whole agenda; importing what comes out gives the same agenda."""
    parties = list(Party.objects.filter(negotiation=negotiation).prefetch_related("memberships__bloc"))
    return Codebook(
        negotiation=negotiation.slug,
        title=negotiation.title,
        summary=negotiation.summary,
        silent_after_days=negotiation.silent_after_days,
        state_media=negotiation.state_media,
        sides=_sides(parties),
        parties=[_party(party) for party in parties],
        persons=[_person(p) for p in _of(Person, negotiation, "party", "offices__party")],
        issues=[issue_entry(i) for i in _of(Issue, negotiation, "options", "saliences__party")],
        rounds=[_round(r) for r in _of(Round, negotiation, "host", "delegations__party", "delegations__delegates")],
        demands=[_demand(d) for d in _of(Demand, negotiation, "party", "issue", "addressees")],
    )


def codebook_yaml(codebook: Codebook) -> str:
    """YAML in the order of the shape; fields left at their default are left out."""
    return yaml.safe_dump(as_data(codebook), allow_unicode=True, sort_keys=False, width=110)


def as_data(codebook: Codebook) -> Any:
    return _plain(codebook.model_dump(by_alias=True, exclude_defaults=True))


def _plain(value: Any) -> Any:
    """What YAML and JSON can say: no tuples, and whole numbers without a point."""
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case str() | int() | bool() | None | date():
            return value
        case _:
            raise TypeError(f"a codebook holds no {type(value).__name__}")


def _of(model: Any, negotiation: Negotiation, *related: str) -> Any:
    """Rows of one negotiation in the codebook's order (rounds, too, stand there as the file had them)."""
    return model.objects.filter(negotiation=negotiation).order_by("ordinal", "id").prefetch_related(*related)


def _sides(parties: list[Party]) -> tuple[str, str] | None:
    chosen = sorted((party.side, party.slug) for party in parties if party.side)
    return (chosen[0][1], chosen[1][1]) if len(chosen) == 2 else None


def _party(party: Party) -> PartyEntry:
    plain = ("name", "slug", "code", "slot", "kind", "role", "camp", "aliases", "metonyms", "demonyms", "note")
    blocs = [MembershipEntry(party=m.bloc.slug, since=m.since, until=m.until) for m in party.memberships.all()]
    return PartyEntry(**{name: getattr(party, name) for name in plain}, blocs=blocs)


def _person(person: Person) -> PersonEntry:
    offices = [
        OfficeEntry(title=o.title, party=o.party.slug, rank=o.rank, since=o.since, until=o.until)
        for o in person.offices.all()
    ]
    return PersonEntry(
        name=person.name,
        slug=person.slug,
        aliases=person.aliases,
        party=person.party.slug if person.party else None,
        pronoun=person.pronoun or None,
        offices=offices,
        note=person.note,
    )


def issue_entry(issue: Issue) -> IssueEntry:
    plain = ("slug", "title", "question", "orientation", "kind", "unit", "compared", "silent_after_days", "cues")
    numeric = issue.kind == "numeric"
    return IssueEntry(
        **{name: getattr(issue, name) for name in plain},
        range=(issue.low, issue.high) if numeric else None,
        salience={s.party.slug: s.weight for s in issue.saliences.all()},
        options=[
            OptionEntry(slug=o.slug, value=o.value, label=o.label, definition=o.definition, cues=o.cues)
            for o in issue.options.all()
        ],
    )


def _round(round_: Round) -> RoundEntry:
    plain = ("slug", "label", "title", "short", "start", "end", "venue", "format", "priority")
    return RoundEntry(
        **{name: getattr(round_, name) for name in plain},
        host=round_.host.slug if round_.host else None,
        delegations=[_delegation(d) for d in round_.delegations.all()],
    )


def _delegation(delegation: Delegation) -> DelegationEntry:
    delegates = list(delegation.delegates.all())
    return DelegationEntry(
        party=delegation.party.slug,
        head=next((d.name for d in delegates if d.is_head), None),
        level=delegation.level,
        mandate=delegation.mandate,
        members=[DelegateEntry(name=d.name, office=d.office) for d in delegates],
    )


def _demand(demand: Demand) -> DemandEntry:
    return DemandEntry(
        slug=demand.slug,
        title=demand.title,
        party=demand.party.slug,
        addressees=[party.slug for party in demand.addressees.all()],
        issue=demand.issue.slug,
        outcome=(demand.outcome.lower, demand.outcome.upper) if demand.outcome else None,
    )
