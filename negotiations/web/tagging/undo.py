"""Takes a deed back, and goes back to the page that asked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from negotiations.actions import Refused, undo_edit
from negotiations.models import Edit
from negotiations.web.access import edited_negotiation, signed_in
from negotiations.web.context import desk_of
from negotiations.web.replies import see_other, way_back
from negotiations.web.requests import HtmxRequest


@require_POST
def undo(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    negotiation = edited_negotiation(request, slug)
    edit = get_object_or_404(Edit, negotiation=negotiation.slug, pk=pk)
    back = way_back(request, reverse("queue", args=[slug]))
    try:
        undo_edit(edit, by=signed_in(request))
    except Refused as refused:
        context = desk_of(negotiation, "", problem=str(refused), back=back)
        return render(request, "tagging/refused.html", context, status=409)
    if not request.htmx:
        messages.success(request, f"Undone: {edit.verb} of {edit.at:%-d %B %Y, %H:%M}.")
    return see_other(back)
