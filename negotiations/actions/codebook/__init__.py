"""Deeds on the codebook: each keeps every coding, is audited with the rows it wrote, and can be undone."""

from negotiations.actions.codebook.editing import Changed, edit_entry, remove_entry, what_rests_on
from negotiations.actions.codebook.merging import merge_entries
from negotiations.actions.codebook.scales import rescale_issue

__all__ = ["Changed", "edit_entry", "merge_entries", "remove_entry", "rescale_issue", "what_rests_on"]
