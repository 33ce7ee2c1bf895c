"""Talk about a coding, beside it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from accounts.models import User
from negotiations.actions.audit import Refused, begin
from negotiations.models import Annotation, Negotiation, Remark, Suggestion

LONGEST = 2000


@transaction.atomic
def remark_on(
    negotiation: Negotiation,
    words: str,
    *,
    lineage: UUID | None = None,
    suggestion: Suggestion | None = None,
    annotation: Annotation | None = None,
    by: User,
) -> Remark:
    """On exactly one of them. It stays as it was said, and is its own audit."""
    begin(negotiation, by)
    said = words.strip()
    if not said or len(said) > LONGEST:
        raise Refused(f"A remark has 1 to {LONGEST:,} characters; this one has {len(said):,}.")
    return Remark.objects.create(
        negotiation=negotiation, words=said, lineage=lineage, suggestion=suggestion, annotation=annotation, by=by
    )
