"""Every write to a codebook: the right to it, the rules of codebook files, one line in the audit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import DataError, IntegrityError, models, transaction
from pydantic import ValidationError

from accounts.models import User
from negotiations.actions.audit import Conflict, Refused, audit, begin
from negotiations.actions.codebook.rows import (
    PARTS,
    TABLES,
    Rows,
    codebook_rows,
    difference,
    models_in,
    name_of,
    role_for,
    values_of,
    version_of,
)
from negotiations.codebook.export import as_data, export_codebook
from negotiations.codebook.reading import FileError, check_codebook, problems_of
from negotiations.models import CodedPassage, Edit, Negotiation, Suggestion


class Changed(Conflict):
    """What a form was made from is not what stands there now."""


@transaction.atomic
def edit_entry(row: models.Model, write: Callable[[], None], *, made_from: str, by: User) -> Edit:
    """Adds a row, or changes it with its parts, as `write` does; `made_from` is the version that the form showed."""
    negotiation = negotiation_of(row)
    is_new = row.pk is None
    begin(negotiation, by, role_for([type(row), *PARTS.get(type(row), {})]))
    before = codebook_rows(negotiation)
    if version_of(before, type(row), row.pk) != made_from:
        raise Changed("Somebody changed this meanwhile: see both versions, and save again what shall stand.")
    return recorded("add" if is_new else "", negotiation, before, write, by=by)


def _verb(changes: list[dict[str, Any]]) -> str:
    """A rename is told apart: it changes what people and links say."""
    named = {"name", "title", "label", "slug"}
    renames = any(change["before"] and change["after"] and named & set(change["after"]) for change in changes)
    return "rename" if renames else "change"


@transaction.atomic
def remove_entry(row: models.Model, *, made_from: str, by: User) -> Edit:
    """Takes out what nothing rests on; what does, and so forbids it, is told."""
    negotiation = negotiation_of(row)
    begin(negotiation, by, role_for([type(row)]))
    before = codebook_rows(negotiation)
    if version_of(before, type(row), row.pk) != made_from:
        raise Changed("Somebody changed this meanwhile: look at it again before you remove it.")
    return recorded("remove", negotiation, before, lambda: _remove(row), by=by)


def _remove(row: models.Model) -> None:
    resting = what_rests_on(row)
    if resting:
        raise Refused(f"{name_of(str(row._meta.model_name), values_of(row))} stays: {resting} it.")
    row.delete()


def what_rests_on(row: models.Model) -> str:
    """3 statements and 1 demand name; empty where nothing does.

    Parts of the row itself do not count, nor what readers watch.
    """
    own = PARTS.get(type(row), {})
    counts = []
    for relation in row._meta.related_objects:
        model: Any = relation.related_model
        if own.get(model) == relation.field.name or relation.many_to_many or not _rests(model):
            continue
        if count := model._base_manager.filter(**{relation.field.name: row.pk}).count():
            counts.append(f"{count} {model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural}")
    return f"{' and '.join(counts)} name" if counts else ""


def _rests(model: type[models.Model]) -> bool:
    """Codings, and other rows of the codebook."""
    return model in TABLES or issubclass(model, CodedPassage | Suggestion)


def recorded(
    verb: str, negotiation: Negotiation, before: Rows, write: Callable[[], None], *, by: User, **more: Any
) -> Edit:
    """Writes, holds the codebook to its rules, and leaves the one Edit. Raises Refused, and then nothing is written."""
    attempted(write)
    changes = checked_changes(negotiation, before, by)
    if not changes:
        raise Refused("Nothing was changed: it says already what you entered.")
    return audit(verb or _verb(changes), negotiation, by, changes=changes, **more)


def checked_changes(negotiation: Negotiation, before: Rows, by: User) -> list[dict[str, Any]]:
    changes = difference(before, codebook_rows(negotiation))
    role = role_for(models_in(changes))
    if not by.may(role, negotiation):
        raise Refused(f"{by} is no {role.value} of {negotiation}, and may not do this.")
    refuse_broken(negotiation)
    return changes


def attempted(write: Callable[[], None]) -> None:
    try:
        with transaction.atomic():
            write()
    except (IntegrityError, DataError) as error:
        raise Refused(in_words(error)) from error


def in_words(error: Exception) -> str:
    """What the database refused: its rules carry their own words or a name that tells."""
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None) or ""
    if name.endswith("_slug_is_unique"):
        return "This short name is taken already: choose another one."
    said = getattr(diagnosis, "message_primary", None) or str(error)
    return f"The codebook does not allow this: {name.replace('_', ' ') or said}."


def refuse_broken(negotiation: Negotiation) -> None:
    """The rules are those of codebook files."""
    try:
        check_codebook(as_data(export_codebook(negotiation)), Path(negotiation.slug))
    except ValidationError as error:
        raise Refused("; ".join(problem.message for problem in problems_of(error))) from error
    except FileError as error:
        raise Refused(str(error).replace(f"{negotiation.slug}: ", "")) from error


def negotiation_of(row: Any) -> Negotiation:
    negotiation: Negotiation = row.negotiation if hasattr(row, "negotiation") else row.round.negotiation
    return negotiation
