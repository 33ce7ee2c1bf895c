"""What an editor decides about what a machine proposed: one by one, or exactly those shown as one deed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Case, Value, When
from django.utils import timezone

from accounts.models import User
from negotiations.actions.audit import Conflict, Refused, audit, begin
from negotiations.actions.coding import Coding, check_article, suggested_coding
from negotiations.actions.writing import draft_of, write
from negotiations.codebook.past import PastScales
from negotiations.models import OPEN, Edit, Negotiation, Statement, Status, Suggestion


class Overtaken(Conflict):
    """Somebody decided some of them meanwhile."""

    def __init__(self, decided: Sequence[Suggestion]) -> None:
        self.decided = decided
        super().__init__(" ".join(f"{one.decided_by} {one.status} this suggestion meanwhile." for one in decided[:1]))


@transaction.atomic
def accept_suggestion(suggestion: Suggestion, coding: Coding, *, by: User) -> Statement:
    """Stands behind a suggestion, as it is or as edited in `coding`."""
    begin(suggestion.negotiation, by)
    check_article(coding, suggestion.article)
    (locked,) = _decide([suggestion], Status.ACCEPTED, by)
    statement = draft_of(coding, by, suggestion=locked)
    write("accept", suggestion.negotiation, by, drafts=[statement], suggestions=[locked])
    return statement


@transaction.atomic
def accept_suggestions(suggestions: Sequence[Suggestion], *, by: User) -> list[Statement]:
    """Stands behind many as they are, as one deed; all of them or none."""
    negotiation = _one_negotiation(suggestions)
    begin(negotiation, by)
    locked = _decide(suggestions, Status.ACCEPTED, by)
    _refuse_incomplete(locked)
    scales = PastScales(suggestion.issue_id for suggestion in locked)
    drafts = [draft_of(suggested_coding(suggestion, scales), by, suggestion=suggestion) for suggestion in locked]
    write("accept", negotiation, by, drafts=drafts, suggestions=locked)
    return drafts


def reject_suggestion(suggestion: Suggestion, *, reason: str, by: User) -> Suggestion:
    return reject_suggestions([suggestion], reason=reason, by=by)[0]


@transaction.atomic
def reject_suggestions(suggestions: Sequence[Suggestion], *, reason: str, by: User) -> list[Suggestion]:
    """Many for one reason, as one deed; all of them or none."""
    negotiation = _one_negotiation(suggestions)
    begin(negotiation, by)
    locked = _decide(suggestions, Status.REJECTED, by, reason)
    audit("reject", negotiation, by, suggestions=locked, reason=reason)
    return locked


@transaction.atomic
def doubt_suggestion(suggestion: Suggestion, *, reason: str = "", by: User) -> Suggestion:
    """Says that one cannot say: the suggestion stays open, in a queue of its own."""
    begin(suggestion.negotiation, by)
    (locked,) = _locked([suggestion])
    if locked.status == Status.UNSURE:
        raise Conflict(f"{locked.doubted_by} said already that this one is unsure.")
    locked.status, locked.doubted_by, locked.doubted_at, locked.reason = Status.UNSURE, by, timezone.now(), reason
    locked.save(update_fields=["status", "doubted_by", "doubted_at", "reason"])
    audit("doubt", suggestion.negotiation, by, suggestions=[locked], reason=reason)
    return locked


def _decide(suggestions: Sequence[Suggestion], status: str, by: User, reason: str = "") -> list[Suggestion]:
    locked, now = _locked(suggestions), timezone.now()
    decision = {"status": status, "decided_by": by, "decided_at": now, "reason": reason}
    Suggestion.objects.filter(pk__in=[one.pk for one in locked]).update(**decision)
    for one in locked:
        one.status, one.decided_by, one.decided_at, one.reason = status, by, now, reason
    return locked


def _locked(suggestions: Sequence[Suggestion]) -> list[Suggestion]:
    """In the order of the text. Raises Overtaken where somebody decided any of them."""
    rows = Suggestion.objects.with_coding().select_related("article__negotiation").prefetch_related("person__offices")
    keys = [suggestion.pk for suggestion in suggestions]
    locked = list(rows.filter(pk__in=keys).select_for_update(of=("self",)).order_by("article", "start", "id"))
    decided = [one for one in locked if one.status not in OPEN]
    if decided:
        raise Overtaken(decided)
    return locked


def _one_negotiation(suggestions: Sequence[Suggestion]) -> Negotiation:
    if not suggestions:
        raise Refused("No suggestion is chosen: choose one at least.")
    (key,) = {suggestion.negotiation_id for suggestion in suggestions}
    return Negotiation.objects.get(pk=key)


def _refuse_incomplete(suggestions: Sequence[Suggestion]) -> None:
    incomplete = [one for one in suggestions if one.party is None or not one.act]
    if incomplete:
        raise Refused(
            f"{len(incomplete)} of the {len(suggestions)} name no party or no act: "
            "open them one by one and choose, then accept the rest together."
        )


def set_back(suggestions: Iterable[Suggestion]) -> None:
    """As they were before the last decision; a doubt is what was said before a decision."""
    keys = [suggestion.pk for suggestion in suggestions]
    doubts = {one.pk for one in suggestions if one.status == Status.UNSURE}
    before = Case(When(doubted_by=None, then=Value(Status.PENDING)), default=Value(Status.UNSURE))
    rows = Suggestion.objects.filter(pk__in=set(keys) - doubts)
    rows.update(status=before, decided_by=None, decided_at=None, reason="")
    _tell_doubts_again(set(keys) - doubts)
    doubted = Suggestion.objects.filter(pk__in=doubts)
    doubted.update(status=Status.PENDING, doubted_by=None, doubted_at=None, reason="")


def _tell_doubts_again(keys: set[int]) -> None:
    """Why somebody was unsure stands in the audit; a decision had put its own reason in that place."""
    for doubted in Suggestion.objects.filter(pk__in=keys, status=Status.UNSURE):
        said = Edit.objects.filter(verb="doubt", suggestions__contains=[doubted.pk]).order_by("-pk").first()
        Suggestion.objects.filter(pk=doubted.pk).update(reason=said.reason if said else "")
