"""Deeds on the codebook: each keeps every coding, is audited with the rows it wrote, and can be undone."""

from negotiations.actions.codebook.editing import Changed, edit_entry, remove_entry, what_rests_on
from negotiations.actions.codebook.loading import load_codebook
from negotiations.actions.codebook.merging import merge_entries
from negotiations.actions.codebook.naming import Post, add_alias, add_person, dismiss_name
from negotiations.actions.codebook.scales import rescale_issue

__all__ = [
    "Changed",
    "Post",
    "add_alias",
    "add_person",
    "dismiss_name",
    "edit_entry",
    "load_codebook",
    "merge_entries",
    "remove_entry",
    "rescale_issue",
    "what_rests_on",
]
