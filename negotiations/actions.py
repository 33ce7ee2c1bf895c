"""Every human write: one transaction, audited by an `Edit`, undoable for as long as nothing rests on it.

All raise `Refused`, in words for the person who asked, and then nothing was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import DatabaseError, DataError, IntegrityError, models, transaction
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.utils import timezone

from accounts.models import User
from negotiations.models import (
    Article,
    Channel,
    Demand,
    Edit,
    Issue,
    Negotiation,
    Party,
    Person,
    Revision,
    Statement,
    Status,
    Suggestion,
)
from negotiations.repeats import NEW_IN_A_VERSION, Utterances, done_in, place


class Refused(Exception):
    """The deed is not allowed, or not possible any more."""


class Conflict(Refused):
    """Somebody else was there first."""


@dataclass(frozen=True, kw_only=True)
class Coding:
    """What a coder says of one passage. `start` and `end` are code points of the article's body."""

    article: Article
    start: int
    end: int
    party: Party
    act: str
    channel: str
    issue: Issue | None = None
    outcome: tuple[Decimal | None, Decimal | None] | None = None
    person: Person | None = None
    speaker: str = ""
    addressee: Party | None = None
    demand: Demand | None = None
    said_on: date | None = None
    cites: list[str] = field(default_factory=list)


def tag_statement(coding: Coding, *, by: User) -> Statement:
    """Codes a passage that no suggestion named."""
    return tag_statements([coding], by=by)[0]


@transaction.atomic
def tag_statements(codings: Sequence[Coding], *, by: User) -> list[Statement]:
    """Codes many passages of one negotiation as one deed; all of them or none."""
    (negotiation,) = {coding.article.negotiation for coding in codings}
    _begin(negotiation, by)
    drafts = [_draft(coding, by) for coding in codings]
    _write("tag", negotiation, by, drafts=drafts)
    return drafts


@transaction.atomic
def accept_suggestion(suggestion: Suggestion, coding: Coding, *, by: User) -> Statement:
    """Stands behind a suggestion, as it is or as edited in `coding`."""
    _begin(suggestion.negotiation, by)
    _check_article(coding, suggestion.article)
    locked = _decide(suggestion, Status.ACCEPTED, by)
    statement = _draft(coding, by, suggestion=locked)
    _write("accept", locked.negotiation, by, drafts=[statement], suggestions=[locked])
    return statement


@transaction.atomic
def reject_suggestion(suggestion: Suggestion, *, reason: str, by: User) -> Suggestion:
    _begin(suggestion.negotiation, by)
    locked = _decide(suggestion, Status.REJECTED, by, reason)
    _audit("reject", locked.negotiation, by, suggestions=[locked], reason=reason)
    return locked


@transaction.atomic
def correct_statement(statement: Statement, coding: Coding, *, reason: str = "", by: User) -> Statement:
    """Closes a version and opens the next one at the same instant."""
    _begin(statement.negotiation, by)
    _check_article(coding, statement.article)
    corrected = _draft(coding, by, supersedes=statement, suggestion=statement.suggestion)
    _write("correct", statement.negotiation, by, closing=[statement], drafts=[corrected], reason=reason)
    return corrected


@transaction.atomic
def retract_statement(statement: Statement, *, reason: str = "", by: User) -> None:
    _begin(statement.negotiation, by)
    _write("retract", statement.negotiation, by, closing=[statement], reason=reason)


@transaction.atomic
def undo_edit(edit: Edit, *, by: User) -> Edit:
    """The inverse deed: closes what the edit opened, opens again what it closed, sets its suggestions back."""
    negotiation = Negotiation.objects.get(slug=edit.negotiation)
    _begin(negotiation, by)
    if edit.undoes is not None or Edit.objects.filter(undoes=edit.pk).exists():
        raise Conflict("This was undone already, or is itself an undoing.")
    opened, closed = done_in(edit)
    next_of = {statement.lineage: statement for statement in opened}
    restored = [_as_before(old, next_of.get(old.lineage, old), by) for old in sorted(closed, key=place)]
    suggestions = list(Suggestion.objects.filter(pk__in=edit.suggestions))
    _set_back(suggestions)
    return _write("undo", negotiation, by, closing=opened, drafts=restored, suggestions=suggestions, undoes=edit.pk)


def coding_of(statement: Statement) -> Coding:
    """What its coder said, to start a correction from."""
    outcome = statement.outcome
    return Coding(
        article=statement.article,
        start=statement.start,
        end=statement.end,
        party=statement.party,
        act=statement.act,
        channel=statement.channel,
        issue=statement.issue,
        outcome=(outcome.lower, outcome.upper) if outcome else None,
        person=statement.person,
        speaker=statement.speaker,
        addressee=statement.addressee,
        demand=statement.demand,
        said_on=statement.said_on,
        cites=statement.cites,
    )


