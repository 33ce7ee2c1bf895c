"""Who may see what: the row, or 404 as if there were none."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import User
from accounts.roles import Role
from negotiations.models import Article, Negotiation
from negotiations.web.requests import HtmxRequest


def visible_negotiation(request: HtmxRequest, slug: str) -> Negotiation:
    return get_object_or_404(Negotiation.objects.visible_to(request.user), slug=slug)


def may(request: HtmxRequest, role: Role, negotiation: Negotiation) -> bool:
    return request.user.is_authenticated and request.user.may(role, negotiation)


def edited_negotiation(request: HtmxRequest, slug: str, role: Role = Role.EDITOR) -> Negotiation:
    """For those who hold the role there: everybody else learns no more than of a page that does not exist."""
    negotiation = visible_negotiation(request, slug)
    if not may(request, role, negotiation):
        raise Http404
    return negotiation


def signed_in(request: HtmxRequest) -> User:
    """Whoever asks, where nobody else is let in."""
    assert isinstance(request.user, User)
    return request.user


def visible_article(request: HtmxRequest, slug: str, pk: int) -> Article:
    articles = Article.objects.select_related("negotiation", "outlet", "round")
    return get_object_or_404(articles, negotiation=visible_negotiation(request, slug), pk=pk)


def refuse_unknown_yet(article: Article, known: datetime | None) -> None:
    """As known before it was stored there is no such article."""
    if known and article.stored_at > known:
        raise Http404(f"{article} was stored later than {known}")
