"""Talk about a coding."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.roles import Role
from negotiations.actions import remark_on
from negotiations.filters import BadQuery, row_key
from negotiations.models import Annotation, Negotiation, Statement, Suggestion
from negotiations.web.access import edited_negotiation, may, signed_in
from negotiations.web.replies import done, way_back
from negotiations.web.requests import HtmxRequest

KINDS: dict[str, Any] = {"statement": Statement, "suggestion": Suggestion, "annotation": Annotation}


@require_POST
def remark(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = edited_negotiation(request, slug)
    about = _about(request, negotiation, request.POST.get("about", ""))
    words = request.POST.get("words", "")
    back = way_back(request, reverse("queue", args=[slug]))
    return done(request, lambda: remark_on(negotiation, words, **about, by=signed_in(request)), "Said.", back)


def _about(request: HtmxRequest, negotiation: Negotiation, key: str) -> dict[str, Any]:
    """What it is about; 404 for what is not of this negotiation, or not to be seen by whoever asks."""
    kind, _, number = key.partition("-")
    pk = row_key(number)
    if kind not in KINDS or pk is None:
        raise BadQuery({"about": f"{key[:40]!r} is no coding; expected e.g. statement-12 or suggestion-7"})
    row = KINDS[kind].objects.filter(negotiation=negotiation, pk=pk).first()
    if row is None or (kind == "annotation" and not may(request, Role.ADJUDICATOR, negotiation)):
        raise Http404(f"{key} is not of this negotiation")
    return {"lineage": row.lineage} if kind == "statement" else {kind: row}
