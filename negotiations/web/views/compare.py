from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from negotiations.filters import CompareQuery, asked
from negotiations.readers.compare import compared
from negotiations.readers.reading import read, sides_asked
from negotiations.web.access import visible_negotiation
from negotiations.web.context import page_of
from negotiations.web.fragments import page_or_fragment
from negotiations.web.requests import HtmxRequest

KNOWLEDGE = "parts/knowledge.html"
"""The corner of the page: its days are asked for in the page itself."""


@require_safe
def compare(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = visible_negotiation(request, slug)
    query = asked(CompareQuery, request.GET)
    reading = read(negotiation, query | {"on": query["to"] or query["on"]})
    found = compared(reading, start=query["from"], sides=sides_asked(query), known_from=query["known_from"])
    pinned = {"on": None, "from": found.start, "to": found.end}
    context = page_of(
        reading, "compare", f"{found.start} and {found.end} compared", page=found, pinned=pinned, clocks=KNOWLEDGE
    )
    return page_or_fragment(request, "negotiations/compare.html", context)
