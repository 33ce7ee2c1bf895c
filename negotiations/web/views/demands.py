from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from negotiations.filters import DemandsQuery, asked
from negotiations.readers.demands import demands_of
from negotiations.readers.reading import read
from negotiations.web.access import visible_negotiation
from negotiations.web.context import page_of
from negotiations.web.fragments import page_or_fragment
from negotiations.web.requests import HtmxRequest


@require_safe
def demands(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = visible_negotiation(request, slug)
    query = asked(DemandsQuery, request.GET)
    found = demands_of(read(negotiation, query), query)
    context = page_of(found.reading, "demands", "demands", page=found)
    fragments = {"answer": "negotiations/demands_fragment.html"}
    return page_or_fragment(request, "negotiations/demands.html", context, fragments)
