"""What the pages of parties, rounds and demands may be asked."""

from __future__ import annotations

from datetime import date

from django import forms

from negotiations.filters.fields import DayField, PlaceField
from negotiations.filters.pages import ClockQuery

LONGEST_WINDOW = 90
"""Days between two statements that are held against each other, at most."""


class WeekField(DayField):
    """A week by its Monday, so that each has one address."""

    def to_python(self, value: str | None) -> date | None:
        day = super().to_python(value)
        if day and day.weekday():
            raise forms.ValidationError(f"{value} is a {day:%A}; expected the Monday on which the week begins")
        return day


class PartyQuery(ClockQuery):
    """`week` is the one whose statements are listed, `window` the days within which words may contradict."""

    week = WeekField(required=False)
    window = forms.IntegerField(required=False, min_value=1, max_value=LONGEST_WINDOW)


class RoundQuery(ClockQuery):
    """`before` is the last statement listed so far."""

    before = PlaceField(required=False)


ORDERS = (("newest", "last repeated first"), ("oldest", "first made first"), ("repeated", "most repeated first"))


class DemandsQuery(ClockQuery):
    """`party` is who asks; both are slugs."""

    party = forms.SlugField(required=False)
    issue = forms.SlugField(required=False)
    order = forms.ChoiceField(
        required=False,
        choices=[
            ("newest", "last repeated first"),
            ("oldest", "first made first"),
            ("repeated", "most repeated first"),
        ],
        error_messages={"invalid_choice": "%(value)r is no order; expected newest, oldest or repeated"},
    )
