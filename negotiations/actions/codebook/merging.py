"""Two rows of a codebook that are one: all that is coded with the one is coded with the other from then on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Model, Q

from accounts.models import User
from accounts.roles import Role
from negotiations.actions.audit import Refused, begin
from negotiations.actions.codebook.editing import Changed, attempted, checked_changes
from negotiations.actions.codebook.rows import codebook_rows, mark_of, parts_of
from negotiations.actions.codebook.scales import Outcomes, clear, demands_on, moved, place, versions
from negotiations.actions.writing import as_before, write
from negotiations.models import (
    Addressee,
    Delegate,
    Delegation,
    Demand,
    Edit,
    Issue,
    Membership,
    Office,
    Party,
    Person,
    Round,
    Salience,
    Statement,
)

NAMED_IN: dict[type[Model], tuple[str, ...]] = {
    Party: ("party", "addressee"),
    Person: ("person",),
    Issue: ("issue",),
    Demand: ("demand",),
    Round: (),
}
"""The columns in which statements name it."""


def statements_naming(row: Any) -> list[Statement]:
    """The standing ones, by day."""
    columns = NAMED_IN[type(row)]
    if not columns:
        return []
    named = Q()
    for column in columns:
        named |= Q(**{column: row})
    rows = (
        Statement.objects.known_at(None)
        .filter(named)
        .select_related("article__outlet", "party", "person", "negotiation")
    )
    return list(rows.order_by("said_on", "id"))


@transaction.atomic
def merge_entries(gone: Any, into: Any, *, seen: str, outcomes: Outcomes | None = None, by: User) -> Edit:
    """`gone` stays as a row that no page lists, for what is immutable names it; its address leads to `into`.

    `seen` is the mark that `merge_basis` gave to the preview. `outcomes` place what stands on an issue that goes.
    """
    negotiation = into.negotiation
    begin(negotiation, by, Role.ADMIN)
    _refuse_unlike(gone, into)
    if merge_basis(gone, into) != seen:
        raise Changed("Something that the merge touches changed meanwhile: look at it again.")
    before = codebook_rows(negotiation)
    closing, drafts = versions(statements_naming(gone), lambda old: _renamed(old, gone, into, outcomes or {}, by))
    changes: list[dict[str, Any]] = []

    def meanwhile() -> None:
        attempted(lambda: _move(gone, into, outcomes or {}))
        changes.extend(checked_changes(negotiation, before, by))

    return write("merge", negotiation, by, closing=closing, drafts=drafts, meanwhile=meanwhile, changes=changes)


def merge_basis(gone: Any, into: Any) -> str:
    rows = codebook_rows(into.negotiation)
    scopes = [part for row in (gone, into) for part in parts_of(rows, type(row), row.pk)]
    return mark_of([*scopes, *((("statement", row.pk), {}) for row in statements_naming(gone))])


def _refuse_unlike(gone: Any, into: Any) -> None:
    if type(gone) is not type(into) or gone.pk == into.pk or gone.negotiation_id != into.negotiation_id:
        raise Refused("Choose another one of the same kind to merge into.")
    if gone.merged_into_id or into.merged_into_id:
        raise Refused("One of the two was merged already: look at the codebook again.")


def _renamed(old: Statement, gone: Any, into: Any, outcomes: Outcomes, by: User) -> Statement:
    """Says of `into` what it said of `gone`, and stays its coder's but where the outcome was chosen anew."""
    draft = moved(old, outcomes, by) if old.outcome else None
    draft = draft or as_before(old, old, old.coder)
    for column in NAMED_IN[type(gone)]:
        if getattr(old, f"{column}_id") == gone.pk:
            setattr(draft, column, into)
    return draft


def _move(gone: Any, into: Any, outcomes: Outcomes) -> None:
    MOVES[type(gone)](gone, into, outcomes)
    type(gone).everything.filter(merged_into=gone).update(merged_into=into)
    type(gone).everything.filter(pk=gone.pk).update(merged_into=into, **({"side": None} if type(gone) is Party else {}))
    into.save()


