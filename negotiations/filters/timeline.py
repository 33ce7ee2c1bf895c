"""What the timeline and the search may be asked."""

from __future__ import annotations

from django import forms

from negotiations.filters.fields import NumberField, PlaceField
from negotiations.filters.pages import ClockQuery, KnownQuery
from negotiations.filters.statements import FACETS, InOrder, StatementFilter


class TimelineQuery(InOrder, ClockQuery):
    """The parameters of `statements/` that narrow one negotiation. `before` is the last statement listed so far."""

    before = PlaceField(required=False)


TimelineQuery.base_fields |= {
    name: StatementFilter.base_filters[name].field for name in (*FACETS, "words_in", "from", "to")
}


class SearchQuery(KnownQuery):
    """`q` are the words, `kind` what is looked through."""

    q = forms.CharField(required=False, max_length=200)
    negotiation = forms.SlugField(required=False)
    kind = forms.ChoiceField(required=False, choices=[("statements", "statements"), ("articles", "articles")])
    page = NumberField(required=False)
