"""The button by which whoever has signed in is told of what moves."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext
from django.urls import reverse

from negotiations.models import Issue, Negotiation, Party, Watch
from negotiations.readers.news import News

register = template.Library()


@register.inclusion_tag("parts/watch.html", takes_context=True)
def watch_button(
    context: RequestContext,
    label: str,
    party: Party | None = None,
    other: Party | None = None,
    issue: Issue | None = None,
) -> dict[str, Any]:
    """Nothing for who has not signed in; one query for all the buttons of a page."""
    request, user = context["request"], context["user"]
    if not user.is_authenticated:
        return {}
    if not hasattr(request, "watched"):
        request.watched = set(
            Watch.objects.filter(user=user, negotiation=context["negotiation"]).values_list("party", "other", "issue")
        )
    ids = tuple(row.pk if row else None for row in (party, other, issue))
    return {
        "label": label,
        "negotiation": context["negotiation"],
        "party": party,
        "other": other,
        "issue": issue,
        "is_on": ids in request.watched or (ids[1], ids[0], ids[2]) in request.watched,
        "next": request.get_full_path(),
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag
def news_url(negotiation: Negotiation, news: News) -> str:
    return reverse("matrix", args=[negotiation.slug]) + news.query
