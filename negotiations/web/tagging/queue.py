"""Suggestions of all articles, what changes most first; many decided as one deed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from negotiations import actions
from negotiations.actions import Overtaken, Refused
from negotiations.filters import BadQuery, QueueQuery, asked, row_keys
from negotiations.models import Draft, Negotiation, Suggestion
from negotiations.readers.coders import articles_blind_for
from negotiations.readers.queue import queue_of
from negotiations.readers.reading import reading_of
from negotiations.readers.tagger import last_edit
from negotiations.web.access import edited_negotiation, signed_in
from negotiations.web.context import desk_of
from negotiations.web.fragments import page_or_fragment
from negotiations.web.pages import numbered_page
from negotiations.web.replies import see_other, way_back
from negotiations.web.requests import HtmxRequest

MOST_AT_ONCE = 500
USUAL = 25


@require_safe
def queue(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = edited_negotiation(request, slug)
    query = asked(QueueQuery, request.GET)
    blind = articles_blind_for(signed_in(request), negotiation)
    found = queue_of(reading_of(negotiation, today=timezone.localdate()), query, blind)
    page = numbered_page(Paginator(found.stakes, int(query["size"] or USUAL)), query["page"])
    context = {
        **_frame(negotiation),
        "found": found,
        "page": page,
        "stakes": found.shown(list(page.object_list)),
        "asked": query,
        "last": last_edit(negotiation, signed_in(request)),
        "drafts": Draft.objects.filter(user=signed_in(request), article__negotiation=negotiation).select_related(
            "article__negotiation"
        ),
        "named": _named(query, negotiation),
    }
    return page_or_fragment(request, "tagging/queue.html", context, {"queue": "tagging/queue_list.html"})


def _named(query: dict[str, Any], negotiation: Negotiation) -> str:
    """The title of the article asked for."""
    number = query["article"]
    return str(negotiation.articles.filter(pk=number).values_list("title", flat=True).first() or "") if number else ""


@require_POST
def accept_shown(request: HtmxRequest, slug: str) -> HttpResponse:
    return _all_of_them(request, slug, "accept", actions.accept_suggestions)


@require_POST
def reject_shown(request: HtmxRequest, slug: str) -> HttpResponse:
    why = request.POST.get("why", "")[:200]

    def reject(suggestions: Sequence[Suggestion], *, by: User) -> object:
        if not why:
            raise Refused("Say why they are rejected: choose a reason.")
        return actions.reject_suggestions(suggestions, reason=why, by=by)

    return _all_of_them(request, slug, "reject", reject)


def _all_of_them(request: HtmxRequest, slug: str, verb: str, deed: Callable[..., object]) -> HttpResponse:
    """Exactly those whose numbers were posted: all of them or none."""
    negotiation = edited_negotiation(request, slug)
    chosen = _chosen(request, negotiation)
    back = way_back(request, reverse("queue", args=[slug]))
    told: dict[str, Any] = {"back": back, "verb": verb, "why": request.POST.get("why", ""), "chosen": chosen}
    try:
        deed(chosen, by=signed_in(request))
    except Overtaken as overtaken:
        return _not_all(request, negotiation, overtaken, told)
    except Refused as refused:
        context = {**_frame(negotiation), "problem": str(refused), **told}
        return render(request, "tagging/refused.html", context, status=422)
    return see_other(back)


def _frame(negotiation: Negotiation) -> dict[str, Any]:
    return desk_of(negotiation, "queue")


def _chosen(request: HtmxRequest, negotiation: Negotiation) -> list[Suggestion]:
    """Raises BadQuery where a number is none of a suggestion here."""
    given = row_keys(request.POST.getlist("id"))
    if given is None:
        raise BadQuery({"id": "expected numbers of suggestions"})
    if len(given) > MOST_AT_ONCE:
        raise BadQuery({"id": f"{len(given)} are too many for one deed; expected {MOST_AT_ONCE} at most"})
    blind = articles_blind_for(signed_in(request), negotiation)
    found = list(Suggestion.objects.filter(negotiation=negotiation, pk__in=given).exclude(article__in=blind))
    if len(found) < len(given):
        raise BadQuery({"id": "some of these numbers are of no suggestion here"})
    return found


def _not_all(
    request: HtmxRequest, negotiation: Negotiation, overtaken: Overtaken, told: dict[str, Any]
) -> HttpResponse:
    """Nothing was done: says who decided what meanwhile, and offers the others."""
    decided = {one.pk for one in overtaken.decided}
    quoted = Suggestion.objects.with_coding().with_quote().filter(pk__in=decided).order_by("article", "start")
    rest = [one for one in told["chosen"] if one.pk not in decided]
    context = {
        **desk_of(negotiation, "queue"),
        "decided": quoted,
        "rest": rest,
        **told,
    }
    return render(request, "tagging/overtaken.html", context, status=409)
