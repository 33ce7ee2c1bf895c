"""What was said about codings, by what it is about."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from negotiations.models import Annotation, Remark, Statement, Suggestion

Threads = dict[str, list[Remark]]
"""By target: statement-…, suggestion-…, annotation-…; a statement's thread is that of all its versions."""


def target_of(row: Statement | Suggestion | Annotation) -> str:
    return f"{type(row).__name__.lower()}-{row.pk}"


def threads_of(rows: Iterable[Statement | Suggestion | Annotation]) -> Threads:
    """One query. A statement also shows what was said of the suggestion that it was made of."""
    rows = list(rows)
    statements = [row for row in rows if isinstance(row, Statement)]
    suggestions = {row.pk for row in rows if isinstance(row, Suggestion)}
    suggestions |= {row.suggestion_id for row in statements if row.suggestion_id}
    annotations = [row.pk for row in rows if isinstance(row, Annotation)]
    about = Q(lineage__in=[row.lineage for row in statements]) | Q(suggestion__in=suggestions)
    said = list(Remark.objects.filter(about | Q(annotation__in=annotations)).select_related("by"))
    return {target_of(row): [remark for remark in said if _is_on(remark, row)] for row in rows}


def _is_on(remark: Remark, row: Statement | Suggestion | Annotation) -> bool:
    if isinstance(row, Statement):
        made_of = row.suggestion_id is not None and remark.suggestion_id == row.suggestion_id
        return remark.lineage == row.lineage or made_of
    if isinstance(row, Suggestion):
        return remark.suggestion_id == row.pk
    return remark.annotation_id == row.pk
