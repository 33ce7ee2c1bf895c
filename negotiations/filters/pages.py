"""What each page may be asked."""

from __future__ import annotations

from typing import Any

from django import forms

from negotiations.filters.fields import DayField, InstantField, NumberField, PlaceField, SinceField


class NoQuery(forms.Form):
    """A page that takes no parameters."""


class KnownQuery(forms.Form):
    known = InstantField(required=False)


class ArticleQuery(KnownQuery):
    """`party` is the slug of the one whose statements alone are listed."""

    party = forms.SlugField(required=False)


class IntakeQuery(forms.Form):
    page = NumberField(required=False)


class WatchQuery(forms.Form):
    """A party, an issue, or both sides of a gap; `next` is the page to go back to, `stop` ends it."""

    party = forms.SlugField(required=False)
    other = forms.SlugField(required=False)
    issue = forms.SlugField(required=False)
    stop = forms.BooleanField(required=False)
    next = forms.CharField(required=False)
    csrfmiddlewaretoken = forms.CharField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = self.cleaned_data
        party, other, issue = (cleaned.get(name) for name in ("party", "other", "issue"))
        if not party and not issue:
            self.add_error("party", "expected a party, an issue, or both sides of a gap")
        if (other and (not party or other == party)) or (party and issue and not other):
            self.add_error("other", "expected the other side of a gap")
        return cleaned


class MovesFeedQuery(forms.Form):
    """`token` is whose feed it is, for negotiations that only members see."""

    party = forms.SlugField(required=False)
    issue = forms.SlugField(required=False)
    token = forms.CharField(required=False, max_length=300)


class ClockQuery(KnownQuery):
    on = DayField(required=False)


class ArticlesQuery(ClockQuery):
    """`outlet` is its name, `round` a slug, `words` stand in the title."""

    outlet = forms.CharField(required=False, max_length=200)
    round = forms.SlugField(required=False)
    words = forms.CharField(required=False, max_length=200)
    page = NumberField(required=False)


class SidesQuery(ClockQuery):
    """`a` and `b` are the slugs of the sides compared."""

    a = forms.SlugField(required=False)
    b = forms.SlugField(required=False)


class ComparisonQuery(SidesQuery):
    """`since` is the day compared with."""

    since = SinceField(required=False)


class Switch(forms.ChoiceField):
    """On as 1, off as 0 or without it."""

    def __init__(self) -> None:
        wrong = "expected 1 for on or 0 for off"
        super().__init__(choices=[("0", "off"), ("1", "on")], required=False, error_messages={"invalid_choice": wrong})

    def clean(self, value: str | None) -> bool | None:
        """None where nothing is said."""
        chosen = super().clean(value)
        return chosen == "1" if chosen else None


class EvidenceQuery(SidesQuery):
    """What is left out: unnamed sources, what state media alone printed; and whether all issues weigh the same."""

    on_record = Switch()
    no_state_media = Switch()
    equal_weights = Switch()


class WeighedQuery(EvidenceQuery, ComparisonQuery):
    """A comparison on the evidence that the reader counts."""


class MatrixQuery(WeighedQuery):
    """`cell` is `issue.party`, both slugs: the cell whose evidence stands open.

    `others` shows or hides the parties beside the two sides; without it a few stay hidden and many blocs stand.
    """

    ORDERS = ("issue", "gap", "change")
    others = Switch()
    order = forms.ChoiceField(
        choices=[(order, order) for order in ORDERS],
        required=False,
        error_messages={"invalid_choice": f"%(value)r is no order; expected one of {', '.join(ORDERS)}"},
    )
    tour = NumberField(required=False, last=6)

    cell = forms.RegexField(
        r"^[a-z0-9-]+\.[a-z0-9-]+$",
        required=False,
        error_messages={"invalid": "expected issue.party, such as issue-slug.party-slug"},
    )


class GapsQuery(EvidenceQuery):
    """The gap of two sides, on one issue where it is named."""

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


class CompareQuery(SidesQuery):
    """Two days, `from` and `to`; `on` is another name of the second.

    With `known_from` two states of the record are compared: as known then, and at `known`.
    """

    to = DayField(required=False)
    known_from = InstantField(required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        on, to = given.get("on"), given.get("to")
        if on and to and on != to:
            self.add_error("on", f"{on} is not {to}, which `to` asks for; expected one of the two")
        first, last = given.get("known_from"), given.get("known")
        if first and last and first > last:
            self.add_error(
                "known_from", f"{first} is after {last}, which `known` asks for; expected an earlier instant"
            )
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
    limit = NumberField(required=False, last=1000)
