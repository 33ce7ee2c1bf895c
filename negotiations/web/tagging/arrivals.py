"""A text that is much like a stored one: both side by side, and what it is said to be."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from negotiations.actions import settle_arrival
from negotiations.codebook.reading import FileError
from negotiations.filters import BadQuery, NoQuery, asked
from negotiations.ingest.arrivals import read_arrival
from negotiations.models import Arrival, Negotiation, State, Verdict
from negotiations.readers.side_by_side import side_by_side
from negotiations.web.access import edited_negotiation, signed_in
from negotiations.web.replies import done
from negotiations.web.requests import HtmxRequest
from negotiations.web.tagging.intake import intake_context

TOLD = {
    Verdict.SAME: "It is the same article: nothing was stored.",
    Verdict.APPEARANCE: "It is an appearance, and will be stored as a copy.",
    Verdict.NEW: "It is a new article, and will be stored on its own.",
}


@require_safe
def arrival(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    negotiation = edited_negotiation(request, slug)
    asked(NoQuery, request.GET)
    found = _arrival_of(negotiation, pk)
    context = intake_context(negotiation, arrival=found, verdicts=Verdict, article=found.resembles)
    try:
        parsed = read_arrival(found, timezone.localdate())
    except FileError as error:
        context["fault"] = str(error)
    else:
        body = found.resembles.body if found.resembles else ""
        context |= {"head": parsed.head, "compared": side_by_side(parsed.body, body)}
    return TemplateResponse(request, "tagging/arrival.html", context)


@require_POST
def decide(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    negotiation = edited_negotiation(request, slug)
    found = get_object_or_404(Arrival, delivery__negotiation=negotiation, pk=pk)
    verdict = request.POST.get("verdict", "")
    if verdict not in Verdict:
        raise BadQuery({"verdict": f"expected one of {', '.join(Verdict.values)}"})
    return done(
        request, lambda: settle_arrival(found, verdict, by=signed_in(request)), TOLD[Verdict(verdict)], _next(found)
    )


def _arrival_of(negotiation: Negotiation, pk: int) -> Arrival:
    """Only what waits for a decision: what is decided has no page any more."""
    waiting = Arrival.objects.filter(delivery__negotiation=negotiation, state=State.DECISION)
    return get_object_or_404(waiting.select_related("delivery__by", "resembles__outlet"), pk=pk)


def _next(settled: Arrival) -> str:
    """The next that waits in the same delivery, or the list of all."""
    slug = settled.delivery.negotiation.slug
    waiting = settled.delivery.arrivals.filter(state=State.DECISION).exclude(pk=settled.pk).first()
    if waiting:
        return reverse("arrival", args=[slug, waiting.pk])
    return f"{reverse('intake', args=[slug])}#delivery-{settled.delivery_id}"
