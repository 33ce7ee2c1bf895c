"""Statements narrowed by parameters."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

import django_filters
from django.db.models import QuerySet
from django.http import QueryDict

from negotiations.filters.asking import faults_of, refuse, unknown
from negotiations.filters.fields import DayField
from negotiations.models import Act, Channel, Issue, Negotiation, Party, Person, Statement


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
    refuse(problems)


def _no_such(name: str, slug: str, slugs: Iterable[str]) -> dict[str, str]:
    known = set(slugs)
    if slug in known:
        return {}
    near = get_close_matches(slug, known, n=1)
    return {name: f"{slug!r} is no {name} here" + (f"; did you mean {near[0]!r}?" if near else "")}


def filtered(
    filters: type[StatementFilter], params: QueryDict, rows: QuerySet[Statement], also: list[str]
) -> QuerySet[Statement]:
    """Rows narrowed by the parameters; `also` names those that something else reads."""
    narrowed = filters(params, rows)
    refuse(unknown(params, [*filters.base_filters, *also]) | faults_of(narrowed.form))
    found: QuerySet[Statement] = narrowed.qs
    return found
