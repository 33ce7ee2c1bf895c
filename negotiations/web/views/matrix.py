from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from negotiations.filters import MatrixQuery, asked
from negotiations.readers.matrix import matrix
from negotiations.readers.panel import evidence_of
from negotiations.readers.reading import read, sides_asked
from negotiations.web.access import visible_negotiation
from negotiations.web.context import page_of
from negotiations.web.fragments import page_or_fragment
from negotiations.web.requests import HtmxRequest


@require_safe
def matrix_page(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = visible_negotiation(request, slug)
    query = asked(MatrixQuery, request.GET)
    found = matrix(read(negotiation, query), since=query["since"], sides=sides_asked(query))
    cell = found.cell(query["cell"]) if query["cell"] else None
    evidence = evidence_of(cell, found.record, found.clock) if cell else None
    context = page_of(
        found.reading, "matrix", "who would accept what", matrix=found, evidence=evidence, open_key=query["cell"]
    )
    fragments = {"answer": "negotiations/matrix_fragment.html", "evidence": "parts/evidence.html#panel"}
    return page_or_fragment(request, "negotiations/matrix.html", context, fragments)
