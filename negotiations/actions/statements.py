"""Statements that an editor makes, corrects and takes back."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from negotiations.actions.audit import begin
from negotiations.actions.coding import Coding, check_article
from negotiations.actions.writing import draft_of, write
from negotiations.models import Statement


def tag_statement(coding: Coding, *, by: User) -> Statement:
    """Codes a passage that no suggestion named."""
    return tag_statements([coding], by=by)[0]


@transaction.atomic
def tag_statements(codings: Sequence[Coding], *, by: User) -> list[Statement]:
    """Codes many passages of one negotiation as one deed; all of them or none."""
    (negotiation,) = {coding.article.negotiation for coding in codings}
    begin(negotiation, by)
    drafts = [draft_of(coding, by) for coding in codings]
    write("tag", negotiation, by, drafts=drafts)
    return drafts


@transaction.atomic
def correct_statement(statement: Statement, coding: Coding, *, reason: str = "", by: User) -> Statement:
    """Closes a version and opens the next one at the same instant."""
    begin(statement.negotiation, by)
    check_article(coding, statement.article)
    corrected = draft_of(coding, by, supersedes=statement, suggestion=statement.suggestion)
    write("correct", statement.negotiation, by, closing=[statement], drafts=[corrected], reason=reason)
    return corrected


@transaction.atomic
def retract_statement(statement: Statement, *, reason: str = "", by: User) -> None:
    begin(statement.negotiation, by)
    write("retract", statement.negotiation, by, closing=[statement], reason=reason)
