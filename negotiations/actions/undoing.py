"""The inverse of every deed, for as long as nothing rests on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, transaction

from accounts.models import User
from accounts.roles import Role
from negotiations.actions.audit import Conflict, Refused, begin
from negotiations.actions.codebook.editing import attempted, refuse_broken
from negotiations.actions.codebook.merging import NAMED_IN
from negotiations.actions.codebook.rows import inverse, models_in, put_back, role_for
from negotiations.actions.suggestions import set_back
from negotiations.actions.writing import as_before, write
from negotiations.codebook.past import PastScales
from negotiations.models import Edit, Issue, Negotiation, Statement, Status, Suggestion
from negotiations.repeats import done_in, place

Inverse = Callable[[Edit, Negotiation, User], Edit]

INVERSES: dict[str, Inverse] = {}
"""By verb, of deeds that write something else than statements and suggestions; the right and the turn are theirs."""

FOR_ADMINS = {"merge", "load", "rescale"}
"""What only an admin does, whatever rows it writes, only an admin takes back."""
MANY = 20

LEFT_AS = {"accept": Status.ACCEPTED, "reject": Status.REJECTED, "doubt": Status.UNSURE}


@transaction.atomic
def undo_edit(edit: Edit, *, by: User) -> Edit:
    """The inverse deed: closes what the edit opened, opens again what it closed, sets back its suggestions
    and the rows of the codebook that it wrote."""
    negotiation = Negotiation.objects.get(slug=edit.negotiation)
    begin(negotiation, by, _role_for(edit, by))
    if Edit.objects.filter(undoes=edit.pk).exists():
        raise Conflict("This was undone already.")
    if edit.undoes is not None and not edit.undoable:
        raise Conflict("This is itself an undoing of more than statements: do again what it took back.")
    undo = INVERSES.get(edit.verb)
    if undo is None and not edit.undoable:
        raise Refused(f"“{edit.verb}” is changed back where it was done.")
    return (undo or undo_coding)(edit, negotiation, by)


def _role_for(edit: Edit, by: User) -> Role:
    """Many statements of somebody else are not taken back by one editor's click."""
    if edit.verb in FOR_ADMINS:
        return Role.ADMIN
    role = role_for(models_in(edit.changes))
    others = edit.size > MANY and edit.by != by.username
    return Role.ADJUDICATOR if others and Role.ADJUDICATOR.includes(role) else role


def undo_coding(edit: Edit, negotiation: Negotiation, by: User) -> Edit:
    opened, closed = done_in(edit)
    suggestions = list(Suggestion.objects.select_related("decided_by").filter(pk__in=edit.suggestions))
    _refuse_if_used(edit, opened, suggestions)
    next_of = {statement.lineage: statement for statement in opened}
    restored = [as_before(old, next_of.get(old.lineage, old), by) for old in sorted(closed, key=place)]
    _refuse_if_rescaled(closed)
    set_back(suggestions)
    return write(
        "undo",
        negotiation,
        by,
        closing=opened,
        drafts=restored,
        meanwhile=_before_restoring(edit, negotiation, restored),
        suggestions=suggestions,
        changes=inverse(edit.changes),
        undoes=edit.pk,
    )


def _refuse_if_rescaled(closed: Sequence[Statement]) -> None:
    """What would stand again on another scale than that on which it was closed."""
    placed = [old for old in closed if old.outcome]
    scales = PastScales(old.issue_id for old in placed)
    for old in placed:
        if old.issue_id and old.superseded_at and scales.is_changed_since(old.issue_id, old.superseded_at):
            raise Refused(f"The scale changed since “{old.quote[:80]}” was closed: code it anew.")


def _before_restoring(edit: Edit, negotiation: Negotiation, restored: Sequence[Statement]) -> Callable[[], None]:
    """What was merged since into another is restored as that; what this undoing parts again is itself."""
    codebook_as_before = _codebook_as_before(edit, negotiation) if edit.changes else None

    def write() -> None:
        if codebook_as_before:
            codebook_as_before()
        for model, columns in NAMED_IN.items():
            _name_present(model, columns, restored)

    return write


def _name_present(model: Any, columns: Sequence[str], drafts: Sequence[Statement]) -> None:
    named = {getattr(draft, f"{column}_id") for draft in drafts for column in columns} - {None}
    gone = model.everything.filter(pk__in=named).exclude(merged_into=None) if named else ()
    present = {row.pk: row.present for row in gone}
    for draft in drafts:
        for column in columns:
            if row := present.get(getattr(draft, f"{column}_id")):
                if model is Issue and draft.outcome:
                    raise Refused(f"“{draft.quote[:80]}” lay on the scale of an issue that was merged: code it anew.")
                setattr(draft, column, row)


def _codebook_as_before(edit: Edit, negotiation: Negotiation) -> Callable[[], None]:
    """Puts its rows back, held to the rules like every other deed on a codebook."""
    set_rows_back = put_back(negotiation, edit.changes)

    def write_back() -> None:
        set_rows_back()
        connection.check_constraints()

    def checked() -> None:
        attempted(write_back)
        refuse_broken(negotiation)

    return checked


def _refuse_if_used(edit: Edit, opened: Sequence[Statement], suggestions: Sequence[Suggestion]) -> None:
    """Says what rests on it."""
    gone = next((statement for statement in opened if statement.superseded_at), None)
    if gone:
        later = Edit.objects.filter(negotiation=edit.negotiation, closed__contains=[gone.pk]).first()
        deed = f"{later.by} did “{later.verb}” with it on {later.at:%-d %B %Y at %H:%M}" if later else "it was changed"
        raise Conflict(f"“{gone.quote[:80]}” rests on this: {deed}. Undo that first.")
    moved = next((one for one in suggestions if one.status != LEFT_AS.get(edit.verb, one.status)), None)
    if moved:
        raise Conflict(f"{moved.decided_by or 'Somebody'} {moved.status} the suggestion since: undo that first.")
