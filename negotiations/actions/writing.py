"""Closes and inserts versions of statements, and links every repeat to the first that stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import DatabaseError, DataError, IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from negotiations.actions.audit import Conflict, Refused, audit
from negotiations.actions.coding import Coding, columns
from negotiations.models import Edit, Negotiation, Statement, Suggestion
from negotiations.repeats import NEW_IN_A_VERSION, Utterances


def draft_of(
    coding: Coding, by: User, *, supersedes: Statement | None = None, suggestion: Suggestion | None = None
) -> Statement:
    statement = Statement(**columns(coding), coder=by, supersedes=supersedes, suggestion=suggestion)
    if supersedes:
        statement.lineage, statement.repeat_of = supersedes.lineage, supersedes.repeat_of
    return statement


def write(
    verb: str,
    negotiation: Negotiation,
    by: User,
    *,
    closing: Sequence[Statement] = (),
    drafts: Sequence[Statement] = (),
    meanwhile: Callable[[], None] | None = None,
    **more: Any,
) -> Edit:
    """Closes, inserts, audits; and links every repeat to the first standing statement of its words.

    `meanwhile` is done when the old versions are closed and the next ones not there yet.
    """
    for statement in closing:
        _close(statement)
    if meanwhile:
        meanwhile()
    utterances = Utterances.near([*closing, *drafts])
    for draft in drafts:
        draft.repeat_of = utterances.first_of(draft)
        utterances.add(_save(draft))
    moved = [(old, _linked(old, first)) for old, first in utterances.misplaced(drafts, closing)]
    opened, closed = [new for _, new in moved], [old for old, _ in moved]
    return audit(verb, negotiation, by, opened=[*drafts, *opened], closed=[*closing, *closed], **more)


def _linked(old: Statement, first: Statement | None) -> Statement:
    """The next version, which differs in what it repeats and in nothing that its coder said."""
    _close(old)
    linked = as_before(old, old, old.coder)
    linked.repeat_of = first
    return _save(linked)


def as_before(old: Statement, after: Statement, by: User) -> Statement:
    """The next version after another, saying to the letter what an old one said: office and rank as then coded."""
    fields = (field for field in Statement._meta.concrete_fields if field.name not in NEW_IN_A_VERSION)
    return Statement(**{field.attname: getattr(old, field.attname) for field in fields}, coder=by, supersedes=after)


def _save(statement: Statement) -> Statement:
    try:
        with transaction.atomic():
            statement.save(force_insert=True)
    except (IntegrityError, DataError) as error:
        raise Refused(_in_words(error, statement)) from error
    statement.refresh_from_db(fields=["recorded_at"])
    return statement


def _in_words(error: DatabaseError, statement: Statement) -> str:
    """What the database refused, for people: its rules carry their own words or a name that tells."""
    cause = error.__cause__
    diagnosis = getattr(cause, "diag", None)
    name = getattr(diagnosis, "constraint_name", None)
    if name == "statement_is_coded_once":
        return f"“{statement.quote[:80]}” is coded like this already."
    rule = (name or "").removeprefix("statement_").replace("_", " ")
    return f"The record does not allow this: {rule or getattr(diagnosis, 'message_primary', error)}."


def _close(statement: Statement) -> None:
    if not Statement.objects.filter(pk=statement.pk, superseded_at=None).update(superseded_at=timezone.now()):
        raise Conflict("Somebody corrected or retracted this statement meanwhile: look at its newest version.")
