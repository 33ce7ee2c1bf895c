from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from negotiations.filters import MatrixQuery, asked
from negotiations.models import Negotiation
from negotiations.readers.matrix import Matrix, matrix
from negotiations.readers.panel import evidence_of
from negotiations.readers.reading import read, sides_asked
from negotiations.readers.soundness import switched, switches_asked, weak_statements
from negotiations.web.access import visible_negotiation
from negotiations.web.context import page_of
from negotiations.web.fragments import page_or_fragment
from negotiations.web.requests import HtmxRequest
from negotiations.web.tour import Tour


@require_safe
def matrix_page(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = visible_negotiation(request, slug)
    query = asked(MatrixQuery, request.GET)
    found = matrix_asked(negotiation, query)
    cell = found.cell(query["cell"]) if query["cell"] else None
    evidence = evidence_of(cell, found.record, found.clock) if cell else None
    tour = Tour(query["tour"]) if query["tour"] else None
    others = found.many_parties if query["others"] is None else query["others"]
    shown = {"matrix": found, "evidence": evidence, "others": others, "tour": tour}
    context = page_of(found.reading, "matrix", "who would accept what", open_key=query["cell"], asked=query, **shown)
    fragments = {"answer": "negotiations/matrix_fragment.html", "evidence": "parts/evidence.html#panel"}
    return page_or_fragment(request, "negotiations/matrix.html", context, fragments)


def matrix_asked(negotiation: Negotiation, query: dict[str, Any]) -> Matrix:
    reading = read(negotiation, query)
    weak = weak_statements(reading)
    return matrix(
        switched(reading, switches_asked(query), weak),
        since=query["since"],
        sides=sides_asked(query),
        order=query.get("order") or "issue",
        weak=weak,
    )
