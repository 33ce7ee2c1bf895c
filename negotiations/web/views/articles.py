from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from negotiations.filters import ArticleQuery, ArticlesQuery, asked
from negotiations.readers.article import article_page
from negotiations.web.access import is_editor, visible_article, visible_negotiation
from negotiations.web.pages import numbered_page
from negotiations.web.requests import HtmxRequest

ARTICLES_A_PAGE = 50


@require_safe
def articles(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = visible_negotiation(request, slug)
    query = asked(ArticlesQuery, request.GET)
    standing = Count("statements", filter=Q(statements__superseded_at=None))
    rows = negotiation.articles.select_related("outlet", "round").defer("body", "fingerprint").annotate(coded=standing)
    shown = numbered_page(Paginator(rows.order_by("-date", "-id"), ARTICLES_A_PAGE), query["page"])
    return render(
        request, "negotiations/articles.html", {"negotiation": negotiation, "tab": "articles", "shown": shown}
    )


@require_safe
def article(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    found = visible_article(request, slug, pk)
    query = asked(ArticleQuery, request.GET)
    page = article_page(found, known=query["known"], for_editor=is_editor(request))
    return render(
        request, "negotiations/article.html", {"negotiation": found.negotiation, "tab": "articles", "page": page}
    )
