from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from negotiations.filters import MatrixQuery, asked
from negotiations.readers.panel import evidence_of
from negotiations.readers.weighed import weighed
from negotiations.web.access import visible_negotiation
from negotiations.web.context import page_of
from negotiations.web.fragments import page_or_fragment
from negotiations.web.requests import HtmxRequest
from negotiations.web.tour import Tour


@require_safe
def matrix_page(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = visible_negotiation(request, slug)
    query = asked(MatrixQuery, request.GET)
    found = weighed(negotiation, query)
    cell = found.cell(query["cell"]) if query["cell"] else None
    evidence = evidence_of(cell, found.record, found.clock) if cell else None
    tour = Tour(query["tour"]) if query["tour"] else None
    others = found.many_parties if query["others"] is None else query["others"]
    shown = {"matrix": found, "evidence": evidence, "others": others, "tour": tour}
    context = page_of(found.reading, "matrix", "who would accept what", open_key=query["cell"], asked=query, **shown)
    fragments = {"answer": "negotiations/matrix_fragment.html", "evidence": "parts/evidence.html#panel"}
    return page_or_fragment(request, "negotiations/matrix.html", context, fragments)
