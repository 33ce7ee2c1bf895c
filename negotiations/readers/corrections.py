"""What others changed in a coder's work, newest first: so that one learns from it, and can object."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from accounts.models import User
from negotiations.models import Annotation, Edit, Negotiation, Settlement, Statement
from negotiations.readers.said import said_of

SHOWN = 100
LOOKED_THROUGH = 1_000
"""Of the newest deeds of others, to tell which of them took a statement back."""

Told = tuple[tuple[str, str, str], ...]
"""Field, before, after; only where they differ."""


@dataclass(frozen=True)
class Correction:
    """`now` is the version in its place; None where it was taken back, or settled by no statement."""

    was: Statement | Annotation
    now: Statement | None
    by: str
    at: datetime
    why: str
    differs: Told

    @property
    def kind(self) -> str:
        settled = isinstance(self.was, Annotation)
        if self.now is None:
            return "settled by no statement" if settled else "taken back"
        return "settled otherwise" if settled else "corrected"


def corrections_of(negotiation: Negotiation, coder: User) -> list[Correction]:
    """Five queries, and one of options."""
    found = [*_corrected(negotiation, coder), *_taken_back(negotiation, coder), *_settled(negotiation, coder)]
    return sorted(found, key=lambda one: one.at, reverse=True)[:SHOWN]


def _corrected(negotiation: Negotiation, coder: User) -> Iterator[Correction]:
    rows = Statement.objects.filter(negotiation=negotiation, supersedes__coder=coder).exclude(coder=coder)
    newest = rows.with_evidence().select_related(
        "coder",
        "supersedes__party",
        "supersedes__person",
        "supersedes__issue",
        "supersedes__addressee",
        "supersedes__demand",
        "supersedes__article__outlet",
    )
    why = _reasons(negotiation, coder, "opened")
    for now in newest.prefetch_related("supersedes__issue__options").order_by("-id")[:SHOWN]:
        was, at = now.supersedes, now.recorded_at
        if was and at and (differs := difference(was, now)):
            yield Correction(was, now, str(now.coder), at, why.get(now.pk, ("", ""))[1], differs)


def _taken_back(negotiation: Negotiation, coder: User) -> Iterator[Correction]:
    deeds = _reasons(negotiation, coder, "closed")
    rows = Statement.objects.filter(pk__in=deeds, coder=coder, next=None, superseded_at__isnull=False)
    for was in rows.with_evidence().order_by("-superseded_at")[:SHOWN]:
        assert was.superseded_at
        by, why = deeds[was.pk]
        yield Correction(was, None, by, was.superseded_at, why, ())


def _reasons(negotiation: Negotiation, coder: User, kind: str) -> dict[int, tuple[str, str]]:
    """By statement: who did the newest deed of others that opened or closed it, and why."""
    edits = Edit.objects.filter(negotiation=negotiation.slug).exclude(by=coder.username)
    told: dict[int, tuple[str, str]] = {}
    for by, why, keys in edits.values_list("by", "reason", kind)[:LOOKED_THROUGH]:
        for key in keys:
            told.setdefault(key, (by, why))
    return told


def _settled(negotiation: Negotiation, coder: User) -> Iterator[Correction]:
    rows = Annotation.objects.standing().filter(negotiation=negotiation, assignment__coder=coder)
    settled = (
        rows.exclude(settlement=None)
        .with_coding()
        .select_related(
            "article__outlet",
            "settlement__statement__party",
            "settlement__statement__person",
            "settlement__statement__issue",
            "settlement__statement__addressee",
            "settlement__statement__demand",
            "settlement__statement__article__outlet",
        )
        .prefetch_related("settlement__statement__issue__options")
    )
    for was in islice(settled.order_by("-settlement__id"), SHOWN):
        settlement = was.settlement
        assert isinstance(settlement, Settlement)
        differs = difference(was, settlement.statement) if settlement.statement else ()
        if differs or settlement.statement is None:
            yield Correction(was, settlement.statement, str(settlement.by), settlement.at, settlement.reason, differs)


def difference(was: Statement | Annotation, now: Statement) -> Told:
    """In words, field by field."""
    before, after = said_of(was), said_of(now)
    return tuple((name, before[name], after[name]) for name in before if before[name] != after[name])
