"""Suggestions of all articles, what changes most first."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from negotiations.models import Suggestion
from negotiations.web.access import edited_negotiation
from negotiations.web.fragments import page_or_fragment
from negotiations.web.requests import HtmxRequest


@require_safe
def queue(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = edited_negotiation(request, slug)
    rows = Suggestion.objects.filter(negotiation=negotiation).waiting().with_coding().select_related("article")[:50]
    context = {"negotiation": negotiation, "tab": "queue", "page_name": "queue", "rows": rows}
    return page_or_fragment(request, "tagging/queue.html", context)
