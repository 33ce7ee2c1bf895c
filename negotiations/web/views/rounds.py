from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from negotiations.filters import ClockQuery, RoundQuery, asked
from negotiations.readers.reading import read, sides_asked
from negotiations.readers.round import round_page
from negotiations.readers.rounds import rounds_page
from negotiations.web.access import visible_negotiation
from negotiations.web.context import page_of
from negotiations.web.fragments import page_or_fragment
from negotiations.web.requests import HtmxRequest


@require_safe
def rounds(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = visible_negotiation(request, slug)
    found = rounds_page(read(negotiation, asked(ClockQuery, request.GET)))
    return page_or_fragment(request, "negotiations/rounds.html", page_of(found.reading, "rounds", "rounds", page=found))


@require_safe
def round_(request: HtmxRequest, slug: str, round_slug: str) -> HttpResponse:
    negotiation = visible_negotiation(request, slug)
    query = asked(RoundQuery, request.GET)
    found = round_page(read(negotiation, query), round_slug, before=query["before"], sides=sides_asked(query))
    if found is None:
        raise Http404(f"{negotiation} has no round {round_slug!r}")
    context = page_of(found.reading, "rounds", str(found.round), page=found)
    return page_or_fragment(request, "negotiations/round.html", context, {"more": "negotiations/round.html#statements"})
