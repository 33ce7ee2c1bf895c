from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from negotiations.filters import SearchQuery, asked, check_slugs
from negotiations.models import Negotiation
from negotiations.readers.search import RANKED, articles_found, results, statements_found
from negotiations.web.pages import numbered_page
from negotiations.web.requests import HtmxRequest

FOUND_A_PAGE = 20


@require_safe
def search(request: HtmxRequest) -> HttpResponse:
    query = asked(SearchQuery, request.GET)
    visible = Negotiation.objects.visible_to(request.user)
    check_slugs(request.GET, visible)
    negotiations = list(visible)
    counted = [(negotiation, None) for negotiation in negotiations]
    found = _found(query, negotiations) if query["q"] else {"counted": counted}
    return render(request, "negotiations/search.html", {"query": query, "ranked": RANKED, **found})


def _found(query: dict[str, Any], visible: list[Negotiation]) -> dict[str, Any]:
    ids = [negotiation.pk for negotiation in visible]
    within = [negotiation.pk for negotiation in visible if query["negotiation"] in ("", negotiation.slug)]
    found = results(query["q"], query["known"], ids, within, query["kind"])
    shown = numbered_page(Paginator(found.ids, FOUND_A_PAGE), query["page"])
    rows = statements_found if found.kind == "statements" else articles_found
    counted = [(negotiation, found.by_negotiation.get(negotiation.pk, 0)) for negotiation in visible]
    return {"found": found, "shown": shown, "rows": rows(list(shown), found.search), "counted": counted}
