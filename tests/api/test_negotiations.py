from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from negotiations.models import Negotiation
from negotiations.readers.home import glances
from tests.api.conftest import answer, problem
from tests.talks import LONG_BEFORE_THE_LOAD, TODAY, sketch

QUERIES = 12
# as the page: negotiations that may be seen, statements, articles counted;
# the agenda: negotiation, parties, memberships, issues, options, saliences, rounds;
# the words of the last changes, the options of their issues
SHAPE = {
    "slug",
    "title",
    "summary",
    "on",
    "sides",
    "parties",
    "issues",
    "rounds",
    "gap",
    "articles",
    "statements",
    "matrix",
    "computed",
}


def test_gives_what_the_page_shows(talks: Negotiation) -> None:
    (told,) = answer("negotiations/")["results"]
    (glance,) = glances([talks], today=TODAY)
    assert set(told) == SHAPE
    assert told["slug"] == "russia-ukraine-talks"
    assert told["sides"] == ["russia", "ukraine"]
    assert glance.overall
    assert told["gap"] == {"points": glance.overall.points, "known": glance.overall.known, "of": 12}
    assert (told["articles"], told["statements"]) == (41, 291)
    assert told["on"] == str(glance.on)
    assert {"slug", "name", "code", "role", "camp"} == set(told["parties"][0])
    assert {"slug", "title", "kind", "unit", "low", "high"} == set(told["issues"][0])
    assert {"slug", "label", "start", "end"} == set(told["rounds"][0])


@pytest.mark.parametrize("name", ["matrix", "gaps", "moves", "positions", "compare", "demands", "rounds"])
def test_leads_to_what_is_computed_of_it(talks: Negotiation, name: str) -> None:
    (told,) = answer("negotiations/")["results"]
    assert told["computed"][name].endswith(f"/russia-ukraine-talks/{name}/")
    assert Client().get(told["computed"][name]).json()["negotiation"] == "russia-ukraine-talks"
    assert told["matrix"] == told["computed"]["matrix"]


def test_answers_for_another_day_and_another_instant(talks: Negotiation) -> None:
    (then,) = answer("negotiations/", on="2025-05-16")["results"]
    (now,) = answer("negotiations/")["results"]
    assert then["on"] == "2025-05-16"
    assert then["gap"] != now["gap"]
    assert (then["articles"], then["statements"]) == (21, 150)
    assert answer("negotiations/", known=str(LONG_BEFORE_THE_LOAD.date()))["results"] == []


def test_one_with_too_few_parties_has_no_gap(db: None) -> None:
    sketch("canal", parties=1)
    told = {one["slug"]: one for one in answer("negotiations/")["results"]}["canal"]
    assert (told["sides"], told["gap"]) == (None, None)


def test_refuses_by_name_and_names_the_nearest(db: None) -> None:
    told = problem("negotiations/", 400, knwn="2025-05-16")
    assert "'known'" in told["parameters"]["knwn"]


@pytest.mark.parametrize("number", [2, 4])
def test_costs_the_same_queries_however_many_there_are(
    db: None, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for at in range(number):
        sketch(f"canal-{at}", issues=number, rounds=number).reports(4 * number)
    with django_assert_num_queries(QUERIES):
        answer("negotiations/")
