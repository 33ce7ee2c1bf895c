"""Every human write: one transaction, audited by an `Edit`, undoable for as long as nothing rests on it.

All raise `Refused`, in words for the person who asked, and then nothing was written.
"""

from negotiations.actions.audit import Conflict, Refused
from negotiations.actions.codebook import Changed, edit_entry, merge_entries, remove_entry, rescale_issue
from negotiations.actions.coding import Coding, coding_of, suggested_coding
from negotiations.actions.intake import bring_articles, retry_arrivals, settle_arrival
from negotiations.actions.members import (
    accept_invitation,
    grant_role,
    invite_member,
    open_negotiation,
    revoke_role,
    withdraw_invitation,
)
from negotiations.actions.statements import correct_statement, retract_statement, tag_statement, tag_statements
from negotiations.actions.suggestions import accept_suggestion, reject_suggestion
from negotiations.actions.undoing import undo_edit

__all__ = [
    "Changed",
    "Coding",
    "Conflict",
    "Refused",
    "accept_invitation",
    "accept_suggestion",
    "bring_articles",
    "coding_of",
    "correct_statement",
    "edit_entry",
    "grant_role",
    "invite_member",
    "merge_entries",
    "open_negotiation",
    "reject_suggestion",
    "remove_entry",
    "rescale_issue",
    "retract_statement",
    "retry_arrivals",
    "revoke_role",
    "settle_arrival",
    "suggested_coding",
    "tag_statement",
    "tag_statements",
    "undo_edit",
    "withdraw_invitation",
]
