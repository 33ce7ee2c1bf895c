from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from negotiations.filters import ClockQuery, PartyQuery, asked
from negotiations.readers.reading import read
from negotiations.web.access import visible_negotiation
from negotiations.web.context import page_of
from negotiations.web.fragments import page_or_fragment
from negotiations.web.requests import HtmxRequest


@require_safe
def parties(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = visible_negotiation(request, slug)
    reading = read(negotiation, asked(ClockQuery, request.GET))
    context = page_of(reading, "parties", "parties", parties=reading.agenda.parties)
    return page_or_fragment(request, "negotiations/parties.html", context)


@require_safe
def party(request: HtmxRequest, slug: str, party_slug: str) -> HttpResponse:
    negotiation = visible_negotiation(request, slug)
    reading = read(negotiation, asked(PartyQuery, request.GET))
    found = reading.agenda.party(party_slug)
    if found is None:
        raise Http404(f"{negotiation} has no party {party_slug!r}")
    return page_or_fragment(request, "negotiations/party.html", page_of(reading, "parties", found.name, party=found))
