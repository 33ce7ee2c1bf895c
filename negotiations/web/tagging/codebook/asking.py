"""What the pages of the codebook may be asked."""

from __future__ import annotations

from django import forms

from negotiations.filters.fields import NumberField


class DoneQuery(forms.Form):
    """`done` is the deed that led here, to be told and undone."""

    done = NumberField(required=False)
