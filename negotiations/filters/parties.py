"""What the pages of parties, rounds and demands may be asked."""

from __future__ import annotations

from datetime import date

from django import forms

from negotiations.filters.fields import DayField, NumberField, PlaceField
from negotiations.filters.pages import ClockQuery, SidesQuery

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
    window = NumberField(required=False, last=LONGEST_WINDOW)


class ToneQuery(ClockQuery):
    """`party` is whose tone is asked for."""

    party = forms.SlugField(error_messages={"required": "is missing; expected the slug of a party"})


class ContradictionsQuery(ToneQuery):
    window = NumberField(required=False, last=LONGEST_WINDOW)


class RoundQuery(SidesQuery):
    """`before` is the last statement listed so far."""

    before = PlaceField(required=False)


ORDERS = ("newest", "oldest", "repeated")
"""Last repeated first, first made first, most repeated first."""


class DemandsQuery(ClockQuery):
    """`party` is who asks; both are slugs."""

    party = forms.SlugField(required=False)
    issue = forms.SlugField(required=False)
    order = forms.ChoiceField(
        required=False,
        choices=[(order, order) for order in ORDERS],
        error_messages={"invalid_choice": f"%(value)r is no order; expected {', '.join(ORDERS)}"},
    )
