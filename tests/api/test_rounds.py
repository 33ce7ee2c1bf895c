"""Rounds as data: the figures of their pages."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from negotiations.models import Negotiation
from negotiations.readers.reading import reading_of
from negotiations.readers.round import round_page
from negotiations.readers.rounds import rounds_page
from tests.api.conftest import API, answer, problem
from tests.talks import TODAY
from tests.web.test_party import furnished

ROUNDS = "negotiations/russia-ukraine-talks/rounds/"
SECOND = f"{ROUNDS}istanbul-2025-2/"
LIST_QUERIES = 14
QUERIES = LIST_QUERIES + 5


def table(path: str) -> list[dict[str, str]]:
    response = Client().get(f"{API}{path}?format=csv")
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def test_the_list_is_that_of_the_page(talks: Negotiation) -> None:
    told = answer(ROUNDS)
    found = rounds_page(reading_of(talks, today=TODAY))
    assert [one["slug"] for one in told["results"]] == [one.round.slug for one in found.held]
    assert [one["gap"]["change"] for one in told["results"]] == [one.turn and one.turn.change for one in found.held]
    assert told["sides"] == ["russia", "ukraine"]


def test_a_round_ahead_has_no_gap_yet(talks: Negotiation) -> None:
    ahead = answer(ROUNDS, on="2025-06-01")["results"][0]
    assert ahead["slug"] == "geneva-nov-2025"
    assert set(ahead["gap"].values()) == {None}
    assert answer(f"{ROUNDS}geneva-nov-2025/", on="2025-06-01")["results"] == []


def test_one_round_has_the_figures_of_its_page(talks: Negotiation) -> None:
    told, found = answer(SECOND), round_page(reading_of(talks, today=TODAY), "istanbul-2025-2")
    assert found
    assert found.turn
    assert told["gap"]["before"] == found.turn.was.points
    assert told["gap"]["after"] == found.turn.now.points
    assert [row["gap"]["before"] for row in told["results"]] == [row.was and row.was.points for row in found.rows]
    assert told["statements_around"] == found.around


def test_delegations_tell_head_rank_and_what_they_are_compared_with(talks: Negotiation) -> None:
    russia = answer(f"{ROUNDS}anchorage-2025/")["delegations"][1]
    assert russia["party"] == "russia"
    assert russia["head"] == {
        "name": "Vladimir Putin",
        "person": "vladimir-putin",
        "office": "President",
        "rank": 1,
    }
    assert (russia["head_rank"], russia["compared_with"]) == ("higher", "istanbul-2025-3")


def test_as_a_table_there_is_a_line_for_each_side_on_each_issue(talks: Negotiation) -> None:
    told, rows = answer(SECOND), table(SECOND)
    assert len(rows) == 2 * len(told["results"])
    assert rows[0]["issue"] == "ceasefire"
    assert (rows[0]["before.low"], rows[0]["after.low"], rows[0]["after.high"]) == ("25.0", "12.0", "38.0")
    assert len(table(ROUNDS)) == len(answer(ROUNDS)["results"])


def test_compares_the_sides_asked_for(talks: Negotiation) -> None:
    assert answer(SECOND, a="us", b="europe")["sides"] == ["us", "europe"]
    assert "'russia'" in problem(SECOND, 400, a="rusia")["parameters"]["a"]


def test_an_unknown_round_is_a_problem(talks: Negotiation) -> None:
    problem(f"{ROUNDS}yalta-1945/", 404)


@pytest.mark.parametrize("size", [2, 4, 8])
def test_costs_the_same_queries_however_large(
    db: None, django_assert_num_queries: DjangoAssertNumQueries, size: int
) -> None:
    furnished(size)
    for path, cost in (("rounds/", LIST_QUERIES), ("rounds/r1/?on=2025-07-01", QUERIES)):
        with django_assert_num_queries(cost):
            assert Client().get(f"{API}negotiations/canal/{path}").status_code == 200
