"""Pages: fetch, decide, render."""

from __future__ import annotations

from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from negotiations.filters import (
    AccuracyQuery,
    ArticleQuery,
    ArticlesQuery,
    BadQuery,
    ClockQuery,
    IssueQuery,
    MatrixQuery,
    NoQuery,
    asked,
)
from negotiations.models import Act, Negotiation
from negotiations.readers.accuracy import accuracy_of
from negotiations.readers.article import article_page
from negotiations.readers.home import glances
from negotiations.readers.issue import issue_page
from negotiations.readers.matrix import Matrix, matrix
from negotiations.readers.mistakes import behind
from negotiations.readers.panel import evidence_of
from negotiations.web.access import edited_negotiation, is_editor, visible_article, visible_negotiation
from negotiations.web.fragments import page_or_fragment
from negotiations.web.requests import HtmxRequest

ARTICLES_A_PAGE = 50
MISTAKES_A_PAGE = 25


@require_safe
def home(request: HtmxRequest) -> HttpResponse:
    query = asked(ClockQuery, request.GET)
    shown = list(Negotiation.objects.visible_to(request.user))
    found = glances(shown, today=timezone.localdate(), on=query["on"], known=query["known"])
    totals = {
        "statements": sum(glance.statements for glance in found),
        "articles": sum(glance.articles for glance in found),
    }
    return render(request, "negotiations/home.html", {"glances": found, "totals": totals})


@require_safe
def how(request: HtmxRequest) -> HttpResponse:
    asked(NoQuery, request.GET)
    return render(request, "negotiations/how.html", {"acts": Act.choices})


@require_safe
def matrix_page(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = visible_negotiation(request, slug)
    query = asked(MatrixQuery, request.GET)
    found = _matrix(negotiation, query)
    cell = found.cell(query["cell"]) if query["cell"] else None
    evidence = evidence_of(cell, found.record, found.clock) if cell else None
    context = {
        "negotiation": negotiation,
        "tab": "matrix",
        "matrix": found,
        "clock": found.clock,
        "evidence": evidence,
        "open_key": query["cell"],
    }
    fragments = {"answer": "negotiations/matrix_fragment.html", "evidence": "parts/evidence.html#panel"}
    return page_or_fragment(request, "negotiations/matrix.html", context, fragments)


def _matrix(negotiation: Negotiation, query: dict[str, Any]) -> Matrix:
    return matrix(
        negotiation,
        today=timezone.localdate(),
        on=query["on"],
        known=query["known"],
        since=query["since"],
        sides=(query["a"] or None, query["b"] or None),
    )


@require_safe
def issues(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = visible_negotiation(request, slug)
    query = asked(ClockQuery, request.GET)
    found = matrix(negotiation, today=timezone.localdate(), on=query["on"], known=query["known"])
    context = {"negotiation": negotiation, "tab": "issues", "matrix": found}
    return page_or_fragment(request, "negotiations/issues.html", context)


@require_safe
def issue(request: HtmxRequest, slug: str, issue_slug: str) -> HttpResponse:
    negotiation = visible_negotiation(request, slug)
    query = asked(IssueQuery, request.GET)
    found = issue_page(
        negotiation,
        issue_slug,
        today=timezone.localdate(),
        on=query["on"],
        known=query["known"],
        before=query["before"],
        sides=(query["a"] or None, query["b"] or None),
    )
    if found is None:
        raise Http404(f"{negotiation} has no issue {issue_slug!r}")
    context = {"negotiation": negotiation, "tab": "issues", "page": found, "clock": found.clock}
    return page_or_fragment(request, "negotiations/issue.html", context, {"more": "negotiations/issue.html#statements"})


@require_safe
def articles(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = visible_negotiation(request, slug)
    query = asked(ArticlesQuery, request.GET)
    standing = Count("statements", filter=Q(statements__superseded_at=None))
    rows = negotiation.articles.select_related("outlet", "round").defer("body", "fingerprint").annotate(coded=standing)
    shown = _page(Paginator(rows.order_by("-date", "-id"), ARTICLES_A_PAGE), query["page"])
    return render(
        request, "negotiations/articles.html", {"negotiation": negotiation, "tab": "articles", "shown": shown}
    )


def _page(pages: Paginator[Any], number: int | None) -> Page[Any]:
    try:
        return pages.page(number or 1)
    except EmptyPage as error:
        raise BadQuery({"page": f"there are {pages.num_pages}"}) from error


@require_safe
def article(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    found = visible_article(request, slug, pk)
    query = asked(ArticleQuery, request.GET)
    page = article_page(found, known=query["known"], for_editor=is_editor(request))
    return render(
        request, "negotiations/article.html", {"negotiation": found.negotiation, "tab": "articles", "page": page}
    )


@require_safe
def accuracy(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = edited_negotiation(request, slug)
    query = asked(AccuracyQuery, request.GET)
    found = accuracy_of(negotiation)
    mistakes = behind(found, {name: value for name, value in query.items() if name != "page" and value})
    shown = _page(Paginator(mistakes.rows, MISTAKES_A_PAGE), query["page"]) if mistakes else None
    context = {"negotiation": negotiation, "tab": "accuracy", "found": found, "mistakes": mistakes, "shown": shown}
    return render(request, "negotiations/accuracy.html", context)
