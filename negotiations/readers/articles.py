"""The articles of a negotiation, as far as they were dated by a day and stored by an instant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from negotiations.models import Article, Negotiation, Outlet, Round
from negotiations.readers.agenda import NotOnTheAgenda, nearest
from negotiations.readers.clock import Clock, knowledge_of


@dataclass(frozen=True)
class ArticleList:
    """`rows` are those asked for, the newest first, each with its standing statements as `coded`."""

    negotiation: Negotiation
    clock: Clock
    rows: QuerySet[Article]
    outlets: Sequence[Outlet]
    rounds: Sequence[Round]


def article_list(negotiation: Negotiation, query: Mapping[str, Any], today: date) -> ArticleList:
    """Without a day, as of the newest article. Raises NotOnTheAgenda."""
    knowledge = knowledge_of(negotiation, query["known"])
    stored = stored_by(negotiation.articles.all(), knowledge.settled)
    on = query["on"] or stored.aggregate(newest=Max("date"))["newest"] or today
    outlets = list(Outlet.objects.filter(pk__in=stored.values("outlet")))
    rounds = list(negotiation.round_set.all())
    _refuse_strangers(query, outlets, rounds)
    clock = Clock(on, knowledge.asked, knowledge.settled, knowledge.revision)
    rows = _narrowed(stored.filter(date__lte=on), query)
    counted = with_statements(rows, knowledge.settled).select_related("outlet", "round").order_by("-date", "-id")
    return ArticleList(negotiation, clock, counted, outlets, rounds)


def _refuse_strangers(query: Mapping[str, Any], outlets: Sequence[Outlet], rounds: Sequence[Round]) -> None:
    known = {"outlet": [outlet.name for outlet in outlets], "round": [round_.slug for round_ in rounds]}
    problems = {
        name: f"there is no {name} {query[name]!r} here; {nearest(query[name], names)}"
        for name, names in known.items()
        if query[name] and query[name] not in names
    }
    if problems:
        raise NotOnTheAgenda(problems)


def _narrowed(rows: QuerySet[Article], query: Mapping[str, Any]) -> QuerySet[Article]:
    if query["outlet"]:
        rows = rows.filter(outlet__name=query["outlet"])
    if query["round"]:
        rows = rows.filter(Q(round__slug=query["round"]) | Q(round__merged_into__slug=query["round"]))
    for word in query["words"].split():
        rows = rows.filter(title__icontains=word)
    return rows


def stored_by(rows: QuerySet[Article], known: datetime | None) -> QuerySet[Article]:
    """Without an instant, all that are stored now."""
    return rows.filter(stored_at__lte=known) if known else rows


def with_statements(rows: QuerySet[Article], known: datetime | None) -> QuerySet[Article]:
    """Each with the number of statements that stood at that instant, or stand now, as `coded`; without its text."""
    standing = Q(statements__superseded_at=None)
    if known:
        standing = (standing | Q(statements__superseded_at__gt=known)) & Q(statements__recorded_at__lte=known)
    return rows.annotate(coded=Count("statements", filter=standing)).defer("body", "fingerprint")
