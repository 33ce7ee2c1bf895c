"""What the editors' pages show of a codebook: its rows, who changed what, and what was just done."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Model, Q

from accounts.models import User
from negotiations.models import Demand, Edit, Issue, Negotiation, Party, Person, Round


@dataclass(frozen=True)
class CodebookPage:
    """All rows in the order of the codebook; twelve queries however many there are."""

    negotiation: Negotiation

    @cached_property
    def parties(self) -> list[Party]:
        rows = Party.objects.filter(negotiation=self.negotiation).prefetch_related("memberships__bloc")
        return list(rows)

    @cached_property
    def persons(self) -> list[Person]:
        rows = Person.objects.filter(negotiation=self.negotiation).select_related("party")
        return list(rows.prefetch_related("offices__party"))

    @cached_property
    def issues(self) -> list[Issue]:
        return list(Issue.objects.filter(negotiation=self.negotiation).prefetch_related("options", "saliences__party"))

    @cached_property
    def rounds(self) -> list[Round]:
        rows = Round.objects.filter(negotiation=self.negotiation).select_related("host")
        return list(rows.prefetch_related("delegations__party", "delegations__delegates"))

    @cached_property
    def demands(self) -> list[Demand]:
        rows = Demand.objects.filter(negotiation=self.negotiation).select_related("party", "issue")
        return list(rows.prefetch_related("addressees", "issue__options"))


def history_of(negotiation: Negotiation, row: Model) -> list[Edit]:
    """The deeds that wrote the row, the newest first, each with the deed that undid it."""
    named = [{"model": row._meta.model_name, "pk": row.pk}]
    edits = list(Edit.objects.filter(negotiation=negotiation.slug, changes__contains=named))
    undone = {edit.undoes for edit in edits}
    for edit in edits:
        edit.is_undone = edit.pk in undone  # type: ignore[attr-defined]
    return edits


def edit_of(negotiation: Negotiation, by: User, pk: int | None) -> Edit | None:
    """A deed of one's own, to tell that it is done; nothing of anybody else's."""
    if pk is None:
        return None
    return Edit.objects.filter(pk=pk, negotiation=negotiation.slug, by=by.username).first()


def person_named(negotiation: Negotiation | int, speaker: str) -> Person | None:
    """Whom the codebook calls so by now: a suggestion keeps the words that it was made with."""
    rows = Person.objects.filter(negotiation=negotiation).prefetch_related("offices")
    return rows.filter(Q(name=speaker) | Q(aliases__contains=[speaker])).first() if speaker else None
