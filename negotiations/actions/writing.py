"""Closes and inserts versions of statements, and links every repeat to the first that stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import DatabaseError, DataError, IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from negotiations.actions.audit import Conflict, Refused, audit
from negotiations.actions.coding import Coding, columns
from negotiations.models import CodedPassage, Edit, Negotiation, Statement, Suggestion
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
    _close(closing)
    if meanwhile:
        meanwhile()
    utterances = Utterances.near([*closing, *drafts])
    _insert_linked(drafts, utterances)
    moved = list(utterances.misplaced(drafts, closing))
    relinked = _relinked(moved)
    old = [statement for statement, _ in moved]
    return audit(verb, negotiation, by, opened=[*drafts, *relinked], closed=[*closing, *old], **more)


def _insert_linked(drafts: Sequence[Statement], utterances: Utterances) -> None:
    """In as few writes as there may be: what repeats one of them is written after it."""
    batch: list[Statement] = []
    for draft in drafts:
        first = utterances.first_of(draft)
        if first is not None and first.pk is None:
            _insert(batch)
            batch = []
        draft.repeat_of = first
        batch.append(draft)
        utterances.add(draft)
    _insert(batch)


def _relinked(moved: Sequence[tuple[Statement, Statement | None]]) -> list[Statement]:
    """The next versions, which differ in what they repeat and in nothing that their coders said."""
    _close([old for old, _ in moved])
    versions = []
    for old, first in moved:
        versions.append(as_before(old, old, old.coder))
        versions[-1].repeat_of = first
    _insert(versions)
    return versions


def as_before(old: Statement, after: Statement, by: User) -> Statement:
    """The next version after another, saying to the letter what an old one said: office and rank as then coded."""
    fields = (field for field in Statement._meta.concrete_fields if field.name not in NEW_IN_A_VERSION)
    return Statement(**{field.attname: getattr(old, field.attname) for field in fields}, coder=by, supersedes=after)


def _insert(statements: Sequence[Statement]) -> None:
    """All in one write; where the database refuses that, one by one, to name the one that it refuses."""
    if not statements:
        return
    try:
        with transaction.atomic():
            Statement.objects.bulk_create(statements)
    except (IntegrityError, DataError) as error:
        if len(statements) == 1:
            raise Refused(in_words(error, statements[0])) from error
        for statement in statements:
            _insert([statement])
    recorded = dict(Statement.objects.filter(pk__in=[one.pk for one in statements]).values_list("pk", "recorded_at"))
    for statement in statements:
        statement.recorded_at = recorded[statement.pk]


def in_words(error: DatabaseError, coded: CodedPassage) -> str:
    """What the database refused, for people: its rules carry their own words or a name that tells."""
    cause = error.__cause__
    diagnosis = getattr(cause, "diag", None)
    rule = (getattr(diagnosis, "constraint_name", None) or "").removeprefix(f"{coded._meta.model_name}_")
    if rule == "is_coded_once":
        return f"“{coded.quote[:80]}” is coded like this already."
    rule = rule.replace("_", " ")
    return f"The record does not allow this: {rule or getattr(diagnosis, 'message_primary', error)}."


def _close(statements: Sequence[Statement]) -> None:
    if not statements:
        return
    standing = Statement.objects.filter(pk__in=[one.pk for one in statements], superseded_at=None)
    if standing.update(superseded_at=timezone.now()) < len(statements):
        raise Conflict("Somebody corrected or retracted this statement meanwhile: look at its newest version.")