def _merge_parties(gone: Party, into: Party, _: Outcomes) -> None:
    into.aliases = _joined(into.aliases, [gone.name, *gone.aliases], into.name)
    into.metonyms, into.demonyms = _joined(into.metonyms, gone.metonyms), _joined(into.demonyms, gone.demonyms)
    if into.side is None and gone.side:
        into.side = gone.side
        Party.objects.filter(pk=gone.pk).update(side=None)
    for model, column in ((Person, "party"), (Office, "party"), (Round, "host"), (Demand, "party")):
        model._base_manager.filter(**{column: gone}).update(**{column: into})
    Membership.objects.filter(party=gone, bloc=into).delete()
    Membership.objects.filter(party=into, bloc=gone).delete()
    Membership.objects.filter(party=gone).update(party=into)
    Membership.objects.filter(bloc=gone).update(bloc=into)
    Salience.objects.filter(party=gone, issue__saliences__party=into).delete()
    Salience.objects.filter(party=gone).update(party=into)
    Addressee.objects.filter(party=gone, demand__in=Addressee.objects.filter(party=into).values("demand")).delete()
    Addressee.objects.filter(party=gone).update(party=into)
    for delegation in Delegation.objects.filter(party=gone):
        _seat(delegation, Delegation.objects.filter(round=delegation.round_id, party=into).first(), {"party": into})


def _merge_persons(gone: Person, into: Person, _: Outcomes) -> None:
    into.aliases = _joined(into.aliases, [gone.name, *gone.aliases], into.name)
    into.party, into.pronoun = into.party or gone.party, into.pronoun or gone.pronoun
    held = set(into.offices.values_list("title", "party", "since", "until"))
    for office in gone.offices.all():
        if (office.title, office.party_id, office.since, office.until) in held:
            office.delete()
    gone.offices.update(person=into)
    Delegate.objects.filter(person=gone).update(person=into)


def _merge_issues(gone: Issue, into: Issue, outcomes: Outcomes) -> None:
    into.cues = _joined(into.cues, [gone.title, *gone.cues], into.title)
    demands = demands_on(gone)
    clear(demands, outcomes)
    Demand.objects.filter(issue=gone).update(issue=into)
    place(demands, outcomes)


def _merge_rounds(gone: Round, into: Round, _: Outcomes) -> None:
    into.start, into.end = min(into.start, gone.start), max(into.end, gone.end)
    for delegation in gone.delegations.all():
        _seat(delegation, into.delegations.filter(party=delegation.party_id).first(), {"round": into})


def _merge_demands(gone: Demand, into: Demand, _: Outcomes) -> None:
    Addressee.objects.filter(demand=gone, party__in=into.addressees.values("pk")).delete()
    Addressee.objects.filter(demand=gone).update(demand=into)


def _seat(delegation: Delegation, there: Delegation | None, moved_to: dict[str, Any]) -> None:
    """In the team that is there already, or as it is."""
    if there is None:
        Delegation.objects.filter(pk=delegation.pk).update(**moved_to)
        return
    names = set(there.delegates.values_list("name", flat=True))
    delegation.delegates.filter(name__in=names).delete()
    has_head = there.delegates.filter(is_head=True).exists()
    delegation.delegates.update(delegation=there, **({"is_head": False} if has_head else {}))
    delegation.delete()


def _joined(own: list[str], others: list[str], name: str = "") -> list[str]:
    return [word for word in dict.fromkeys([*own, *others]) if word != name]


MOVES: dict[type[Model], Callable[[Any, Any, Outcomes], None]] = {
    Party: _merge_parties,
    Person: _merge_persons,
    Issue: _merge_issues,
    Round: _merge_rounds,
    Demand: _merge_demands,
}
