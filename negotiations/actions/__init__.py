"""Every human write: one transaction, audited by an `Edit`, undoable for as long as nothing rests on it.

All raise `Refused`, in words for the person who asked, and then nothing was written.
"""

from negotiations.actions.assignments import (
    annotate_passage,
    assign_articles,
    finish_assignment,
    reopen_assignment,
    withdraw_annotation,
    withdraw_assignment,
)
from negotiations.actions.audit import Conflict, Refused
from negotiations.actions.codebook import (
    Changed,
    Post,
    add_alias,
    add_person,
    dismiss_name,
    edit_entry,
    load_codebook,
    merge_entries,
    remove_entry,
    rescale_issue,
)
from negotiations.actions.coding import Coding, coding_of, suggested_coding
from negotiations.actions.feeds import follow_feed, pause_feed, resume_feed, unfollow_feed
from negotiations.actions.intake import bring_articles, retry_arrivals, settle_arrival
from negotiations.actions.members import (
    accept_invitation,
    grant_role,
    invite_member,
    open_negotiation,
    revoke_role,
    withdraw_invitation,
)
from negotiations.actions.remarks import remark_on
from negotiations.actions.settling import settle_unit, settle_units
from negotiations.actions.statements import correct_statement, retract_statement, tag_statement, tag_statements
from negotiations.actions.suggestions import (
    Overtaken,
    accept_suggestion,
    accept_suggestions,
    doubt_suggestion,
    reject_suggestion,
    reject_suggestions,
)
from negotiations.actions.undoing import undo_edit

__all__ = [
    "Changed",
    "Coding",
    "Conflict",
    "Overtaken",
    "Post",
    "Refused",
    "accept_invitation",
    "accept_suggestion",
    "accept_suggestions",
    "add_alias",
    "add_person",
    "annotate_passage",
    "assign_articles",
    "bring_articles",
    "coding_of",
    "correct_statement",
    "dismiss_name",
    "doubt_suggestion",
    "edit_entry",
    "finish_assignment",
    "follow_feed",
    "grant_role",
    "invite_member",
    "load_codebook",
    "merge_entries",
    "open_negotiation",
    "pause_feed",
    "reject_suggestion",
    "reject_suggestions",
    "remark_on",
    "remove_entry",
    "reopen_assignment",
    "rescale_issue",
    "resume_feed",
    "retract_statement",
    "retry_arrivals",
    "revoke_role",
    "settle_arrival",
    "settle_unit",
    "settle_units",
    "suggested_coding",
    "tag_statement",
    "tag_statements",
    "undo_edit",
    "unfollow_feed",
    "withdraw_annotation",
    "withdraw_assignment",
    "withdraw_invitation",
]
