from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from negotiations.filters import AccuracyQuery, asked
from negotiations.readers.accuracy import accuracy_of
from negotiations.readers.mistakes import behind
from negotiations.web.access import edited_negotiation
from negotiations.web.pages import numbered_page
from negotiations.web.requests import HtmxRequest

MISTAKES_A_PAGE = 25


@require_safe
def accuracy(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = edited_negotiation(request, slug)
    query = asked(AccuracyQuery, request.GET)
    found = accuracy_of(negotiation)
    mistakes = behind(found, {name: value for name, value in query.items() if name != "page" and value})
    shown = numbered_page(Paginator(mistakes.rows, MISTAKES_A_PAGE), query["page"]) if mistakes else None
    context = {"negotiation": negotiation, "tab": "accuracy", "found": found, "mistakes": mistakes, "shown": shown}
    return render(request, "negotiations/accuracy.html", context)
