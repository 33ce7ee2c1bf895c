"""Who did what when and why; undone and restored from there."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from negotiations.filters import AuditQuery, NoQuery, asked
from negotiations.models import Edit, Statement
from negotiations.readers.audit import deeds_of, edits_of, people_and_verbs
from negotiations.readers.evidence import as_words
from negotiations.readers.tagger import versions_of
from negotiations.web.access import edited_negotiation
from negotiations.web.fragments import page_or_fragment
from negotiations.web.pages import numbered_page
from negotiations.web.requests import HtmxRequest

EDITS_A_PAGE = 30


@require_safe
def audit(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = edited_negotiation(request, slug)
    query = asked(AuditQuery, request.GET)
    page = numbered_page(Paginator(edits_of(negotiation, query), EDITS_A_PAGE), query["page"])
    people, verbs = people_and_verbs(negotiation)
    statement = Statement.objects.filter(negotiation=negotiation, pk=query["statement"] or 0).first()
    context = {
        "negotiation": negotiation,
        "tab": "queue",
        "page_name": "audit",
        "page": page,
        "deeds": deeds_of(list(page.object_list)),
        "asked": query,
        "people": people,
        "verbs": verbs,
        "versions": [as_words(version) for version in versions_of(statement)] if statement else [],
        "narrowed": any(query[name] for name in ("by", "verb", "on", "article", "statement")),
    }
    return page_or_fragment(request, "tagging/audit.html", context, {"audit": "tagging/audit_list.html"})


@require_safe
def edit(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    """One deed, with all that it changed."""
    negotiation = edited_negotiation(request, slug)
    asked(NoQuery, request.GET)
    found = get_object_or_404(Edit, negotiation=negotiation.slug, pk=pk)
    (deed,) = deeds_of([found], whole=True)
    context = {"negotiation": negotiation, "tab": "queue", "page_name": "audit", "deed": deed, "whole": True}
    return page_or_fragment(request, "tagging/edit.html", context)
