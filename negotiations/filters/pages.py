"""What each page may be asked."""

from __future__ import annotations

from typing import Any

from django import forms

from negotiations.filters.fields import DayField, InstantField, NumberField, PlaceField


class NoQuery(forms.Form):
    """A page that takes no parameters."""


class ArticlesQuery(forms.Form):
    page = NumberField(required=False)


class ArticleQuery(forms.Form):
    known = InstantField(required=False)


class ClockQuery(ArticleQuery):
    on = DayField(required=False)


class ComparisonQuery(ClockQuery):
    """`a` and `b` are the slugs of the sides compared, `since` the day compared with."""

    since = DayField(required=False)
    a = forms.SlugField(required=False)
    b = forms.SlugField(required=False)


class MatrixQuery(ComparisonQuery):
    """`cell` is `issue.party`, both slugs: the cell whose evidence stands open."""

    cell = forms.RegexField(
        r"^[a-z0-9-]+\.[a-z0-9-]+$",
        required=False,
        error_messages={"invalid": "expected issue.party, such as issue-slug.party-slug"},
    )


class GapsQuery(ClockQuery):
    """The gap of two sides, on one issue where it is named."""

    a = forms.SlugField(required=False)
    b = forms.SlugField(required=False)
    issue = forms.SlugField(required=False)


class PositionsQuery(ClockQuery):
    issue = forms.SlugField(required=False)
    party = forms.SlugField(required=False)


class IssueQuery(ComparisonQuery):
    """`before` is the last statement listed so far, `open` the one (id) whose words stand beside the chart.

    `since` is taken so that links keep it.
    """

    before = PlaceField(required=False)
    open = NumberField(required=False)


class CompareQuery(ClockQuery):
    """Two days, `from` and `to`; `on` is another name of the second. `a` and `b` are the slugs of the two sides."""

    to = DayField(required=False)
    a = forms.SlugField(required=False)
    b = forms.SlugField(required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        on, to = given.get("on"), given.get("to")
        if on and to and on != to:
            self.add_error("on", f"{on} is not {to}, which `to` asks for; expected one of the two")
        return given


CompareQuery.base_fields["from"] = DayField(required=False)  # a word of Python's own, which no class can declare


class AccuracyQuery(forms.Form):
    """One figure, whose mistakes are listed: a level, a line of a table, or an act coded and an act suggested."""

    level = forms.CharField(required=False, max_length=80)
    confidence = forms.CharField(required=False, max_length=80)
    act = forms.CharField(required=False, max_length=80)
    issue = forms.CharField(required=False, max_length=80)
    party = forms.CharField(required=False, max_length=80)
    rule = forms.CharField(required=False, max_length=80)
    coded = forms.CharField(required=False, max_length=80)
    suggested = forms.CharField(required=False, max_length=80)
    page = NumberField(required=False)


class PageQuery(forms.Form):
    """Which version of the record, and which part of a long list."""

    known = InstantField(required=False)
    cursor = forms.CharField(required=False, max_length=200)
    limit = forms.IntegerField(required=False, min_value=1, max_value=1000)
