"""Demands, tone and contradictions as data: the figures of the pages."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from negotiations.models import Negotiation, Party, Statement
from negotiations.readers.contradictions import contradictions
from negotiations.readers.demands import demands_of
from negotiations.readers.reading import reading_of
from negotiations.readers.tone import tone
from tests.api.conftest import API, answer, problem
from tests.talks import LONG_BEFORE_THE_LOAD, TODAY
from tests.web.html import Page, words_of
from tests.web.test_party import furnished

TALKS = "negotiations/russia-ukraine-talks/"
READING = 10
# the negotiation; its agenda: negotiation, parties, memberships, issues, options, saliences, rounds;
# revision, statements


def table(path: str, **query: str | int) -> list[dict[str, str]]:
    response = Client().get(f"{API}{path}", {**query, "format": "csv"})
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def page(path: str) -> Page:
    response = Client().get(f"/n/russia-ukraine-talks/{path}")
    assert response.status_code == 200
    return Page(response)


@pytest.mark.parametrize("query", [{}, {"party": "russia"}, {"issue": "territory", "order": "oldest"}])
def test_demands_are_those_of_the_page_in_its_order(talks: Negotiation, query: dict[str, str]) -> None:
    told = answer(f"{TALKS}demands/", **query)["results"]
    address = "&".join(f"{name}={value}" for name, value in query.items())
    shown = page(f"demands/?{address}").all("//tbody/tr[starts-with(@id, 'd-')]/@id")
    assert [f"d-{one['demand']}" for one in told if one["times"]] == shown


def test_each_demand_names_the_statements_that_make_it(talks: Negotiation) -> None:
    for one in answer(f"{TALKS}demands/")["results"]:
        said = Statement.objects.filter(pk__in=one["statements"])
        assert said.count() == one["times"]
        assert {statement.demand and statement.demand.slug for statement in said} <= {one["demand"]}


def test_answers_are_those_of_the_reader(talks: Negotiation) -> None:
    reading = reading_of(talks, today=TODAY)
    found = demands_of(reading, {"party": "", "issue": "", "order": ""})
    told = answer(f"{TALKS}demands/")["results"]
    for asked, one in zip(found.made, told, strict=False):
        given = [(a["party"], a["kind"], a["asked"]) for a in one["answers"]]
        assert given == [(a.party.slug, a.kind, a.addressed) for a in asked.answers if a.kind != "asks"]


def test_demands_as_a_table_have_a_line_for_each_answer(talks: Negotiation) -> None:
    told = answer(f"{TALKS}demands/")["results"]
    rows = table(f"{TALKS}demands/")
    assert len(rows) == sum(len(one["answers"]) for one in told)
    assert [row["answer.kind"] for row in rows] == [a["kind"] for one in told for a in one["answers"]]


def test_the_tone_is_that_of_the_page(talks: Negotiation) -> None:
    told = answer(f"{TALKS}tone/", party="russia")
    rows = page("parties/russia/").all("//*[contains(@class, 'chart-tone')]//table/tbody/tr")
    shown = [[int(words_of(cell)) for cell in row.xpath("./td")] for row in rows]
    assert shown[::-1] == [[one["cooperative"], one["hostile"], one["neither"]] for one in told["results"]]
    assert "threaten" in told["hostile"]


def test_the_tone_as_a_table_is_the_same(talks: Negotiation) -> None:
    told = answer(f"{TALKS}tone/", party="us", on="2025-06-03")["results"]
    rows = table(f"{TALKS}tone/", party="us", on="2025-06-03")
    assert [row["week"] for row in rows] == [one["week"] for one in told]
    assert [row["hostile"] for row in rows] == [str(one["hostile"]) for one in told]
    reader = tone(reading_of(talks, today=TODAY), Party.objects.get(negotiation=talks, slug="us"))
    assert len(reader.weeks) > len(told)


@pytest.mark.parametrize("window", [1, 14, 90])
def test_contradictions_are_those_of_the_page(talks: Negotiation, window: int) -> None:
    told = answer(f"{TALKS}contradictions/", party="ukraine", window=window)
    shown = page(f"parties/ukraine/?window={window}").all("//li[contains(@class, 'contradiction')]")
    party = Party.objects.get(negotiation=talks, slug="ukraine")
    found = contradictions(reading_of(talks, today=TODAY), party, window)
    assert len(told["results"]) == len(shown) == len(found.found)
    assert [one["points"] for one in told["results"]] == [one.points for one in found.found]
    assert all(one["days"] <= window for one in told["results"])


def test_both_sides_of_a_contradiction_are_the_partys_own_words_on_the_issue(talks: Negotiation) -> None:
    for one in answer(f"{TALKS}contradictions/", party="russia", window=90)["results"]:
        ids = [*one["earlier"]["statements"], *one["later"]["statements"]]
        said = Statement.objects.filter(pk__in=ids).select_related("party", "issue")
        assert {(s.party.slug, s.issue and s.issue.slug) for s in said} == {("russia", one["issue"])}
    rows = table(f"{TALKS}contradictions/", party="russia", window=90)
    assert "earlier.outcome.low" in rows[0]


@pytest.mark.parametrize(
    ("path", "query", "name", "says"),
    [
        ("demands/", {"order": "loud"}, "order", "newest, oldest, repeated"),
        ("demands/", {"party": "rusia"}, "party", "'russia'"),
        ("demands/", {"week": "2025-05-12"}, "week", "no such parameter"),
        ("tone/", {}, "party", "missing"),
        ("tone/", {"party": "rusia"}, "party", "'russia'"),
        ("contradictions/", {"party": "russia", "window": "0"}, "window", "1"),
        ("contradictions/", {"party": "russia", "window": "91"}, "window", "90"),
        ("contradictions/", {"window": "9"}, "party", "missing"),
    ],
)
def test_refuses_by_name(talks: Negotiation, path: str, query: dict[str, str], name: str, says: str) -> None:
    told: Any = problem(f"{TALKS}{path}", 400, **query)
    assert list(told["parameters"]) == [name]
    assert says in told["parameters"][name]


def test_nothing_was_known_before_the_load(talks: Negotiation) -> None:
    known = str(LONG_BEFORE_THE_LOAD.date())
    assert answer(f"{TALKS}tone/", party="russia", known=known)["results"] == []
    assert answer(f"{TALKS}contradictions/", party="russia", known=known)["results"] == []
    assert {one["times"] for one in answer(f"{TALKS}demands/", known=known)["results"]} == {0}


@pytest.mark.parametrize("size", [2, 4, 8])
def test_costs_the_same_queries_however_large(
    db: None, django_assert_num_queries: DjangoAssertNumQueries, size: int
) -> None:
    furnished(size)
    for path, more in (("demands/", 3), ("tone/?party=p0", 0), ("contradictions/?party=p0", 2)):
        with django_assert_num_queries(READING + more):
            assert Client().get(f"{API}negotiations/canal/{path}").status_code == 200
