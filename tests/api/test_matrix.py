from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from negotiations.models import Negotiation, Statement
from negotiations.readers.matrix import matrix
from negotiations.readers.reading import reading_of
from tests.api.conftest import answer, problem
from tests.talks import LONG_BEFORE_THE_LOAD, TODAY, sketch

MATRIX = "negotiations/russia-ukraine-talks/matrix/"
ROUND_ONE = "2025-05-16"
QUERIES = 12
# the negotiation; its agenda: negotiation, parties, memberships, issues, options, saliences, rounds;
# revision, statements; what is weak among them: their sources, their channels


def cell(told: Any, issue: str, party: str) -> Any:
    row = next(row for row in told["rows"] if row["issue"]["slug"] == issue)
    return next(one for one in row["cells"] if one["party"] == party)


def gap(told: Any, issue: str) -> Any:
    return next(row["gap"] for row in told["rows"] if row["issue"]["slug"] == issue)


def test_tells_who_stood_where_when_the_first_round_was_held(talks: Negotiation) -> None:
    told = answer(MATRIX, on=ROUND_ONE)
    ukraine, russia = (cell(told, "ceasefire", party) for party in ("ukraine", "russia"))
    assert ukraine["position"]["outcome"] == {"low": 100, "high": 100}
    assert ukraine["position"]["words"] == "Full truce, unconditional"
    assert russia["position"]["outcome"] == {"low": 25, "high": 25}
    assert gap(told, "ceasefire")["points"] == 75


def test_each_figure_leads_to_its_statements(talks: Negotiation) -> None:
    told = answer(MATRIX, on=ROUND_ONE)
    for row in told["rows"]:
        for one in row["cells"]:
            if one["position"]:
                said = Statement.objects.filter(pk__in=one["position"]["basis"])
                assert said
                assert {statement.party.slug for statement in said} == {one["party"]}
                assert {statement.issue and statement.issue.slug for statement in said} == {row["issue"]["slug"]}


def test_has_the_figures_of_the_page(talks: Negotiation) -> None:
    for day in (date(2022, 4, 1), date(2025, 5, 16), date(2025, 11, 27)):
        told, page = answer(MATRIX, on=str(day)), matrix(reading_of(talks, today=TODAY, on=day))
        assert told["overall"]["points"] == page.overall.points
        assert told["overall"]["change"] == page.change
        assert told["statements"] == page.statements
        assert [row["gap"] and row["gap"]["points"] for row in told["rows"]] == [
            row.distance.gap and row.distance.gap.points for row in page.rows
        ]
        assert [[one["state"] for one in row["cells"]] for row in told["rows"]] == [
            [one.state for one in (*row.sides, *row.others)] for row in page.rows
        ]


def test_an_unknown_gap_is_null_and_never_zero(talks: Negotiation) -> None:
    told = answer(MATRIX, on="2022-04-01")
    for row in told["rows"]:
        both = all(one["position"] for one in row["cells"][:2])
        assert (row["gap"] is not None) == (both and row["issue"]["compared"])


def test_keeps_the_ways_of_not_knowing_apart(talks: Negotiation) -> None:
    states = {one["state"] for row in answer(MATRIX)["rows"] for one in row["cells"]}
    assert states <= {"stated", "silent", "refusal", "not_stated", "not_coded"}
    assert {"silent", "not_coded"} <= states


def test_was_empty_before_anything_was_known(talks: Negotiation) -> None:
    told = answer(MATRIX, on=ROUND_ONE, known=str(LONG_BEFORE_THE_LOAD.date()))
    assert told["overall"]["points"] is None
    assert told["statements"] == told["articles"] == 0
    assert {one["state"] for row in told["rows"] for one in row["cells"]} == {"not_coded"}


def test_settled_asked_as_known_gives_the_same_answer(talks: Negotiation) -> None:
    now = answer(MATRIX, on=ROUND_ONE)
    then = answer(MATRIX, on=ROUND_ONE, known=now["clock"]["settled"])
    assert then["clock"]["settled"] == now["clock"]["settled"]
    now.pop("clock"), then.pop("clock")
    assert then == now


def test_compares_the_sides_asked_for(talks: Negotiation) -> None:
    told = answer(MATRIX, a="us", b="europe")
    assert told["sides"] == ["us", "europe"]
    assert [one["party"] for one in told["rows"][0]["cells"]][:2] == ["us", "europe"]


def test_compares_with_the_day_asked_for(talks: Negotiation) -> None:
    told = answer(MATRIX, on="2025-06-03", since="2025-05-15")
    assert told["since"]["day"] == "2025-05-15"


@pytest.mark.parametrize(
    ("query", "name", "says"),
    [
        ({"onn": "2025-05-16"}, "onn", "'on'"),
        ({"on": "nonsense"}, "on", "YYYY-MM-DD"),
        ({"known": "2999-01-01"}, "known", "future"),
        ({"a": "ukrain"}, "a", "'ukraine'"),
        ({"a": "russia", "b": "russia"}, "b", "'russia'"),
        ({"cell": "ceasefire.russia"}, "cell", "no such parameter"),
    ],
)
def test_refuses_by_name(talks: Negotiation, query: dict[str, str], name: str, says: str) -> None:
    told = problem(MATRIX, 400, **query)
    assert list(told["parameters"]) == [name]
    assert says in told["parameters"][name]


def test_a_parameter_given_twice_is_refused(talks: Negotiation) -> None:
    response = Client().get(f"/api/v1/{MATRIX}?on=2025-05-16&on=2025-05-17")
    assert response.status_code == 400
    assert "once" in response.json()["parameters"]["on"]


def test_an_unknown_negotiation_is_a_problem(db: None) -> None:
    assert problem("negotiations/atlantis/matrix/", 404)["title"] == "Not found"


def test_too_few_parties_are_a_problem(db: None) -> None:
    sketch("canal", parties=1)
    assert "two sides" in problem("negotiations/canal/matrix/", 409)["detail"]


@pytest.mark.parametrize("size", [3, 6, 12])
def test_costs_the_same_queries_however_large(
    db: None, django_assert_num_queries: DjangoAssertNumQueries, size: int
) -> None:
    sketch(parties=size, issues=size, rounds=size).reports(4 * size)
    with django_assert_num_queries(QUERIES):
        answer("negotiations/canal/matrix/")
