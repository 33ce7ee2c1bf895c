"""Merges one row into another of its kind, once it is shown what that touches."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.roles import Role
from negotiations.actions import Changed, Refused, merge_entries
from negotiations.actions.codebook.editing import what_rests_on
from negotiations.actions.codebook.merging import merge_basis, statements_naming
from negotiations.actions.codebook.scales import affected_by, demands_on, standing_on
from negotiations.codebook.export import issue_entry
from negotiations.filters import asked, row_key
from negotiations.models import Demand, Issue, Negotiation, Statement
from negotiations.web.access import edited_negotiation, signed_in
from negotiations.web.context import desk_of
from negotiations.web.replies import see_other
from negotiations.web.requests import HtmxRequest
from negotiations.web.tagging.codebook.kinds import Kind, kind_named
from negotiations.web.tagging.codebook.placing import Placing

SHOWN = 50


class IntoQuery(forms.Form):
    into = forms.IntegerField(required=False, min_value=1, error_messages={"invalid": "expected a number of the list"})


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HtmxRequest, slug: str, kind: str, pk: int) -> HttpResponse:
    negotiation, chosen = edited_negotiation(request, slug, Role.ADMIN), kind_named(kind)
    if not chosen.mergeable:
        raise Http404
    gone = chosen.entry(negotiation, pk)
    if request.method == "POST":
        return _merged(request, negotiation, chosen, gone)
    into = asked(IntoQuery, request.GET)["into"]
    return _page(request, negotiation, chosen, gone, chosen.entry(negotiation, into) if into else None)


def _merged(request: HtmxRequest, negotiation: Negotiation, kind: Kind, gone: Any) -> HttpResponse:
    number = row_key(request.POST.get("into", ""))
    if number is None:
        return _page(request, negotiation, kind, gone, None, status=422, refused="Choose what it shall be merged into.")
    into = kind.entry(negotiation, number)
    placing = _placing(gone, into, request.POST)
    if placing and not placing.is_valid():
        return _page(request, negotiation, kind, gone, into, placing=placing, status=422)
    outcomes = placing.outcomes if placing else {}
    try:
        edit = merge_entries(gone, into, seen=request.POST.get("seen", ""), outcomes=outcomes, by=signed_in(request))
    except Changed as conflict:
        return _page(request, negotiation, kind, gone, into, status=409, refused=str(conflict), placing=placing)
    except Refused as refusal:
        return _page(request, negotiation, kind, gone, into, status=422, refused=str(refusal), placing=placing)
    address = reverse("codebook-entry", args=[negotiation.slug, kind.name, into.pk])
    return see_other(f"{address}?done={edit.pk}")


def _placing(gone: Any, into: Any, data: Any = None) -> Placing | None:
    """What stands on an issue that goes, with its place on the other scale; options follow by their short name."""
    if not isinstance(gone, Issue):
        return None
    old, new = issue_entry(gone), issue_entry(into)
    same = {option.slug: option.value for option in new.options}
    follow = {option.value: same.get(option.slug) for option in old.options}
    rows: list[Statement | Demand] = [*standing_on(gone), *demands_on(gone)]
    return Placing(old, new, affected_by(old, new, follow, rows), data)


def _page(
    request: HtmxRequest,
    negotiation: Negotiation,
    kind: Kind,
    gone: Any,
    into: Any,
    *,
    placing: Placing | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    statements = statements_naming(gone) if into else []
    context = {
        **desk_of(negotiation, "codebook"),
        "kind": kind,
        "gone": gone,
        "into": into,
        "others": kind.rows(negotiation).exclude(pk=gone.pk),
        "seen": merge_basis(gone, into) if into else "",
        "statements": statements[:SHOWN],
        "further": max(0, len(statements) - SHOWN),
        "resting": what_rests_on(gone),
        "placing": placing or (_placing(gone, into) if into else None),
        "refused": refused,
    }
    return render(request, "tagging/codebook_merge.html", context, status=status)
