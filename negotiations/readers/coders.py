"""The desk of the coders: what is theirs to code, and what waits to be settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from accounts.roles import Role
from negotiations.models import Article, Assignment, Negotiation


@dataclass(frozen=True)
class Shared:
    """An article that was given to coders. `settled` and `said` count annotations."""

    article: Article
    assignments: Sequence[Assignment]
    said: int
    settled: int

    @property
    def finished(self) -> int:
        return sum(one.finished_at is not None for one in self.assignments)

    @property
    def comparable(self) -> bool:
        return self.finished > 1


def assigned_to(negotiation: Negotiation, coder: User) -> list[Assignment]:
    """One query; what is open first. Each with `said`, how many passages stand in it."""
    rows = Assignment.objects.standing().filter(negotiation=negotiation, coder=coder)
    said = Count("annotations", filter=Q(annotations__withdrawn_at=None))
    return list(rows.select_related("article__outlet").annotate(said=said).order_by("finished_at", "id"))


def shared_articles(negotiation: Negotiation) -> list[Shared]:
    """Two queries; the newest first."""
    assignments = Assignment.objects.standing().filter(negotiation=negotiation)
    standing = Q(annotations__withdrawn_at=None, annotations__isnull=False)
    counted = assignments.select_related("article__outlet", "coder").annotate(
        said=Count("annotations", filter=standing),
        settled=Count("annotations", filter=standing & Q(annotations__settlement__isnull=False)),
    )
    by_article: dict[int, list[Assignment]] = {}
    for one in counted.order_by("-article__date", "-article_id", "id"):
        by_article.setdefault(one.article_id, []).append(one)
    return [_shared(ones) for ones in by_article.values()]


def _shared(ones: Sequence[Assignment]) -> Shared:
    said = sum(one.said for one in ones)  # type: ignore[attr-defined] # annotated
    settled = sum(one.settled for one in ones)  # type: ignore[attr-defined] # annotated
    return Shared(ones[0].article, ones, said, settled)


def coders_for(negotiation: Negotiation) -> QuerySet[User]:
    """Whoever may code here."""
    may = [role for role in Role if role.includes(Role.EDITOR)]
    granted = Q(grants__negotiation=negotiation, grants__role__in=may)
    general = Q(role__in=may) & ~Q(grants__negotiation=negotiation) if negotiation.public else Q(role=Role.ADMIN)
    rows = User.objects.filter(granted | general | Q(role=Role.ADMIN), is_active=True)
    return rows.distinct().order_by("username")


def articles_blind_for(coder: User, negotiation: Negotiation) -> list[int]:
    """Those that somebody is to code still without knowing what others say of them; one query."""
    return list(
        Assignment.objects.open().filter(negotiation=negotiation, coder=coder).values_list("article", flat=True)
    )
