"""What the editors' pages may be asked."""

from __future__ import annotations

from typing import Any

from django import forms


class TargetField(forms.RegexField):
    """What a form is about: a suggestion, a statement or an annotation by its number."""

    def __init__(self) -> None:
        wrong = "expected suggestion-, statement- or annotation- with its number, such as suggestion-12"
        super().__init__(
            r"^(suggestion|statement|annotation)-[1-9][0-9]{0,17}$", required=False, error_messages={"invalid": wrong}
        )


class OffsetField(forms.IntegerField):
    """Code points from the beginning of an article."""

    def __init__(self) -> None:
        super().__init__(required=False, min_value=0, max_value=10_000_000)


class CodingQuery(forms.Form):
    """Which articles are offered to be given to coders."""

    words = forms.CharField(required=False, strip=True, max_length=200)


class TaggerQuery(forms.Form):
    """`s` is the mark chosen; `start` and `end`, or `words`, a passage that is none, coded `like` a statement there.

    `fresh` leaves a draft out.
    """

    s = TargetField()
    start = OffsetField()
    end = OffsetField()
    words = forms.CharField(required=False, strip=True, max_length=5000)
    like = TargetField()
    fresh = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        start, end = given.get("start"), given.get("end")
        if (start is None) != (end is None) and not self.errors:
            self.add_error("end" if end is None else "start", "a passage has both a start and an end")
        if start is not None and end is not None and end <= start:
            self.add_error("end", f"expected an offset after the start, {start}")
        return given
