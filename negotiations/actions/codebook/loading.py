"""A codebook file over the codebook that stands: what it would change, and the deed."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.roles import Role
from negotiations.actions.audit import Refused, begin
from negotiations.actions.codebook.editing import Changed, recorded
from negotiations.actions.codebook.rows import codebook_rows, difference, whole_version
from negotiations.actions.codebook.scales import affected_by, demands_on, standing_on
from negotiations.codebook.export import issue_entry
from negotiations.codebook.reading import FileError
from negotiations.codebook.shape import Codebook
from negotiations.codebook.store import save_codebook
from negotiations.models import Demand, Edit, Issue, Negotiation, Statement


@transaction.atomic
def load_codebook(negotiation: Negotiation, codebook: Codebook, *, seen: str, by: User) -> Edit:
    """What the file says is what stands there afterwards. Raises Changed where the preview is out of date."""
    begin(negotiation, by, Role.ADMIN)
    before = codebook_rows(negotiation)
    if whole_version(before) != seen:
        raise Changed("Somebody changed the codebook meanwhile: look at what the file would change now.")
    return recorded("load", negotiation, before, lambda: _save(negotiation, codebook), by=by)


def changes_by(negotiation: Negotiation, codebook: Codebook) -> list[dict[str, Any]]:
    """What loading the file would change; nothing is changed. Raises Refused."""
    with transaction.atomic():
        before = codebook_rows(negotiation)
        _save(negotiation, codebook)
        changes = difference(before, codebook_rows(negotiation))
        transaction.set_rollback(True)
    return changes


def _save(negotiation: Negotiation, codebook: Codebook) -> None:
    if codebook.negotiation != negotiation.slug:
        raise Refused(f"The file is of {codebook.negotiation!r}, and this is {negotiation.slug!r}.")
    _refuse_moving_scales(negotiation, codebook)
    try:
        save_codebook(codebook)
    except FileError as error:
        raise Refused(str(error).replace(f"{codebook.negotiation}: ", "")) from error


def _refuse_moving_scales(negotiation: Negotiation, codebook: Codebook) -> None:
    """A file does not say where what is coded shall go: the page of the scale asks that."""
    entries = {entry.slug: entry for entry in codebook.issues}
    for issue in Issue.objects.filter(negotiation=negotiation).prefetch_related("options", "saliences__party"):
        new = entries.get(issue.slug)
        if new is None:
            continue
        old, kept = issue_entry(issue), {option.slug: option.value for option in new.options}
        follow = {option.value: kept.get(option.slug) for option in old.options}
        demands = {demand.slug: demand.outcome for demand in codebook.demands}
        rows: list[Statement | Demand] = [*standing_on(issue)]
        rows += [demand for demand in demands_on(issue) if demands.get(demand.slug) is None]
        moved = affected_by(old, new, follow, rows)
        if moved:
            raise Refused(
                f"The file changes the scale of “{issue.title}”, on which {len(moved)} of what is coded would move: "
                "change the scale on its own page first, which shows each and asks."
            )
