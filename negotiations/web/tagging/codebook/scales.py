"""Another scale for an issue: its form, what it affects, and the question whether that is meant."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from pydantic import ValidationError

from accounts.roles import Role
from negotiations.actions import Changed, Refused, rescale_issue
from negotiations.actions.codebook.scales import affected_by, basis_of, demands_on, standing_on
from negotiations.codebook.export import issue_entry
from negotiations.codebook.reading import problems_of
from negotiations.codebook.shape import IssueEntry, OptionEntry
from negotiations.models import Demand, Issue, Negotiation, Statement
from negotiations.web.access import edited_negotiation, signed_in
from negotiations.web.context import desk_of
from negotiations.web.replies import see_other
from negotiations.web.requests import HtmxRequest
from negotiations.web.tagging.codebook.forms import Options, ScaleForm
from negotiations.web.tagging.codebook.kinds import KINDS
from negotiations.web.tagging.codebook.placing import Placing


class NewScale:
    """The forms of a scale, and the scale that they make."""

    def __init__(self, negotiation: Negotiation, issue: Issue, data: Any = None) -> None:
        self.issue, self.old, self.data = issue, issue_entry(issue), data
        self.follow = {option.pk: option.value for option in issue.options.all()}
        self.form = ScaleForm(data, instance=issue, negotiation=negotiation)
        self.options = Options(data, instance=issue, prefix="options", form_kwargs={"negotiation": negotiation})
        self.new: IssueEntry | None = None

    def is_valid(self) -> bool:
        if not all([self.form.is_valid(), self.options.is_valid()]):
            return False
        try:
            self.new = self._entry()
        except ValidationError as error:
            for problem in problems_of(error):
                self.form.add_error(None, f"{problem.message[:1].upper()}{problem.message[1:]}.")
        return self.new is not None

    def _kept(self) -> list[Any]:
        """The options that stay or come; on another kind of scale none does."""
        if self.form.cleaned_data["kind"] != "ordinal":
            return []
        filled = (one for one in self.options.forms if one.cleaned_data.get("label"))
        return [one for one in filled if not one.cleaned_data.get("DELETE")]

    def _entry(self) -> IssueEntry:
        given = self.form.cleaned_data
        plain = ("value", "label", "slug", "definition", "cues")
        options = [OptionEntry(**{name: one.cleaned_data[name] for name in plain}) for one in self._kept()]
        ends = (given["low"], given["high"]) if given["kind"] == "numeric" else None
        scale = {"kind": given["kind"], "unit": given["unit"], "range": ends, "options": options}
        return IssueEntry(slug=self.old.slug, title=self.old.title, **scale)

    def placing(self, data: Any = None) -> Placing:
        assert self.new is not None
        kept = {one.instance.pk: one.cleaned_data["value"] for one in self._kept() if one.instance.pk}
        follow = {value: kept.get(pk) for pk, value in self.follow.items()}
        rows: list[Statement | Demand] = [*standing_on(self.issue), *demands_on(self.issue)]
        return Placing(self.old, self.new, affected_by(self.old, self.new, follow, rows), data)

    def save(self) -> None:
        self.form.save()
        self.options.save()
        if self.form.cleaned_data["kind"] != "ordinal":
            self.issue.options.all().delete()


@require_http_methods(["GET", "HEAD", "POST"])
def scale(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    negotiation = edited_negotiation(request, slug, Role.ADMIN)
    issue = KINDS["issues"].entry(negotiation, pk)
    seen, found = basis_of(issue), NewScale(negotiation, issue, request.POST or None)
    if found.data is None:
        return _page(request, negotiation, found, seen)
    if not found.is_valid():
        return _page(request, negotiation, found, seen, status=422)
    if "change" in found.data:
        return _page(request, negotiation, found, seen)
    confirmed = "seen" in found.data
    placing = found.placing(found.data if confirmed else None)
    if placing.affected and not confirmed:
        return _preview(request, negotiation, found, seen, placing)
    if confirmed and found.data["seen"] != seen:
        return _preview(request, negotiation, found, seen, placing, status=409)
    if not placing.is_valid():
        return _preview(request, negotiation, found, seen, placing, status=422)
    return _rescaled(request, negotiation, found, seen, placing)


def _rescaled(
    request: HtmxRequest, negotiation: Negotiation, found: NewScale, seen: str, placing: Placing
) -> HttpResponse:
    try:
        edit = rescale_issue(found.issue, found.save, placing.outcomes, seen=seen, by=signed_in(request))
    except Changed:
        return _preview(request, negotiation, found, basis_of(found.issue), placing, status=409)
    except Refused as refusal:
        found.form.add_error(None, str(refusal))
        return _page(request, negotiation, found, seen, status=422)
    address = reverse("codebook-entry", args=[negotiation.slug, "issues", found.issue.pk])
    return see_other(f"{address}?done={edit.pk}")


def _page(
    request: HtmxRequest, negotiation: Negotiation, found: NewScale, seen: str, *, status: int = 200
) -> HttpResponse:
    found.options.title = "Options, each a named point from 0 to 100"
    context = _context(negotiation, found) | {"form": found.form, "formset": found.options, "standing": seen}
    return render(request, "tagging/codebook_scale.html", context, status=status)


def _preview(
    request: HtmxRequest, negotiation: Negotiation, found: NewScale, seen: str, placing: Placing, *, status: int = 200
) -> HttpResponse:
    """Carries along what was typed, and the mark of what it was worked out from."""
    theirs = tuple(f"{form.prefix}-" for form in placing.forms)
    held = [
        (name, value)
        for name in found.data
        if name not in ("csrfmiddlewaretoken", "seen", "change") and not name.startswith(theirs)
        for value in found.data.getlist(name)
    ]
    context = _context(negotiation, found) | {"placing": placing, "seen": seen, "held": held, "conflict": status == 409}
    return render(request, "tagging/codebook_rescale.html", context, status=status)


def _context(negotiation: Negotiation, found: NewScale) -> dict[str, Any]:
    issue = Issue.objects.prefetch_related("options").get(pk=found.issue.pk)
    return {**desk_of(negotiation, "codebook"), "issue": issue}
