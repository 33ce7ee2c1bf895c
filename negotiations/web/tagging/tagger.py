"""The reader in which one marks a passage and tags it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from negotiations.filters import BadQuery, TaggerQuery, asked
from negotiations.models import Article, Assignment
from negotiations.readers.coding import Values, values_of_statement
from negotiations.readers.reading import reading_of
from negotiations.readers.remarks import threads_of
from negotiations.readers.tagger import Tagger, newest_of, tagger_of
from negotiations.web.access import edited_negotiation, signed_in
from negotiations.web.context import desk_of
from negotiations.web.fragments import page_or_fragment
from negotiations.web.replies import see_other
from negotiations.web.requests import HtmxRequest
from negotiations.web.tagging.panel import Panel, Target, panel_for, target_of

FRAGMENT = {"tagger": "tagging/tagger_reader.html"}


class BlindFirst(Http404):
    """Nothing of an article that one is to code blind is shown, suggested or decided here before that is done."""

    def __init__(self, assignment: Assignment) -> None:
        self.assignment = assignment
        super().__init__(f"{assignment.article_id} is to be coded blind first")


def tagger_page(request: HtmxRequest, slug: str, pk: int) -> Tagger:
    negotiation = edited_negotiation(request, slug)
    articles = Article.objects.select_related("negotiation", "outlet", "round")
    article = get_object_or_404(articles, negotiation=negotiation, pk=pk)
    user = signed_in(request)
    if blind := Assignment.objects.open().filter(article=article, coder=user).first():
        raise BlindFirst(blind)
    return tagger_of(article, reading_of(negotiation, today=timezone.localdate()), user)


@require_safe
def tagger(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    try:
        page = tagger_page(request, slug, pk)
    except BlindFirst as first:
        messages.info(request, "This article is yours to code blind first.")
        return see_other(reverse("blind", args=[slug, first.assignment.pk]))
    return shown(request, page, panel_asked(page, asked(TaggerQuery, request.GET)))


def panel_asked(page: Tagger, query: dict[str, Any]) -> Panel | None:
    """What is asked for; without a choice, what waits first."""
    fresh = bool(query["fresh"])
    if query["s"]:
        return panel_for(page, standing(page, target_of(page, query["s"])), fresh=fresh)
    if query["words"]:
        return panel_for(page, Target(_passage(page, *_found(page, query["words"]))), fresh=fresh, guess=True)
    if query["end"] is not None:
        return _passage_panel(page, query, fresh=fresh)
    first = page.first_open
    return panel_for(page, Target(first.key, first.row, first), fresh=fresh) if first else None


def standing(page: Tagger, target: Target) -> Target:
    """The version that stands, for a statement that was corrected since; 404 where it was taken back."""
    if target.statement is None or target.mark:
        return target
    newest = newest_of(target.statement)
    if newest is None:
        raise Http404("this statement was taken back: restore it from the audit")
    return target_of(page, f"statement-{newest.pk}")


def _passage_panel(page: Tagger, query: dict[str, Any], *, fresh: bool) -> Panel:
    key = _passage(page, query["start"], query["end"])
    like = target_of(page, query["like"]).statement if query["like"] else None
    place: Values = {"target": key, "version": "", "start": str(query["start"]), "end": str(query["end"])}
    return panel_for(page, Target(key), values_of_statement(like) | place if like else None, fresh=fresh, guess=True)


def _passage(page: Tagger, start: int, end: int) -> str:
    if end > len(page.article.body):
        raise BadQuery({"end": f"the article ends at {len(page.article.body)}; expected no more"})
    return f"passage-{start}-{end}"


def _found(page: Tagger, words: str) -> tuple[int, int]:
    times = page.article.body.count(words)
    if times != 1:
        told = (
            f"stand in the article {times} times: add some that stand beside them"
            if times
            else ("do not stand in the article: copy them to the letter")
        )
        raise BadQuery({"words": f"these words {told}"})
    start = page.article.body.index(words)
    return start, start + len(words)


def shown(request: HtmxRequest, page: Tagger, panel: Panel | None, status: int = 200) -> HttpResponse:
    row = panel.target.row if panel else None
    context = {
        **desk_of(page.negotiation, "queue"),
        "page": page,
        "panel": panel,
        "article": page.article,
        "here": address(page),
        "threads": threads_of([row] if row else []),
    }
    response = page_or_fragment(request, "tagging/tagger.html", context, FRAGMENT)
    response.status_code = status
    if request.method == "POST" and request.htmx:
        response["HX-Replace-Url"] = address(page, s=panel.target.key if panel and panel.target.row else None)
    return response


def address(page: Tagger, **query: object) -> str:
    """Of the tagger with a choice."""
    asked_for = "&".join(f"{name}={value}" for name, value in query.items() if value is not None)
    url = reverse("tagger", args=[page.negotiation.slug, page.article.pk])
    return f"{url}?{asked_for}" if asked_for else url
