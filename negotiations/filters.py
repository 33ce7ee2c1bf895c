"""What may be asked, by page and by API alike: every parameter is known, checked and explained.

Nothing is ignored: a parameter that nobody knows is an error that names the nearest one that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import Any, TypeVar

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from negotiations.models import Act, Channel, Issue, Negotiation, Party, Person, Statement


class BadQuery(Exception):
    """Parameters that cannot be answered, each with what was expected."""

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{name}: {problem}" for name, problem in problems.items()))


FIRST_YEAR, LAST_YEAR = 1800, 2999
"""Charts add margins to their days, and the calendar of the machine ends with the year 9999."""


class DayField(forms.Field):
    """A day of the calendar as YYYY-MM-DD and in no other way, so that an answer has one address."""

    def to_python(self, value: str | None) -> date | None:
        if not value:
            return None
        day = _day(value)
        if day is None:
            raise forms.ValidationError(f"{value!r} is no day; expected YYYY-MM-DD, such as 2025-05-16")
        _check_year(value, day)
        return day


def _day(value: str) -> date | None:
    try:
        return parse_date(value) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) else None
    except ValueError:
        return None


def _check_year(value: str, day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise forms.ValidationError(f"{value!r} lies outside the years {FIRST_YEAR} to {LAST_YEAR}")


class InstantField(forms.Field):
    """An instant of our knowledge: ISO 8601; a day alone means its end, a time without a zone is UTC."""

    def to_python(self, value: str | None) -> datetime | None:
        if not value:
            return None
        instant = _instant(value)
        if instant is None:
            raise forms.ValidationError(f"{value!r} is no instant; expected e.g. 2025-06-01T12:00:00Z")
        _check_year(value, instant)  # before its zone is reckoned with, which may lead out of the calendar
        instant = (
            instant if timezone.is_aware(instant) else timezone.make_aware(instant, timezone.get_default_timezone())
        )
        if instant > timezone.now():
            raise forms.ValidationError(f"{value} lies in the future; what will be known then is not known yet")
        return instant


def _instant(value: str) -> datetime | None:
    day = _day(value[:10])
    if day is None or not value.isascii():
        return None
    try:
        return parse_datetime(value.replace(" ", "+")) if value[10:] else _end_of(day)
    except ValueError:
        return None


def _end_of(day: date) -> datetime:
    now = timezone.now().replace(tzinfo=None)
    return now if day == now.date() else datetime.combine(day, time.max)


class PlaceField(forms.Field):
    """Where a list goes on: the day and the number of the statement before, 2025-05-16.42."""

    def to_python(self, value: str | None) -> tuple[date, int] | None:
        if not value:
            return None
        day, _, number = value.partition(".")
        try:
            return date.fromisoformat(day), int(number)
        except ValueError as error:
            raise forms.ValidationError(f"{value!r} is no place in the list; take it from the link") from error


class NoQuery(forms.Form):
    """A page that takes no parameters."""


class ArticlesQuery(forms.Form):
    page = forms.IntegerField(required=False, min_value=1)


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


class IssueQuery(ComparisonQuery):
    """`before` is the last statement listed so far. `since` is taken so that links keep it."""

    before = PlaceField(required=False)


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
    page = forms.IntegerField(required=False, min_value=1)


class PageQuery(forms.Form):
    """Which version of the record, and which part of a long list."""

    known = InstantField(required=False)
    cursor = forms.CharField(required=False, max_length=200)
    limit = forms.IntegerField(required=False, min_value=1, max_value=1000)


class DayFilter(django_filters.Filter):  # type: ignore[misc] # untyped
    field_class = DayField


class StatementFilter(django_filters.FilterSet):  # type: ignore[misc] # untyped
    negotiation = django_filters.CharFilter(field_name="negotiation__slug")
    party = django_filters.CharFilter(field_name="party__slug")
    issue = django_filters.CharFilter(field_name="issue__slug")
    person = django_filters.CharFilter(field_name="person__slug")
    act = django_filters.ChoiceFilter(choices=Act.choices)
    channel = django_filters.ChoiceFilter(choices=Channel.choices)
    article = django_filters.NumberFilter(field_name="article_id")
    said_from = DayFilter(field_name="said_on", lookup_expr="gte")
    said_to = DayFilter(field_name="said_on", lookup_expr="lte")

    class Meta:
        model = Statement
        fields: list[str] = []


NAMED: dict[str, type[Party | Issue | Person]] = {"party": Party, "issue": Issue, "person": Person}
"""Parameters whose value is a slug of some negotiation's codebook."""


def check_slugs(params: QueryDict, visible: QuerySet[Negotiation]) -> None:
    """Raises BadQuery for a slug that no negotiation the asker may see knows: no row is not the answer to a slip."""
    given = {name: slug for name, slug in params.items() if slug and isinstance(slug, str)}
    problems = {}
    if "negotiation" in given:
        problems = _no_such("negotiation", given["negotiation"], visible.values_list("slug", flat=True))
        visible = visible.filter(slug=given["negotiation"])
    for name in NAMED.keys() & given.keys():
        slugs = NAMED[name]._default_manager.filter(negotiation__in=visible).values_list("slug", flat=True)
        problems |= _no_such(name, given[name], slugs)
    _refuse(problems)


def _no_such(name: str, slug: str, slugs: Iterable[str]) -> dict[str, str]:
    known = set(slugs)
    if slug in known:
        return {}
    near = get_close_matches(slug, known, n=1)
    return {name: f"{slug!r} is no {name} here" + (f"; did you mean {near[0]!r}?" if near else "")}


F = TypeVar("F", bound=forms.Form)


def asked(form: type[F], params: QueryDict) -> dict[str, Any]:
    """The cleaned parameters; raises BadQuery with a problem per parameter."""
    filled = form(params)
    _refuse(unknown(params, list(form.base_fields)) | faults_of(filled))
    return filled.cleaned_data


def own_part(form: type[forms.Form], params: QueryDict) -> QueryDict:
    """Those of the parameters that a form knows; the others are another's to check."""
    part = params.copy()
    for name in set(part) - set(form.base_fields):
        del part[name]
    return part


def filtered(
    filters: type[StatementFilter], params: QueryDict, rows: QuerySet[Statement], also: list[str]
) -> QuerySet[Statement]:
    """Rows narrowed by the parameters; `also` names those that something else reads."""
    narrowed = filters(params, rows)
    _refuse(unknown(params, [*filters.base_filters, *also]) | faults_of(narrowed.form))
    found: QuerySet[Statement] = narrowed.qs
    return found


def faults_of(form: forms.Form) -> dict[str, str]:
    return {name: " ".join(str(message) for message in messages) for name, messages in form.errors.items()}


def unknown(params: QueryDict, known: list[str]) -> dict[str, str]:
    """Parameters that nobody reads, with the nearest that somebody does, and those given twice."""
    problems = {}
    for name in params:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
            problems[name] = f"no such parameter; {hint if known else 'this address takes none'}"
        elif len(params.getlist(name)) > 1:
            problems[name] = "is given more than once; expected one value"
    return problems


def _refuse(problems: dict[str, str]) -> None:
    if problems:
        raise BadQuery(problems)
