"""The kinds of rows that a codebook has, as its pages edit them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404

from accounts.roles import Role
from negotiations.actions.codebook.rows import PARTS, role_for
from negotiations.models import Delegation, Demand, Issue, Negotiation, Party, Person, Round
from negotiations.web.tagging.codebook import forms


@dataclass(frozen=True)
class Kind:
    """`name` stands in addresses; `parts` are what is edited with a row: prefix, title, formset."""

    name: str
    one: str
    model: type[Model]
    form: type[forms.OfCodebook]
    parts: tuple[tuple[str, str, Any], ...] = ()
    new_form: type[forms.OfCodebook] | None = None
    new_parts: tuple[tuple[str, str, Any], ...] = ()
    related: tuple[str, ...] = field(default=())

    @property
    def mergeable(self) -> bool:
        return hasattr(self.model, "merged_into")

    @property
    def role(self) -> Role:
        return role_for([self.model, *PARTS.get(self.model, {})])

    def rows(self, negotiation: Negotiation) -> QuerySet[Any]:
        belongs = "round__negotiation" if self.model is Delegation else "negotiation"
        return self.model._default_manager.filter(**{belongs: negotiation})

    def entry(self, negotiation: Negotiation, pk: int) -> Any:
        """Raises Http404 for one of another negotiation, or merged into another."""
        found = self.rows(negotiation).select_related(*self.related).filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def form_for(self, row: Model) -> type[forms.OfCodebook]:
        return self.form if row.pk or self.new_form is None else self.new_form

    def parts_for(self, row: Model) -> tuple[tuple[str, str, Any], ...]:
        return self.parts if row.pk or self.new_form is None else self.new_parts


SALIENCES = ("saliences", "How much it weighs, where not 1", forms.Saliences)

KINDS = {
    kind.name: kind
    for kind in (
        Kind("parties", "party", Party, forms.PartyForm, (("blocs", "In which blocs", forms.Memberships),)),
        Kind("persons", "person", Person, forms.PersonForm, (("offices", "Offices", forms.Offices),)),
        Kind(
            "issues",
            "issue",
            Issue,
            forms.IssueForm,
            (SALIENCES,),
            forms.NewIssueForm,
            (("options", "Options of an ordinal scale", forms.Options), SALIENCES),
        ),
        Kind("rounds", "round", Round, forms.RoundForm),
        Kind(
            "delegations",
            "delegation",
            Delegation,
            forms.DelegationForm,
            (("delegates", "Who sits in it", forms.Delegates),),
            related=("round__negotiation", "party"),
        ),
        Kind("demands", "demand", Demand, forms.DemandForm, related=("issue", "party")),
    )
}


def kind_named(name: str) -> Kind:
    if name not in KINDS:
        raise Http404
    return KINDS[name]
