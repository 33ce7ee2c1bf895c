"""Where each statement and demand goes that another scale moves or leaves without a place: proposed, and asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django import forms

from negotiations.actions.codebook.scales import Affected, Outcomes
from negotiations.codebook.outcomes import Bounds, read_outcome
from negotiations.codebook.shape import IssueEntry
from negotiations.models import Statement
from negotiations.web.tagging.codebook.forms import number_or_name


class PlaceForm(forms.Form):
    """Both ends of an outcome on the new scale: options where it has some, else numbers; or none."""

    low = forms.CharField(required=False, label="from")
    high = forms.CharField(required=False, label="to")
    none = forms.BooleanField(required=False, label="names no outcome")

    def __init__(self, *args: Any, entry: IssueEntry, affected: Affected, **options: Any) -> None:
        super().__init__(*args, **options)
        self.entry, self.affected = entry, affected
        self.bounds: Bounds | None = None
        was = affected.becomes or (None, None)
        for name, end in zip(("low", "high"), was, strict=True):
            self.fields[name] = self._asked(name, end, "or less" if name == "low" else "or more")
        if entry.scale is None:
            self.fields["none"].initial = True

    def _asked(self, name: str, end: Decimal | None, is_open: str) -> forms.Field:
        """Of an outcome open at this end the empty choice is what it was."""
        label, kept = self.fields[name].label, self.affected.becomes is not None
        if not self.entry.options:
            return forms.CharField(required=False, label=label, initial=_plain(end), help_text=f"Empty: {is_open}.")
        labels = {_plain(option.value): option.label for option in self.entry.options}
        if end is not None:
            labels.setdefault(_plain(end), _plain(end))
        empty = f"open: {is_open}" if kept and end is None else "choose …"
        choices = [("", empty), *labels.items()]
        return forms.ChoiceField(choices=choices, required=False, label=label, initial=_plain(end))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("none"):
            return given
        ends = tuple(number_or_name(given.get(name) or None) for name in ("low", "high"))
        if ends == (None, None):
            raise forms.ValidationError("Choose where it goes on the new scale, or say that it names no outcome.")
        if None in ends and self.entry.options and None not in (self.affected.becomes or ()):
            ends = (ends[0] or ends[1],) * 2
        try:
            self.bounds = read_outcome(ends, self.entry)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        return given


@dataclass
class Placing:
    old: IssueEntry
    new: IssueEntry
    affected: Sequence[Affected]
    data: Any = None

    @cached_property
    def forms(self) -> list[PlaceForm]:
        return [self._form(one) for one in self.affected]

    def _form(self, one: Affected) -> PlaceForm:
        prefix = "-".join(map(str, one.key))
        data = self.data if self.data and f"{prefix}-low" in self.data else None  # what came to it is proposed
        return PlaceForm(
            data, entry=self.new, affected=one, prefix=prefix, use_required_attribute=False, label_suffix=""
        )

    def is_valid(self) -> bool:
        return False not in [form.is_valid() for form in self.forms]

    @property
    def outcomes(self) -> Outcomes:
        return {form.affected.key: form.bounds for form in self.forms}

    @property
    def statements(self) -> int:
        return sum(isinstance(one.row, Statement) for one in self.affected)

    @property
    def open(self) -> int:
        """How many have no place of their own on the new scale."""
        return sum(one.must_choose for one in self.affected)


def _plain(end: Decimal | None) -> str:
    return "" if end is None else format(end.normalize(), "f")