def suggested_coding(suggestion: Suggestion) -> Coding:
    """A suggestion as it would be accepted unchanged. Raises Refused where it leaves the party or act open."""
    if suggestion.party is None or not suggestion.act:
        raise Refused("The suggestion names no party or no act: choose them first.")
    return Coding(
        article=suggestion.article,
        start=suggestion.start,
        end=suggestion.end,
        party=suggestion.party,
        act=suggestion.act,
        channel=Channel.PARAPHRASE if suggestion.kind == "indirect" else Channel.DIRECT,
        issue=suggestion.issue,
        outcome=(suggestion.outcome.lower, suggestion.outcome.upper) if suggestion.outcome else None,
        person=suggestion.person,
        speaker="" if suggestion.person else suggestion.speaker,
        addressee=suggestion.addressee,
    )


def _begin(negotiation: Negotiation, by: User) -> None:
    """Checks the right and takes the lock under which writers of a negotiation queue up."""
    if not by.may_edit:
        raise Refused(f"{by} is no editor: only editors and admins change the record.")
    Revision.objects.claim(negotiation)


def _check_article(coding: Coding, article: Article) -> None:
    if coding.article != article:
        raise Refused("The words stand in another article: tag them there.")


def _draft(
    coding: Coding, by: User, *, supersedes: Statement | None = None, suggestion: Suggestion | None = None
) -> Statement:
    statement = Statement(**_columns(coding), coder=by, supersedes=supersedes, suggestion=suggestion)
    if supersedes:
        statement.lineage, statement.repeat_of = supersedes.lineage, supersedes.repeat_of
    return statement


def _write(
    verb: str,
    negotiation: Negotiation,
    by: User,
    *,
    closing: Sequence[Statement] = (),
    drafts: Sequence[Statement] = (),
    **more: Any,
) -> Edit:
    """Closes, inserts, audits; and links every repeat to the first standing statement of its words."""
    for statement in closing:
        _close(statement)
    utterances = Utterances.near([*closing, *drafts])
    for draft in drafts:
        draft.repeat_of = utterances.first_of(draft)
        utterances.add(_save(draft))
    moved = [(old, _linked(old, first)) for old, first in utterances.misplaced(drafts, closing)]
    opened, closed = [new for _, new in moved], [old for old, _ in moved]
    return _audit(verb, negotiation, by, opened=[*drafts, *opened], closed=[*closing, *closed], **more)


def _linked(old: Statement, first: Statement | None) -> Statement:
    """The next version, which differs in what it repeats and in nothing that its coder said."""
    _close(old)
    linked = _as_before(old, old, old.coder)
    linked.repeat_of = first
    return _save(linked)


def _as_before(old: Statement, after: Statement, by: User) -> Statement:
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


def _columns(coding: Coding) -> dict[str, object]:
    said_on = coding.said_on or coding.article.date
    office = coding.person.office_on(said_on) if coding.person else None
    return {
        "negotiation": coding.article.negotiation,
        "article": coding.article,
        "start": coding.start,
        "end": coding.end,
        "quote": coding.article.body[coding.start : coding.end],
        "party": coding.party,
        "person": coding.person,
        "speaker": coding.speaker,
        "office": office.title if office else "",
        "rank": office.rank if office else 9,
        "addressee": coding.addressee,
        "act": coding.act,
        "issue": coding.issue,
        "outcome": NumericRange(*coding.outcome, bounds="[]") if coding.outcome else None,
        "demand": coding.demand,
        "channel": coding.channel,
        "cites": coding.cites,
        "said_on": said_on,
    }


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


def _decide(suggestion: Suggestion, status: str, by: User, reason: str = "") -> Suggestion:
    locked = Suggestion.objects.select_for_update(of=("self",)).select_related("negotiation").get(pk=suggestion.pk)
    if locked.status != Status.PENDING:
        raise Conflict(f"{locked.decided_by} {locked.status} this suggestion meanwhile.")
    locked.status, locked.decided_by, locked.decided_at, locked.reason = status, by, timezone.now(), reason
    locked.save(update_fields=["status", "decided_by", "decided_at", "reason"])
    return locked


def _set_back(suggestions: Iterable[Suggestion]) -> None:
    keys = [suggestion.pk for suggestion in suggestions]
    Suggestion.objects.filter(pk__in=keys).update(status=Status.PENDING, decided_by=None, decided_at=None, reason="")


def _audit(
    verb: str,
    negotiation: Negotiation,
    by: User,
    *,
    opened: Sequence[models.Model] = (),
    closed: Sequence[models.Model] = (),
    suggestions: Sequence[models.Model] = (),
    reason: str = "",
    undoes: int | None = None,
) -> Edit:
    return Edit.objects.create(
        verb=verb,
        by=by.username,
        negotiation=negotiation.slug,
        opened=[row.pk for row in opened],
        closed=[row.pk for row in closed],
        suggestions=[row.pk for row in suggestions],
        reason=reason,
        undoes=undoes,
    )
