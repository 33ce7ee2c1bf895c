"""The forms of a codebook's rows. What they let pass is held to the rules of codebook files besides."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.db.models import Max, Model
from django.utils.text import slugify

from negotiations.codebook.export import issue_entry
from negotiations.codebook.outcomes import read_outcome
from negotiations.models import (
    Delegate,
    Delegation,
    Demand,
    Issue,
    Membership,
    Negotiation,
    Office,
    Option,
    Party,
    Person,
    Round,
    Salience,
)
from negotiations.web.tagging.codebook.fields import SLUG, DayInput, LinesField

DAYS = {"since": DayInput, "until": DayInput}
DAY_LABELS = {"since": "From", "until": "To"}


if TYPE_CHECKING:
    AnyModelForm = forms.ModelForm[Any]
else:
    AnyModelForm = forms.ModelForm


class OfCodebook(AnyModelForm):
    """Offers only what is of the same negotiation."""

    def __init__(self, *args: Any, negotiation: Negotiation, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | options)
        self.negotiation = negotiation
        for name, field in self.fields.items():
            if isinstance(field, forms.DecimalField) and self.initial.get(name) is not None:
                self.initial[name] = _told(self.initial[name])
            offered: Any = getattr(field, "queryset", None)
            if offered is not None and hasattr(offered.model, "merged_into"):
                field.queryset = offered.model.objects.filter(negotiation=negotiation)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for first, last in (("since", "until"), ("start", "end")):
            if given.get(first) and given.get(last) and given[first] > given[last]:
                self.add_error(last, f"Expected {given[first]} or a day after it.")
        return given


class EntryForm(OfCodebook):
    """A row with a name of its own in addresses; without one it gets that of its title."""

    named_by = "name"
    slug = forms.CharField(
        max_length=80,
        required=False,
        validators=[SLUG],
        label="Short name in addresses",
        help_text="Made of the name where it is empty. Old addresses keep leading here.",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        name = given.get(self.named_by)
        if not given.get("slug") and name:
            given["slug"] = slugify(name)[:80].strip("-")
            if not given["slug"]:
                self.add_error("slug", "Give one: the name has no letters to make it of.")
        return given

    def _post_clean(self) -> None:
        """A new row belongs to the negotiation, and stands last."""
        if self.instance.pk is None:
            self.instance.negotiation = self.negotiation
            rows = type(self.instance)._default_manager.filter(negotiation=self.negotiation)
            self.instance.ordinal = (rows.aggregate(last=Max("ordinal"))["last"] or 0) + 1
        super()._post_clean()  # type: ignore[misc] # which Django documents for this


class PartyForm(EntryForm):
    class Meta:
        model = Party
        fields = (
            *("name", "slug", "code", "role", "slot", "camp", "kind", "side"),
            *("aliases", "metonyms", "demonyms", "note"),
        )
        field_classes = {"aliases": LinesField, "metonyms": LinesField, "demonyms": LinesField}
        labels = {
            "code": "Code, up to five letters",
            "slot": "Colour",
            "camp": "Camp",
            "aliases": "Other names",
            "metonyms": "Stands for it (a capital, a palace)",
            "demonyms": "Its people's adjective",
        }
        widgets = {
            "slot": forms.Select(choices=[(slot, slot) for slot in "abmehdn"]),
            "side": forms.Select(choices=[("", "not compared by default"), (1, "1"), (2, "2")]),
            "note": forms.Textarea(attrs={"rows": 2}),
        }


class MembershipForm(OfCodebook):
    class Meta:
        model = Membership
        fields = ("bloc", "since", "until")
        widgets, labels = DAYS, DAY_LABELS


class PersonForm(EntryForm):
    class Meta:
        model = Person
        fields = ("name", "slug", "party", "pronoun", "aliases", "note")
        field_classes = {"aliases": LinesField}
        labels = {"aliases": "Other names and spellings", "party": "Speaks for"}
        widgets = {
            "pronoun": forms.Select(choices=[("", "not known"), ("he", "he"), ("she", "she"), ("they", "they")]),
            "note": forms.Textarea(attrs={"rows": 2}),
        }


class OfficeForm(OfCodebook):
    class Meta:
        model = Office
        fields = ("title", "party", "rank", "since", "until")
        widgets, labels = DAYS, DAY_LABELS | {"party": "Held for", "title": "Office", "rank": "Rank, 1 the highest"}
        help_texts = {"rank": ""}


class IssueForm(EntryForm):
    named_by = "title"

    class Meta:
        model = Issue
        fields = ("title", "slug", "question", "orientation", "compared", "silent_after_days", "cues")
        field_classes = {"cues": LinesField}
        labels = {
            "orientation": "What the two ends stand for",
            "compared": "Distances count",
            "silent_after_days": "Days after which a position is old",
            "cues": "Words that point to it",
        }
        widgets = {"question": forms.Textarea(attrs={"rows": 2}), "orientation": forms.Textarea(attrs={"rows": 2})}


class ScaleForm(OfCodebook):
    def __init__(self, *args: Any, **options: Any) -> None:
        """The ends of an ordinal scale are nothing to choose."""
        super().__init__(*args, **options)
        if self.instance.kind == "ordinal":
            self.initial.update(low=None, high=None)

    class Meta:
        model = Issue
        fields = ("kind", "unit", "low", "high")
        labels = {"low": "Low end", "high": "High end", "kind": "Scale"}
        help_texts = {
            "kind": "Ordinal: named options from 0 to 100. Numeric: a unit and two ends. Open: no scale.",
            "low": "Of a numeric scale.",
            "high": "Of a numeric scale.",
        }

    def clean(self) -> dict[str, Any]:
        """The ends of an ordinal scale are what they are."""
        given = super().clean()
        kind = given.get("kind")
        if kind == "ordinal":
            given |= {"low": 0, "high": 100, "unit": ""}
        elif kind == "open":
            given |= {"low": None, "high": None, "unit": ""}
        return given


class NewIssueForm(IssueForm, ScaleForm):
    class Meta(IssueForm.Meta):
        fields: tuple[str, ...] = (*IssueForm.Meta.fields, *ScaleForm.Meta.fields)  # type: ignore[assignment] # more
        labels = IssueForm.Meta.labels | ScaleForm.Meta.labels
        help_texts = ScaleForm.Meta.help_texts


class OptionForm(OfCodebook):
    slug = forms.CharField(max_length=80, required=False, validators=[SLUG], label="Short name")

    class Meta:
        model = Option
        fields = ("value", "label", "slug", "definition", "cues")
        field_classes = {"cues": LinesField}
        labels = {"value": "Value, 0 to 100", "cues": "Words that point to it"}
        widgets = {"definition": forms.Textarea(attrs={"rows": 2})}

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not given.get("slug") and given.get("label"):
            given["slug"] = slugify(given["label"])[:80].strip("-")
        return given


class SalienceForm(OfCodebook):
    class Meta:
        model = Salience
        fields = ("party", "weight")
        labels = {"party": "For", "weight": "weighs"}


class RoundForm(EntryForm):
    named_by = "label"

    class Meta:
        model = Round
        fields = ("label", "slug", "title", "short", "start", "end", "venue", "format", "host", "priority")
        widgets = {"start": DayInput, "end": DayInput}
        labels = {"short": "Name in charts", "start": "First day", "end": "Last day", "label": "Name"}


class DelegationForm(OfCodebook):
    class Meta:
        model = Delegation
        fields = ("round", "party", "level", "mandate")
        widgets = {"mandate": forms.Textarea(attrs={"rows": 2})}


class DelegateForm(OfCodebook):
    class Meta:
        model = Delegate
        fields = ("name", "person", "office", "is_head")
        labels = {"person": "In the codebook as", "office": "Office then held", "is_head": "Heads it"}


class DemandForm(EntryForm):
    named_by = "title"
    low = forms.CharField(required=False, label="Asks for, from", help_text="An option's short name, or a number.")
    high = forms.CharField(required=False, label="to", help_text="Empty: the same, or open above.")
    or_more = forms.BooleanField(required=False, label="or more")
    or_less = forms.BooleanField(required=False, label="or less")

    class Meta:
        model = Demand
        fields = ("title", "slug", "party", "addressees", "issue")
        labels = {"addressees": "Of whom", "party": "Who asks"}
        widgets = {"addressees": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        outcome = self.instance.outcome
        if outcome:
            self.initial.update(low=_told(outcome.lower), high=_told(outcome.upper))
            self.initial.update(or_more=outcome.upper is None, or_less=outcome.lower is None)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        issue = given.get("issue")
        if issue and (given.get("low") or given.get("high")):
            try:
                self.instance.outcome = outcome_written(given, issue)
            except ValueError as error:
                self.add_error("low", str(error))
        elif issue:
            self.instance.outcome = None
        return given


def outcome_written(given: dict[str, Any], issue: Issue) -> NumericRange | None:
    """By the rules of codebook files. Raises ValueError, saying what was expected."""
    low, high = given.get("low") or None, given.get("high") or None
    ends = (None if given.get("or_less") else low or high, None if given.get("or_more") else high or low)
    bounds = read_outcome(tuple(number_or_name(end) for end in ends), issue_entry(issue))
    return NumericRange(*bounds, bounds="[]") if bounds else None


def number_or_name(end: str | None) -> Any:
    try:
        number = Decimal((end or "").replace(",", ""))
    except InvalidOperation:
        return end
    return number if number.is_finite() else end


def _told(end: Any) -> str:
    return "" if end is None else format(end.normalize(), "f")


def parts(parent: type[Model], model: type[Model], form: type[OfCodebook], *, fk: str, blank: int) -> Any:
    return forms.inlineformset_factory(
        parent, model, form=form, fk_name=fk, extra=blank, can_delete=True, max_num=200, absolute_max=250
    )


Memberships = parts(Party, Membership, MembershipForm, fk="party", blank=1)
Offices = parts(Person, Office, OfficeForm, fk="person", blank=2)
Options = parts(Issue, Option, OptionForm, fk="issue", blank=3)
Saliences = parts(Issue, Salience, SalienceForm, fk="issue", blank=1)
Delegates = parts(Delegation, Delegate, DelegateForm, fk="delegation", blank=5)
