"""Where else a text was printed and its words were quoted: one utterance, many appearances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from negotiations.models import Article, Statement
from negotiations.readers.articles import stored_by
from negotiations.readers.evidence import Words


def copies_of(article: Article, known: datetime | None) -> list[Article]:
    """The original and its other copies, as far as they were stored by then; earliest first."""
    related = Q(copy_of=article)
    if article.copy_of_id:
        related |= Q(pk=article.copy_of_id) | Q(copy_of=article.copy_of_id)
    copies = Article.objects.filter(related, negotiation=article.negotiation_id).exclude(pk=article.pk)
    found = stored_by(copies, known)
    return list(found.select_related("outlet").defer("body", "fingerprint").order_by("date", "body_sha256"))


def with_appearances(words: Sequence[Words], article: Article, known: datetime | None) -> list[Words]:
    """Beside each statement the standing ones of other articles that are the same utterance, in one query."""
    firsts = {_first(item.statement) for item in words}
    same = Q(lineage__in=firsts) | Q(repeat_of__lineage__in=firsts)
    rows = Statement.objects.known_at(known).filter(same, negotiation=article.negotiation_id).exclude(article=article)
    by_first: dict[UUID, list[Statement]] = {first: [] for first in firsts}
    related = rows.select_related("article__outlet", "repeat_of").defer("article__body", "article__fingerprint")
    for statement in related.order_by("article__date", "article__body_sha256", "start"):
        by_first[_first(statement)].append(statement)
    return [replace(item, appearances=by_first[_first(item.statement)]) for item in words]


def _first(statement: Statement) -> UUID:
    """The lineage of the statement that is counted."""
    return statement.repeat_of.lineage if statement.repeat_of else statement.lineage
