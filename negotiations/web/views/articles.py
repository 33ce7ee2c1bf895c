from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.roles import Role
from negotiations.filters import ArticleQuery, ArticlesQuery, asked
from negotiations.readers.article import article_page
from negotiations.readers.articles import article_list
from negotiations.readers.reading import reading_of
from negotiations.web.access import may, refuse_unknown_yet, visible_article, visible_negotiation
from negotiations.web.context import page_of
from negotiations.web.fragments import page_or_fragment
from negotiations.web.pages import numbered_page
from negotiations.web.requests import HtmxRequest

ARTICLES_A_PAGE = 50


@require_safe
def articles(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = visible_negotiation(request, slug)
    query = asked(ArticlesQuery, request.GET)
    found = article_list(negotiation, query, timezone.localdate())
    shown = numbered_page(Paginator(found.rows, ARTICLES_A_PAGE), query["page"])
    narrowed = any(query[name] for name in ("outlet", "round", "words"))
    context = page_of(found, "articles", "articles", found=found, shown=shown, asked=query, narrowed=narrowed)
    return page_or_fragment(request, "negotiations/articles.html", context)


@require_safe
def article(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    found = visible_article(request, slug, pk)
    query = asked(ArticleQuery, request.GET)
    refuse_unknown_yet(found, query["known"])
    reading = reading_of(found.negotiation, today=timezone.localdate(), known=query["known"])
    edits = may(request, Role.EDITOR, found.negotiation)
    page = article_page(found, reading, party=query["party"] or None, for_editor=edits)
    own = {"clocks": "parts/knowledge.html", "pinned": {"on": None}}
    context = page_of(reading, "articles", found.title, page=page, **own)
    return page_or_fragment(request, "negotiations/article.html", context)
