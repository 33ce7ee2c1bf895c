"""A codebook into the database, as a whole: what the file says is what stands there afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.db.backends.postgresql.psycopg_any import NumericRange

from negotiations.codebook.export import export_codebook
from negotiations.codebook.reading import FileError
from negotiations.codebook.shape import Codebook, DelegationEntry, IssueEntry, PartyEntry, PersonEntry, RoundEntry
from negotiations.models import (
    Delegate,
    Delegation,
    Demand,
    Issue,
    Membership,
    Negotiation,
    Office,
    Option,
    Party,
    Person,
    Revision,
    Round,
    Salience,
)

M = TypeVar("M", Party, Person, Issue, Round, Demand)


@transaction.atomic
def save_codebook(codebook: Codebook) -> Negotiation:
    """Creates or updates the negotiation; the same codebook again changes nothing.

    Raises FileError when the file leaves out something that the record rests on.
    """
    negotiation, created = Negotiation.objects.get_or_create(slug=codebook.negotiation, defaults=_about(codebook))
    Revision.objects.claim(negotiation)
    if not created and export_codebook(negotiation) == codebook:
        return negotiation
    Negotiation.objects.filter(pk=negotiation.pk).update(**_about(codebook))
    parties = _save_parties(codebook, negotiation)
    persons = _save_persons(codebook, negotiation, parties)
    issues = _save_issues(codebook, negotiation, parties)
    _save_rounds(codebook, negotiation, parties, persons)
    _save_demands(codebook, negotiation, parties, issues)
    _drop_what_is_left_out(codebook, negotiation)
    return Negotiation.objects.get(pk=negotiation.pk)


def _about(codebook: Codebook) -> dict[str, Any]:
    return {
        "title": codebook.title,
        "summary": codebook.summary,
        "silent_after_days": codebook.silent_after_days,
        "state_media": codebook.state_media,
    }


def _drop_what_is_left_out(codebook: Codebook, negotiation: Negotiation) -> None:
    kept: list[tuple[type[models.Model], Sequence[Any]]] = [
        (Demand, codebook.demands),
        (Round, codebook.rounds),
        (Issue, codebook.issues),
        (Person, codebook.persons),
        (Party, codebook.parties),
    ]
    for model, entries in kept:
        for row in model._default_manager.filter(negotiation=negotiation).exclude(slug__in=[e.slug for e in entries]):
            try:
                row.delete()
            except models.ProtectedError as error:
                what = model._meta.verbose_name
                raise FileError(
                    f"{codebook.negotiation}: the {what} {row} is not in the file, but the record rests on it; keep it"
                ) from error


def _upsert(
    model: type[M], negotiation: Negotiation, entries: Sequence[Any], fields: Callable[[Any], dict[str, Any]]
) -> dict[str, M]:
    """The rows by slug, in the order of the entries."""
    rows = {}
    for ordinal, entry in enumerate(entries):
        values = {**fields(entry), "ordinal": ordinal}
        rows[entry.slug], _ = model._default_manager.update_or_create(
            negotiation=negotiation, slug=entry.slug, defaults=values
        )
    return rows


def _save_parties(codebook: Codebook, negotiation: Negotiation) -> dict[str, Party]:
    plain = ("name", "code", "slot", "kind", "role", "camp", "aliases", "metonyms", "demonyms", "note")
    sides = {slug: number for number, slug in enumerate(codebook.sides or (), start=1)}
    Party.objects.filter(negotiation=negotiation).update(side=None)

    def fields(party: PartyEntry) -> dict[str, Any]:
        return {name: getattr(party, name) for name in plain} | {"side": sides.get(party.slug)}

    parties = _upsert(Party, negotiation, codebook.parties, fields)
    for party in codebook.parties:
        blocs = [{"bloc": parties[b.party], "since": b.since, "until": b.until} for b in party.blocs]
        _replace(Membership, "party", parties[party.slug], blocs)
    return parties


def _save_persons(codebook: Codebook, negotiation: Negotiation, parties: dict[str, Party]) -> dict[str, Person]:
    def fields(person: PersonEntry) -> dict[str, Any]:
        return {
            "name": person.name,
            "aliases": person.aliases,
            "party": parties[person.party] if person.party else None,
            "pronoun": person.pronoun or "",
            "note": person.note,
        }

    persons = _upsert(Person, negotiation, codebook.persons, fields)
    for person in codebook.persons:
        offices = [
            {"party": parties[o.party], "title": o.title, "since": o.since, "until": o.until, "rank": o.rank}
            for o in person.offices
        ]
        _replace(Office, "person", persons[person.slug], offices)
    return persons


def _save_issues(codebook: Codebook, negotiation: Negotiation, parties: dict[str, Party]) -> dict[str, Issue]:
    plain = ("title", "question", "orientation", "kind", "unit", "compared", "silent_after_days", "cues")

    def fields(issue: IssueEntry) -> dict[str, Any]:
        low, high = issue.scale or (None, None)
        return {name: getattr(issue, name) for name in plain} | {"low": low, "high": high}

    Demand.objects.filter(negotiation=negotiation).update(outcome=None)  # till it stands on the new scale
    try:
        issues = _upsert(Issue, negotiation, codebook.issues, fields)
    except IntegrityError as error:  # a scale that no longer holds what was coded on it
        raise FileError(f"{codebook.negotiation}: {str(error).splitlines()[0]}") from error
    for issue in codebook.issues:
        row = issues[issue.slug]
        _replace(Option, "issue", row, [option.model_dump() for option in issue.options])
        weights = [{"party": parties[slug], "weight": weight} for slug, weight in issue.salience.items()]
        _replace(Salience, "issue", row, weights)
    return issues


def _replace(model: Any, column: str, owner: models.Model, wanted: Sequence[dict[str, Any]]) -> None:
    """The parts of a row, in the order of the file; as they are where they say the same already."""
    rows = list(model.objects.filter(**{column: owner}))
    if [{name: getattr(row, name) for name in values} for row, values in zip(rows, wanted, strict=False)] == list(
        wanted
    ) and len(rows) == len(wanted):
        return
    model.objects.filter(**{column: owner}).delete()
    model.objects.bulk_create(model(**{column: owner}, **values) for values in wanted)


def _save_rounds(
    codebook: Codebook, negotiation: Negotiation, parties: dict[str, Party], persons: dict[str, Person]
) -> None:
    plain = ("label", "title", "short", "start", "end", "venue", "format", "priority")

    def fields(round_: RoundEntry) -> dict[str, Any]:
        values = {name: getattr(round_, name) for name in plain}
        return values | {"host": parties[round_.host] if round_.host else None}

    rounds = _upsert(Round, negotiation, codebook.rounds, fields)
    by_name = {name: person for person in persons.values() for name in (*person.aliases, person.name)}
    for round_ in codebook.rounds:
        teams = [{"party": parties[d.party], "level": d.level, "mandate": d.mandate} for d in round_.delegations]
        _replace(Delegation, "round", rounds[round_.slug], teams)
        saved = {delegation.party_id: delegation for delegation in rounds[round_.slug].delegations.all()}
        for entry in round_.delegations:
            _save_delegates(entry, saved[parties[entry.party].pk], by_name)


def _save_delegates(entry: DelegationEntry, delegation: Delegation, persons: dict[str, Person]) -> None:
    members = [
        {
            "name": member.name,
            "person": persons.get(member.name),
            "office": member.office,
            "is_head": member.name == entry.head,
        }
        for member in entry.members
    ]
    _replace(Delegate, "delegation", delegation, members)


def _save_demands(
    codebook: Codebook, negotiation: Negotiation, parties: dict[str, Party], issues: dict[str, Issue]
) -> None:
    def fields(demand: Any) -> dict[str, Any]:
        outcome = NumericRange(*demand.outcome, bounds="[]") if demand.outcome else None
        return {
            "title": demand.title,
            "party": parties[demand.party],
            "issue": issues[demand.issue],
            "outcome": outcome,
        }

    demands = _upsert(Demand, negotiation, codebook.demands, fields)
    for entry in codebook.demands:
        demands[entry.slug].addressees.set(parties[slug] for slug in entry.addressees)
