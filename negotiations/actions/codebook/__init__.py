"""Deeds on the codebook: each keeps every coding, is audited with the rows it wrote, and can be undone."""

from negotiations.actions.codebook.editing import Changed, edit_entry, remove_entry, what_rests_on

__all__ = ["Changed", "edit_entry", "remove_entry", "what_rests_on"]
