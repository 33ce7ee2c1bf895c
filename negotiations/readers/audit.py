"""Who did what when, and why: each deed with what it changed, old and new side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from negotiations.models import Edit, Negotiation, Statement, Suggestion
from negotiations.readers.said import said_of

SHOWN = 5
"""Of what one deed changed, where it changed more; all of it on the deed's own page."""


@dataclass(frozen=True)
class Field:
    name: str
    before: str
    after: str

    @property
    def differs(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class Change:
    """What became of one statement: opened, closed, or one version in place of another."""

    before: Statement | None
    after: Statement | None

    @property
    def row(self) -> Statement:
        row = self.after or self.before
        assert row
        return row

    @property
    def fields(self) -> list[Field]:
        """Those of either version; of two, those that differ and the words."""
        old = said_of(self.before) if self.before else {}
        new = said_of(self.after) if self.after else {}
        both = [Field(name, old.get(name, ""), new.get(name, "")) for name in (new or old)]
        shown = [field for field in both if field.before or field.after]
        return [field for field in shown if field.differs] if self.before and self.after else shown

    @property
    def is_link(self) -> bool:
        """Whether only what it repeats became another."""
        return bool(self.before and self.after) and not self.fields


@dataclass(frozen=True)
class Deed:
    """An edit; `undone` is the edit that took it back."""

    edit: Edit
    changes: Sequence[Change]
    suggestions: Sequence[Suggestion]
    undone: Edit | None
    undoes: Edit | None

    @property
    def template(self) -> str:
        """How what a kind of deed changed is shown; those of statements where a kind has none of its own."""
        return f"tagging/edits/{self.edit.verb}.html"

    @property
    def undoable(self) -> bool:
        return self.undone is None and self.edit.undoable

    @property
    def more(self) -> int:
        return max(0, len(self.edit.opened), len(self.edit.closed), len(self.edit.suggestions)) - SHOWN


MEMBERSHIP = ("invite", "withdraw", "grant", "revoke")
"""Deeds that tell of people and not of the record."""


def edits_seen(negotiation: Negotiation, *, by_admin: bool) -> QuerySet[Edit]:
    """Who belongs to a negotiation is told to its admins alone."""
    rows = Edit.objects.filter(negotiation=negotiation.slug)
    return rows if by_admin else rows.exclude(verb__in=MEMBERSHIP)


def edits_of(negotiation: Negotiation, query: Mapping[str, Any], *, by_admin: bool) -> QuerySet[Edit]:
    rows = edits_seen(negotiation, by_admin=by_admin)
    if query["by"]:
        rows = rows.filter(by=query["by"])
    if query["verb"]:
        rows = rows.filter(verb=query["verb"])
    if query["on"]:
        rows = rows.filter(at__range=_day(query["on"]))
    if query["article"]:
        rows = rows.filter(_about_article(negotiation, query["article"]))
    if query["statement"]:
        rows = rows.filter(_about_lineage(negotiation, query["statement"]))
    return rows


def _day(day: date) -> tuple[datetime, datetime]:
    zone = timezone.get_default_timezone()
    return datetime.combine(day, datetime.min.time(), zone), datetime.combine(day, datetime.max.time(), zone)


def _about_article(negotiation: Negotiation, article: int) -> Q:
    statements = Statement.objects.filter(negotiation=negotiation, article=article).values_list("pk", flat=True)
    suggestions = Suggestion.objects.filter(negotiation=negotiation, article=article).values_list("pk", flat=True)
    return _touching(statements, suggestions)


def _about_lineage(negotiation: Negotiation, statement: int) -> Q:
    lineage = Statement.objects.filter(negotiation=negotiation, pk=statement).values("lineage")
    versions = Statement.objects.filter(negotiation=negotiation, lineage__in=lineage).values_list("pk", flat=True)
    return _touching(versions, [])


def _touching(statements: Iterable[int], suggestions: Iterable[int]) -> Q:
    """No deed where there is none of either."""
    found = Q(pk=None)
    for key in statements:
        found |= Q(opened__contains=key) | Q(closed__contains=key)
    for key in suggestions:
        found |= Q(suggestions__contains=key)
    return found


def deeds_of(edits: Sequence[Edit], *, blind: Collection[int] = (), whole: bool = False) -> list[Deed]:
    """With what each changed, in five queries however many; `whole` leaves nothing out.

    `blind` are the articles that whoever looks is to code without knowing what others said of them.
    """
    limit = None if whole else SHOWN
    keys = (key for edit in edits for key in (*edit.opened[:limit], *edit.closed[:limit]))
    statements = _statements(keys, blind)
    suggestions = Suggestion.objects.with_coding().with_quote().prefetch_related("issue__options")
    proposed = suggestions.exclude(article__in=blind).in_bulk(
        [key for edit in edits for key in edit.suggestions[:limit]]
    )
    undoing = {edit.undoes: edit for edit in Edit.objects.filter(undoes__in=[edit.pk for edit in edits])}
    undone = Edit.objects.in_bulk([edit.undoes for edit in edits if edit.undoes])
    return [
        Deed(
            edit,
            _changes(edit, statements),
            [proposed[key] for key in edit.suggestions if key in proposed],
            undoing.get(edit.pk),
            undone.get(edit.undoes or 0),
        )
        for edit in edits
    ]


def _statements(keys: Iterable[int], blind: Collection[int]) -> dict[int, Statement]:
    rows = (
        Statement.objects.with_evidence()
        .exclude(article__in=blind)
        .select_related("coder")
        .defer("article__body", "article__fingerprint")
    )
    return rows.in_bulk(list(keys))


def _changes(edit: Edit, statements: Mapping[int, Statement]) -> list[Change]:
    """Each version that was opened beside the one it took the place of."""
    opened = [statements[key] for key in edit.opened if key in statements]
    closed = {key: statements[key] for key in edit.closed if key in statements}
    changes = [Change(closed.pop(one.supersedes_id or 0, None), one) for one in opened]
    by_lineage = {one.lineage for one in opened}
    alone = [Change(one, None) for one in closed.values() if one.lineage not in by_lineage]
    return [change for change in [*changes, *alone] if not change.is_link]


def people_and_verbs(edits: QuerySet[Edit]) -> tuple[list[str], list[str]]:
    """Two queries."""
    rows = edits.order_by()
    return (
        sorted(rows.values_list("by", flat=True).distinct()),
        sorted(rows.values_list("verb", flat=True).distinct()),
    )
