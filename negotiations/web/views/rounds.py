from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from negotiations.filters import ClockQuery, RoundQuery, asked
from negotiations.readers.reading import read
from negotiations.web.access import visible_negotiation
from negotiations.web.context import page_of
from negotiations.web.fragments import page_or_fragment
from negotiations.web.requests import HtmxRequest


@require_safe
def rounds(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = visible_negotiation(request, slug)
    reading = read(negotiation, asked(ClockQuery, request.GET))
    context = page_of(reading, "rounds", "rounds", rounds=reading.agenda.rounds)
    return page_or_fragment(request, "negotiations/rounds.html", context)


@require_safe
def round_(request: HtmxRequest, slug: str, round_slug: str) -> HttpResponse:
    negotiation = visible_negotiation(request, slug)
    reading = read(negotiation, asked(RoundQuery, request.GET))
    found = next((one for one in reading.agenda.rounds if one.slug == round_slug), None)
    if found is None:
        raise Http404(f"{negotiation} has no round {round_slug!r}")
    return page_or_fragment(request, "negotiations/round.html", page_of(reading, "rounds", str(found), round=found))
