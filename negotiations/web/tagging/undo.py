"""Takes a deed back, and goes back to the page that asked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from negotiations.actions import Refused, undo_edit
from negotiations.models import Edit
from negotiations.web.access import edited_negotiation
from negotiations.web.requests import HtmxRequest


@require_POST
def undo(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    negotiation = edited_negotiation(request, slug)
    edit = get_object_or_404(Edit, negotiation=negotiation.slug, pk=pk)
    assert request.user.is_authenticated
    back = way_back(request, reverse("codebook", args=[slug]))
    try:
        undo_edit(edit, by=request.user)
    except Refused as refused:
        context = {"negotiation": negotiation, "problem": str(refused), "back": back, "tab": "queue"}
        return render(request, "tagging/refused.html", context, status=409)
    if not request.htmx:
        messages.success(request, f"Undone: {edit.verb} of {edit.at:%-d %B %Y, %H:%M}.")
    return HttpResponseRedirect(back, status=303)


def way_back(request: HtmxRequest, otherwise: str) -> str:
    """The page that asked, if it is ours."""
    asked = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return asked if ours else otherwise
