"""Who did what when and why; undone and restored from there."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.roles import Role
from negotiations.filters import AuditQuery, NoQuery, asked
from negotiations.models import Statement
from negotiations.readers.audit import deeds_of, edits_of, edits_seen, people_and_verbs
from negotiations.readers.coders import articles_blind_for
from negotiations.readers.evidence import as_words
from negotiations.readers.tagger import versions_of
from negotiations.web.access import edited_negotiation, may, signed_in
from negotiations.web.context import desk_of
from negotiations.web.fragments import page_or_fragment
from negotiations.web.pages import numbered_page
from negotiations.web.requests import HtmxRequest

EDITS_A_PAGE = 30


@require_safe
def audit(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = edited_negotiation(request, slug)
    query = asked(AuditQuery, request.GET)
    by_admin = may(request, Role.ADMIN, negotiation)
    page = numbered_page(Paginator(edits_of(negotiation, query, by_admin=by_admin), EDITS_A_PAGE), query["page"])
    people, verbs = people_and_verbs(edits_seen(negotiation, by_admin=by_admin))
    blind = articles_blind_for(signed_in(request), negotiation)
    statements = Statement.objects.filter(negotiation=negotiation).exclude(article__in=blind)
    statement = statements.filter(pk=query["statement"] or 0).first()
    context = {
        **desk_of(negotiation, "audit"),
        "page": page,
        "deeds": deeds_of(list(page.object_list), blind=blind),
        "asked": query,
        "people": people,
        "verbs": verbs,
        "versions": [as_words(one) for one in versions_of(statement)]
        if statement and statement.article_id not in blind
        else [],
        "narrowed": any(query[name] for name in ("by", "verb", "on", "article", "statement")),
    }
    return page_or_fragment(request, "tagging/audit.html", context, {"audit": "tagging/audit_list.html"})


@require_safe
def edit(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    """One deed, with all that it changed."""
    negotiation = edited_negotiation(request, slug)
    asked(NoQuery, request.GET)
    found = get_object_or_404(edits_seen(negotiation, by_admin=may(request, Role.ADMIN, negotiation)), pk=pk)
    (deed,) = deeds_of([found], blind=articles_blind_for(signed_in(request), negotiation), whole=True)
    context = {**desk_of(negotiation, "audit"), "deed": deed, "whole": True}
    return page_or_fragment(request, "tagging/edit.html", context)
