"""The form of a coding: what a coder says of one passage, whatever becomes of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from negotiations.actions import Coding
from negotiations.filters.fields import DayField
from negotiations.models import NO_OUTCOME, Act, Article, Channel, Issue, Option, Party
from negotiations.positions import Outcome
from negotiations.readers.agenda import outcome_words
from negotiations.readers.coding import Names, Values

NEITHER = ("", "none")
Ends = tuple[Decimal | None, Decimal | None]


def choices(rows: Iterable[Any], *, none: bool = False) -> list[tuple[str, str]]:
    return [*([NEITHER] if none else []), *((row.slug, str(row)) for row in rows)]


class CodingForm(forms.Form):
    """Posted with slugs. `target` and `version` say what it was filled from; they are checked by the deed."""

    target = forms.CharField(max_length=60, widget=forms.HiddenInput)
    version = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    start = forms.IntegerField(min_value=0)
    end = forms.IntegerField(min_value=1)
    words = forms.CharField(required=False, strip=True)
    person = forms.ChoiceField(required=False)
    speaker = forms.CharField(required=False, max_length=500)
    party = forms.ChoiceField(error_messages={"required": "Who says it? Choose a party."})
    act = forms.ChoiceField(choices=Act.choices, error_messages={"required": "What kind of statement is it? Choose."})
    issue = forms.ChoiceField(required=False)
    option = forms.MultipleChoiceField(required=False)
    low = forms.DecimalField(required=False, max_digits=14, decimal_places=4)
    high = forms.DecimalField(required=False, max_digits=14, decimal_places=4)
    or_less = forms.BooleanField(required=False)
    or_more = forms.BooleanField(required=False)
    channel = forms.ChoiceField(
        choices=Channel.choices, error_messages={"required": "How was it printed? Choose a channel."}
    )
    addressee = forms.ChoiceField(required=False)
    demand = forms.ChoiceField(required=False)
    said_on = DayField(required=False)
    cites = forms.MultipleChoiceField(required=False)
    reason = forms.CharField(required=False, max_length=200)

    def __init__(self, data: QueryDict, article: Article, names: Names) -> None:
        super().__init__(data)
        self.given = data
        self._labels: dict[str, dict[str, str]] = {"act": dict(Act.choices), "channel": dict(Channel.choices)}
        self.article, self.names, self.agenda = article, names, names.agenda
        self._offer("party", choices(self.agenda.parties))
        self._offer("addressee", choices(self.agenda.parties, none=True))
        self._offer("issue", choices(self.agenda.issues, none=True))
        self._offer("demand", choices(names.demands, none=True))
        day = self.day
        self._offer("person", [NEITHER, *((person.slug, label) for person, label in names.persons_on(day))])
        self._offer("cites", [(source["key"], source["outlet"]) for source in article.sources if source.get("key")])
        self._offer("option", [(option.slug, option.label) for option in self.options])

    def labels(self, name: str) -> dict[str, str]:
        """What may be chosen, as people read it."""
        return self._labels[name]

    def _offer(self, name: str, offered: list[tuple[str, str]]) -> None:
        self._labels[name] = dict(offered)
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = offered

    # -- as it stands, valid or not ----------------------------------------------------------------------------

    @property
    def day(self) -> date:
        """The day said, as far as it can be read; else that of the article."""
        try:
            said_on = self.fields["said_on"].clean(self.given.get("said_on"))
        except ValidationError:
            said_on = None
        return said_on or self.article.date

    @property
    def chosen_issue(self) -> Issue | None:
        return self.agenda.issue(self.given.get("issue") or None)

    @property
    def chosen_party(self) -> Party | None:
        return self.agenda.party(self.given.get("party") or None)

    @property
    def options(self) -> list[Option]:
        """The highest first, as a ladder has them."""
        return list(self.chosen_issue.options.all())[::-1] if self.chosen_issue else []

    @property
    def ticked(self) -> list[str]:
        return list(self["option"].value() or [])

    @property
    def span(self) -> tuple[int, int] | None:
        """Where the passage lies, if that can be read and lies in the article."""
        try:
            start, end = int(self.given.get("start") or -1), int(self.given.get("end") or -1)
        except ValueError:
            return None
        return (start, end) if 0 <= start < end <= len(self.article.body) else None

    @property
    def quote(self) -> str:
        return self.article.body[slice(*self.span)] if self.span else ""

    @property
    def typed(self) -> Values:
        """Every field as it was typed, to be kept as a draft."""
        kept: Values = {}
        for name, field in self.fields.items():
            value = field.widget.value_from_datadict(self.data, self.files, name)
            if value:
                kept[name] = value if isinstance(value, list) else "on" if value is True else str(value)
        return kept

    # -- checked -----------------------------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        self._check_span(given)
        given["outcome"] = None if self.errors.keys() & {"low", "high", "option"} else self._outcome(given)
        self._check_outcome(given["outcome"], given)
        return given

    def _check_span(self, given: dict[str, Any]) -> None:
        if given.get("words"):
            self._find(given["words"], given)
        start, end, length = given.get("start"), given.get("end"), len(self.article.body)
        if start is not None and end is not None and not start < end <= length:
            self.add_error("end", f"The passage ends after it starts and inside the article, by character {length:,}.")

    def _find(self, words: str, given: dict[str, Any]) -> None:
        """Words that were typed must stand in the article exactly once."""
        times = self.article.body.count(words)
        if times == 1:
            given["start"] = self.article.body.index(words)
            given["end"] = given["start"] + len(words)
        elif times:
            self.add_error("words", f"These words stand in the article {times} times: add some that stand beside them.")
        else:
            self.add_error("words", "These words do not stand in the article: copy them to the letter.")

    def _outcome(self, given: dict[str, Any]) -> Ends | None:
        values = [option.value for option in self.options if option.slug in (given.get("option") or ())]
        if not values:
            low, high = given.get("low"), given.get("high")
            return None if low is None and high is None else (low, high)
        low = None if given.get("or_less") else min(values)
        high = None if given.get("or_more") else max(values)
        if low is None and high is None:
            self.add_error("option", "Open at both ends says nothing: leave one end closed.")
        return low, high

    def _check_outcome(self, outcome: Ends | None, given: dict[str, Any]) -> None:
        if outcome is None or outcome == (None, None):
            return
        low, high = outcome
        if self.chosen_issue is None or self.chosen_issue.low is None or self.chosen_issue.high is None:
            self.add_error("issue", "An outcome lies on the scale of an issue: choose an issue that has one.")
        elif any(end is not None and not self.chosen_issue.low <= end <= self.chosen_issue.high for end in outcome):
            low_end, high_end = float(self.chosen_issue.low), float(self.chosen_issue.high)
            ends = f"{low_end:.10g} to {high_end:.10g} {self.chosen_issue.unit}".strip()
            self.add_error("low", f"The outcome lies off the scale, which goes from {ends}.")
        elif low is not None and high is not None and low > high:
            self.add_error("low", "The lower end lies above the higher one: exchange them.")
        if given.get("act") in NO_OUTCOME:
            self.add_error("act", f"“{given['act']}” names no outcome: choose another act, or take the outcome away.")

    @property
    def outcome(self) -> Outcome | None:
        """As far as it can be read."""
        ends = self.cleaned_data.get("outcome") if self.is_bound and hasattr(self, "cleaned_data") else None
        return Outcome(*(None if end is None else float(end) for end in ends)) if ends else None

    @property
    def outcome_told(self) -> str:
        issue, outcome = self.chosen_issue, self.outcome
        return outcome_words(issue, outcome) if issue and outcome else ""

    def coding(self) -> Coding:
        """Of a valid form."""
        given = self.cleaned_data
        party = self.agenda.party(given["party"])
        assert party
        return Coding(
            article=self.article,
            start=given["start"],
            end=given["end"],
            party=party,
            act=given["act"],
            channel=given["channel"],
            issue=self.agenda.issue(given["issue"] or None),
            outcome=given["outcome"],
            person=self.names.person_by_slug.get(given["person"]),
            speaker="" if given["person"] else given["speaker"],
            addressee=self.agenda.party(given["addressee"] or None),
            demand=self.names.demand_by_slug.get(given["demand"]),
            said_on=given["said_on"],
            cites=given["cites"],
        )
