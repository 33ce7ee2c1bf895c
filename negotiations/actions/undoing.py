"""The inverse of every deed."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from negotiations.actions.audit import Conflict, begin
from negotiations.actions.codebook.rows import inverse, models_in, put_back, role_for
from negotiations.actions.suggestions import set_back
from negotiations.actions.writing import as_before, write
from negotiations.models import Edit, Negotiation, Suggestion
from negotiations.repeats import done_in, place


@transaction.atomic
def undo_edit(edit: Edit, *, by: User) -> Edit:
    """The inverse deed: closes what the edit opened, opens again what it closed, sets back its suggestions
    and the rows of the codebook that it wrote."""
    negotiation = Negotiation.objects.get(slug=edit.negotiation)
    begin(negotiation, by, role_for(models_in(edit.changes)))
    if edit.undoes is not None or Edit.objects.filter(undoes=edit.pk).exists():
        raise Conflict("This was undone already, or is itself an undoing.")
    opened, closed = done_in(edit)
    next_of = {statement.lineage: statement for statement in opened}
    restored = [as_before(old, next_of.get(old.lineage, old), by) for old in sorted(closed, key=place)]
    suggestions = list(Suggestion.objects.filter(pk__in=edit.suggestions))
    set_back(suggestions)
    return write(
        "undo",
        negotiation,
        by,
        closing=opened,
        drafts=restored,
        meanwhile=put_back(negotiation, edit.changes) if edit.changes else None,
        suggestions=suggestions,
        changes=inverse(edit.changes),
        undoes=edit.pk,
    )
