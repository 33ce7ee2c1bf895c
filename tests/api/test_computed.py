"""Gaps, moves and positions: the figures of the matrix, as JSON and as CSV."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from negotiations.models import Negotiation, Statement
from negotiations.readers.matrix import matrix
from negotiations.readers.reading import reading_of
from negotiations.readers.soundness import weak_statements
from tests.api.conftest import API, answer, problem
from tests.talks import TODAY, sketch

TALKS = "negotiations/russia-ukraine-talks/"
DAY = "2025-06-02"


def table(path: str, **query: str) -> list[dict[str, str]]:
    response = Client().get(f"{API}{path}", {**query, "format": "csv"})
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    name = path.removeprefix("negotiations/").strip("/").replace("/", "-")
    assert response.headers["Content-Disposition"].startswith(f'attachment; filename="{name}-20')
    return list(csv.DictReader(StringIO(response.content.decode())))


def test_gaps_are_the_steps_of_the_chart_with_their_band(talks: Negotiation) -> None:
    reading = reading_of(talks, today=TODAY, on=date(2025, 6, 2))
    shown = matrix(reading, weak=weak_statements(reading))
    told = answer(f"{TALKS}gaps/", on=DAY)
    assert told["sides"] == ["russia", "ukraine"]
    assert [(s["since"], s["points"], s["low"], s["high"], s["known"], s["firm"]) for s in told["results"]] == [
        (str(s.start), s.points, s.low, s.high, s.known, s.firm) for s in shown.steps_so_far
    ]
    assert told["results"][-1]["until"] == DAY
    assert len(shown.steps_so_far) < len(shown.steps)


def test_gaps_of_one_issue_are_those_of_its_row(talks: Negotiation) -> None:
    told = answer(f"{TALKS}gaps/", on=DAY, issue="ceasefire")
    assert told["issue"] == "ceasefire"
    now = told["results"][-1]
    row = next(row for row in answer(f"{TALKS}matrix/", on=DAY)["rows"] if row["issue"]["slug"] == "ceasefire")
    assert now["points"] == row["gap"]["points"] == 62


def test_a_question_without_a_scale_has_no_gaps(talks: Negotiation) -> None:
    assert answer(f"{TALKS}gaps/", issue="conduct")["results"] == []


def test_moves_are_those_of_the_page(talks: Negotiation) -> None:
    shown = matrix(reading_of(talks, today=TODAY, on=date(2025, 6, 2))).moves.told
    told = answer(f"{TALKS}moves/", on=DAY)
    assert told["since"]["day"] == "2025-05-16"
    assert [(m["party"], m["issue"], m["kind"], m["size"]) for m in told["results"]] == [
        (m.party.slug, m.issue.slug, m.move.kind, m.move.size) for m in shown
    ]
    for move in told["results"]:
        assert Statement.objects.filter(pk__in=move["after"]["basis"], party__slug=move["party"]).exists()


def test_positions_hold_until_the_next_and_the_last_one_still_does(talks: Negotiation) -> None:
    held = answer(f"{TALKS}positions/", on=DAY, issue="ceasefire", party="russia")["results"]
    assert {(one["party"], one["issue"]) for one in held} == {("russia", "ceasefire")}
    assert all(one["until"] for one in held[:-1])
    assert held[-1]["until"] is None
    assert held[-1]["outcome"] == {"low": 12, "high": 38}
    assert all(one["since"] <= DAY for one in held)


@pytest.mark.parametrize("path", ["gaps/", "moves/", "positions/"])
def test_csv_has_a_line_for_each_result(talks: Negotiation, path: str) -> None:
    results = answer(f"{TALKS}{path}", on=DAY)["results"]
    lines = table(f"{TALKS}{path}", on=DAY)
    assert len(lines) == len(results) > 10
    for line, told in zip(lines, results, strict=True):
        flat = {name: cell(value) for name, value in flattened(told)}
        assert {name: flat.get(name, "") for name in line} == line
        assert {name for name, value in flat.items() if value} <= line.keys()


def flattened(told: dict[str, Any], above: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name, value in told.items():
        if isinstance(value, dict):
            found += flattened(value, f"{above}{name}.")
        else:
            found.append((f"{above}{name}", value))
    return found


def cell(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value))
    return "" if value is None else str(value)


def test_the_matrix_as_csv_has_a_line_for_each_party_on_each_issue(talks: Negotiation) -> None:
    told, lines = answer(f"{TALKS}matrix/", on=DAY), table(f"{TALKS}matrix/", on=DAY)
    assert len(lines) == sum(len(row["cells"]) for row in told["rows"])
    (line,) = (line for line in lines if (line["issue"], line["party"]) == ("ceasefire", "russia"))
    assert (line["low"], line["high"], line["gap"]) == ("12.0", "38.0", "62.0")


def test_what_is_left_out_on_the_page_is_left_out_here(talks: Negotiation) -> None:
    whole, left = answer(f"{TALKS}matrix/", on=DAY), answer(f"{TALKS}matrix/", on=DAY, no_state_media="1")
    assert left["statements"] < whole["statements"]
    assert answer(f"{TALKS}matrix/", on=DAY, no_state_media="0")["statements"] == whole["statements"]


@pytest.mark.parametrize("path", ["gaps/", "moves/", "positions/", "matrix/"])
def test_another_format_is_refused_by_name(talks: Negotiation, path: str) -> None:
    assert "'xml' is none of json, csv" in problem(f"{TALKS}{path}", 400, format="xml")["parameters"]["format"]


@pytest.mark.parametrize(
    ("path", "query", "names"),
    [
        ("gaps/", {"issue": "cease-fire"}, ["issue", "'ceasefire'"]),
        ("gaps/", {"since": "30d"}, ["since"]),
        ("gaps/", {"on_record": "yes"}, ["on_record", "expected 1 for on or 0 for off"]),
        ("positions/", {"party": "rusia"}, ["party", "'russia'"]),
        ("moves/", {"since": "30"}, ["since", "30d"]),
        ("moves/", {"since": "0d"}, ["since", "30d"]),
        ("matrix/", {"order": "gap"}, ["order"]),
    ],
)
def test_what_cannot_be_answered_is_refused_by_name(
    talks: Negotiation, path: str, query: dict[str, str], names: list[str]
) -> None:
    told = str(problem(f"{TALKS}{path}", 400, **query)["parameters"])
    assert all(name in told for name in names)


def test_a_fault_asked_for_as_csv_is_still_told_as_a_problem(talks: Negotiation) -> None:
    assert "issue" in problem(f"{TALKS}gaps/", 400, issue="cease-fire", format="csv")["parameters"]


def test_a_cell_never_begins_like_a_formula(db: None) -> None:
    found = sketch("moat", issues=1)
    found.issues[0].options.filter(value=50).update(label="=HYPERLINK(1)")
    found.says(found.article("We stand."), "We stand", outcome=50)
    (line,) = table("negotiations/moat/positions/")
    assert line["words"] == "'=HYPERLINK(1)"


def test_of_a_negotiation_that_is_not_public_nothing_is_told(db: None) -> None:
    sketch("secret", public=False)
    for path in ("gaps/", "moves/", "positions/", "gaps/?nonsense=1"):
        assert Client().get(f"{API}negotiations/secret/{path}").status_code == 404
