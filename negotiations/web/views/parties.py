from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from negotiations.filters import ClockQuery, PartyQuery, asked
from negotiations.readers.parties import parties_page
from negotiations.readers.party import party_page
from negotiations.readers.reading import read
from negotiations.web.access import visible_negotiation
from negotiations.web.context import page_of
from negotiations.web.fragments import page_or_fragment
from negotiations.web.requests import HtmxRequest


@require_safe
def parties(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = visible_negotiation(request, slug)
    found = parties_page(read(negotiation, asked(ClockQuery, request.GET)))
    return page_or_fragment(
        request, "negotiations/parties.html", page_of(found.reading, "parties", "parties", page=found)
    )


@require_safe
def party(request: HtmxRequest, slug: str, party_slug: str) -> HttpResponse:
    negotiation = visible_negotiation(request, slug)
    query = asked(PartyQuery, request.GET)
    found = party_page(read(negotiation, query), party_slug, week=query["week"], window=query["window"])
    if found is None:
        raise Http404(f"{negotiation} has no party {party_slug!r}")
    context = page_of(found.reading, "parties", found.party.name, page=found)
    fragments = {
        "week": "negotiations/party_week.html",
        "contradictions": "negotiations/party_contradictions.html",
    }
    return page_or_fragment(request, "negotiations/party.html", context, fragments)
