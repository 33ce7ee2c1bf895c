"""Statements narrowed by parameters, each of them a condition that pages and API share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

import django_filters
from django import forms
from django.core.validators import EMPTY_VALUES
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from negotiations.filters.asking import faults_of, refuse, unknown
from negotiations.filters.fields import DayField, NamesField, NumberField
from negotiations.models import (
    Act,
    Channel,
    Issue,
    Negotiation,
    Party,
    Person,
    Round,
    Statement,
    has_words,
    quotes_words,
)


class Narrowing(django_filters.Filter):  # type: ignore[misc] # untyped
    """One parameter of a form; its value becomes a condition on statements."""

    field_class: type[forms.Field] = forms.CharField

    def condition(self, value: Any) -> Q:
        return Q(**{f"{self.field_name}__{self.lookup_expr}": value})

    def filter(self, rows: QuerySet[Statement], value: Any) -> QuerySet[Statement]:
        return rows if value in EMPTY_VALUES else rows.filter(self.condition(value))


class Several(Narrowing):
    field_class = NamesField

    def __init__(self, field_name: str, **options: Any) -> None:
        super().__init__(field_name, "in", **options)


class Choice(Narrowing):
    field_class = forms.ChoiceField


class Number(Narrowing):
    field_class = NumberField


class Day(Narrowing):
    field_class = DayField


class AroundRound(Narrowing):
    """Said while it lasted, or reported by an article about it."""

    def condition(self, value: str) -> Q:
        named = Round.objects.filter(negotiation=OuterRef("negotiation"), slug=value)
        lasting = named.filter(start__lte=OuterRef("said_on"), end__gte=OuterRef("said_on"))
        merged = Q(article__round__merged_into__slug=value)
        return Q(article__round__slug=value) | merged | Q(Exists(lasting))


class InWords(Narrowing):
    """In the quote itself, or in the title or the text of its article; in the quote alone where `words_in` says so."""

    def condition(self, value: str, where: str = "") -> Q:
        return quotes_words(value) if where == "quote" else has_words(value)

    def filter(self, rows: QuerySet[Statement], value: str) -> QuerySet[Statement]:
        return rows.filter(self.condition(value, self.parent.form.cleaned_data["words_in"])) if value else rows


class WhereWords(Choice):
    """Narrows nothing by itself."""

    def filter(self, rows: QuerySet[Statement], value: str) -> QuerySet[Statement]:  # noqa: ARG002 - see InWords
        return rows


class FirstOnly(Choice):
    """Without those that print again what an earlier article printed."""

    def condition(self, value: str) -> Q:  # noqa: ARG002 - "no" is all that can be asked
        return Q(repeat_of=None)


class InOrder(forms.Form):
    """A period ends on the day it begins, or later."""

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if first and last and first > last:
            self.add_error("from", f"{first} lies after {last}, the day asked for as `to`")
        return self.cleaned_data


class StatementFilter(django_filters.FilterSet):  # type: ignore[misc] # untyped
    negotiation = Narrowing("negotiation__slug")
    party = Several("party__slug")
    act = Several("act", known=Act.values)
    issue = Narrowing("issue__slug")
    person = Narrowing("person__slug")
    channel = Choice("channel", choices=Channel.choices)
    round = AroundRound()
    words = InWords(max_length=200)
    words_in = WhereWords(choices=[("quote", "in the quote itself")])
    article = Number("article_id")
    on = Day("said_on", "lte")
    to = Day("said_on", "lte")
    repeats = FirstOnly(choices=[("no", "each utterance once")])

    class Meta:
        model = Statement
        fields: list[str] = []
        form = InOrder


StatementFilter.base_filters["from"] = Day("said_on", "gte")  # a word of the language, which no class body takes


FACETS = ("party", "act", "issue", "person", "channel", "round", "words")
"""The filters of a timeline; beside them it takes a period, `from` and `to`."""


def conditions(query: Mapping[str, Any]) -> dict[str, Q]:
    """What each filter of a timeline asks of a statement, as far as it is given."""
    filters = StatementFilter.base_filters
    given = [name for name in FACETS if query[name] not in EMPTY_VALUES]
    found = {name: filters[name].condition(query[name]) for name in given if name != "words"}
    return found | ({"words": InWords().condition(query["words"], query["words_in"])} if "words" in given else {})


NAMED: dict[str, type[Party | Issue | Person | Round]] = {
    "party": Party,
    "issue": Issue,
    "person": Person,
    "round": Round,
}
"""Parameters whose value is a slug of some negotiation's codebook."""


def check_slugs(params: QueryDict, visible: QuerySet[Negotiation]) -> None:
    """Raises BadQuery for a slug that no negotiation the asker may see knows: no row is not the answer to a slip."""
    given = {name: slugs for name in params if (slugs := [slug for slug in params.getlist(name) if slug])}
    problems = {}
    if "negotiation" in given:
        problems = _no_such("negotiation", given["negotiation"], visible.values_list("slug", flat=True))
        visible = visible.filter(slug__in=given["negotiation"])
    for name in NAMED.keys() & given.keys():
        known = NAMED[name]._default_manager.filter(negotiation__in=visible).values_list("slug", flat=True)
        problems |= _no_such(name, given[name], known)
    refuse(problems)


def _no_such(name: str, asked: Iterable[str], slugs: Iterable[str]) -> dict[str, str]:
    known = set(slugs)
    strange = next((slug for slug in asked if slug not in known), None)
    if strange is None:
        return {}
    near = get_close_matches(strange, known, n=1)
    return {name: f"{strange!r} is no {name} here" + (f"; did you mean {near[0]!r}?" if near else "")}


def filtered(
    filters: type[StatementFilter], params: QueryDict, rows: QuerySet[Statement], also: Mapping[str, forms.Field]
) -> QuerySet[Statement]:
    """Rows narrowed by the parameters; `also` are those that something else reads."""
    narrowed = filters(params, rows)
    refuse(faults_of(narrowed.form) | unknown(params, {**narrowed.form.fields, **also}))
    found: QuerySet[Statement] = narrowed.qs
    return found
