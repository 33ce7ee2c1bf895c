from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from negotiations.filters import MatrixQuery, WeighedQuery, asked
from negotiations.models import Negotiation
from negotiations.readers.matrix import Matrix, matrix
from negotiations.readers.panel import evidence_of
from negotiations.readers.reading import read, sides_asked
from negotiations.readers.soundness import switched, switches_asked, weak_statements
from negotiations.web.access import visible_negotiation
from negotiations.web.context import page_of
from negotiations.web.drawings import drawn
from negotiations.web.fragments import page_or_fragment
from negotiations.web.requests import HtmxRequest
from negotiations.web.tour import Tour


@require_safe
def matrix_page(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = visible_negotiation(request, slug)
    query = asked(MatrixQuery, request.GET)
    found = _matrix(negotiation, query)
    cell = found.cell(query["cell"]) if query["cell"] else None
    evidence = evidence_of(cell, found.record, found.clock) if cell else None
    tour = Tour(query["tour"]) if query["tour"] else None
    others = found.many_parties if query["others"] is None else query["others"]
    context = _context(found, evidence=evidence, open_key=query["cell"], asked=query, others=others, tour=tour)
    fragments = {"answer": "negotiations/matrix_fragment.html", "evidence": "parts/evidence.html#panel"}
    return page_or_fragment(request, "negotiations/matrix.html", context, fragments)


@require_safe
def matrix_gap(request: HtmxRequest, slug: str) -> HttpResponse:
    """The overall gap over time, as a file."""
    negotiation = visible_negotiation(request, slug)
    found = _matrix(negotiation, asked(WeighedQuery, request.GET))
    return drawn(request, "drawings/gap.svg", _context(found, height=390))


def _matrix(negotiation: Negotiation, query: dict[str, Any]) -> Matrix:
    reading = read(negotiation, query)
    weak = weak_statements(reading)
    return matrix(
        switched(reading, switches_asked(query), weak),
        since=query["since"],
        sides=sides_asked(query),
        order=query.get("order") or "issue",
        weak=weak,
    )


def _context(found: Matrix, **more: Any) -> dict[str, Any]:
    return page_of(found.reading, "matrix", "who would accept what", matrix=found, **more)
