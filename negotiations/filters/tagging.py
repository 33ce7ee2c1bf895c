"""What the editors' pages may be asked."""

from __future__ import annotations

from typing import Any

from django import forms

from negotiations.filters.fields import DayField, NumberField
from negotiations.models import Act


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


class ShareField(forms.DecimalField):
    """From 0 to 1."""

    def __init__(self) -> None:
        super().__init__(required=False, min_value=0, max_value=1, max_digits=5)


OPEN_ACT = "unsure"
"""Asks for the suggestions of which the rules cannot tell the act."""


class QueueQuery(forms.Form):
    """Slugs, but for `rule` and `words`; `least` and `most` bound the confidence."""

    status = forms.ChoiceField(
        choices=[("waiting", "waiting"), ("unsure", "unsure"), ("decided", "decided")], required=False
    )
    party = forms.SlugField(required=False)
    issue = forms.SlugField(required=False)
    act = forms.ChoiceField(choices=[*Act.choices, (OPEN_ACT, "rules unsure")], required=False)
    rule = forms.CharField(required=False, max_length=80)
    round = forms.SlugField(required=False)
    article = NumberField(required=False)
    least = ShareField()
    most = ShareField()
    words = forms.CharField(required=False, max_length=200)
    size = forms.ChoiceField(choices=[("25", "25"), ("100", "100"), ("500", "500")], required=False)
    page = NumberField(required=False)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        least, most = given.get("least"), given.get("most")
        if least is not None and most is not None and least > most:
            self.add_error("least", f"{least} lies above {most}, the most asked for")
        return given


class AuditQuery(forms.Form):
    """`statement` is the number of any of its versions."""

    by = forms.CharField(required=False, max_length=150)
    verb = forms.CharField(required=False, max_length=20)
    on = DayField(required=False)
    article = NumberField(required=False)
    statement = NumberField(required=False)
    page = NumberField(required=False)
