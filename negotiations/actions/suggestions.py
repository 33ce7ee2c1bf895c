"""What an editor decides about what a machine proposed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from negotiations.actions.audit import Conflict, audit, begin
from negotiations.actions.coding import Coding, check_article
from negotiations.actions.writing import draft_of, write
from negotiations.models import Statement, Status, Suggestion


@transaction.atomic
def accept_suggestion(suggestion: Suggestion, coding: Coding, *, by: User) -> Statement:
    """Stands behind a suggestion, as it is or as edited in `coding`."""
    begin(suggestion.negotiation, by)
    check_article(coding, suggestion.article)
    locked = _decide(suggestion, Status.ACCEPTED, by)
    statement = draft_of(coding, by, suggestion=locked)
    write("accept", locked.negotiation, by, drafts=[statement], suggestions=[locked])
    return statement


@transaction.atomic
def reject_suggestion(suggestion: Suggestion, *, reason: str, by: User) -> Suggestion:
    begin(suggestion.negotiation, by)
    locked = _decide(suggestion, Status.REJECTED, by, reason)
    audit("reject", locked.negotiation, by, suggestions=[locked], reason=reason)
    return locked


def _decide(suggestion: Suggestion, status: str, by: User, reason: str = "") -> Suggestion:
    locked = Suggestion.objects.select_for_update(of=("self",)).select_related("negotiation").get(pk=suggestion.pk)
    if locked.status != Status.PENDING:
        raise Conflict(f"{locked.decided_by} {locked.status} this suggestion meanwhile.")
    locked.status, locked.decided_by, locked.decided_at, locked.reason = status, by, timezone.now(), reason
    locked.save(update_fields=["status", "decided_by", "decided_at", "reason"])
    return locked


def set_back(suggestions: Iterable[Suggestion]) -> None:
    keys = [suggestion.pk for suggestion in suggestions]
    Suggestion.objects.filter(pk__in=keys).update(status=Status.PENDING, decided_by=None, decided_at=None, reason="")
