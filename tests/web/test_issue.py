from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.test import Client

from negotiations.models import Demand, Issue, Negotiation
from tests.talks import FIRST_DAY, LONG_BEFORE_THE_LOAD, sketch
from tests.web.conftest import MATRIX, Count
from tests.web.html import Page

CEASEFIRE = f"{MATRIX}issues/ceasefire/"
ROWS = "//ol[contains(@class, 'days')]//li[starts-with(@id, 's')]/@id"
QUERIES = 14
# the negotiation; its agenda: negotiation, parties, memberships, issues, options, saliences, rounds;
# revision, statements; the words listed, the options of their issue; days on which demands were made, the demands


def page(url: str) -> Page:
    response = Client().get(url)
    assert response.status_code == 200
    return Page(response)


def test_draws_the_lanes_of_the_parties_and_lists_the_same_statements(talks: Negotiation) -> None:
    found = page(CEASEFIRE)
    assert found.all("//*[contains(@class, 'chart-plot')]//*[local-name()='line' and contains(@class, 'way')]")
    marks = found.all("//*[contains(@class, 'chart-plot')]//*[local-name()='a']/@href")
    assert marks
    statements = talks.statements.filter(issue__slug="ceasefire").values_list("pk", flat=True)
    assert {int(mark.removeprefix("#s")) for mark in marks} <= set(statements)


def test_says_where_each_party_stands_that_day(talks: Negotiation) -> None:
    found = page(f"{CEASEFIRE}?on=2025-05-16")
    row = found.one("//section[@aria-labelledby='now']//tr[.//a[contains(@href, 'cell=ceasefire.ukraine')]]")
    text = " ".join(row.text_content().split())
    assert "Full truce, unconditional" in text
    assert "100" in text
    assert "75" in found.words("//*[contains(@class, 'finding')]")


def test_every_issue_of_the_codebook_has_a_page(talks: Negotiation) -> None:
    for issue in Issue.objects.filter(negotiation=talks):
        found = page(f"{MATRIX}issues/{issue.slug}/")
        assert issue.title in found.words("//h2[contains(@class, 'h-issue')]")


def test_walking_the_list_meets_each_statement_once(talks: Negotiation) -> None:
    url, seen = CEASEFIRE, []
    for _ in range(20):
        found = page(url)
        seen += found.all(ROWS)
        more = found.all("//*[@id='more']//a/@href")
        if not more:
            break
        url = CEASEFIRE + more[0].split("#")[0]
    there = talks.statements.filter(issue__slug="ceasefire").values_list("pk", flat=True)
    assert len(seen) == len(set(seen))
    assert {int(row[1:]) for row in seen} == set(there)


def test_lists_nothing_said_after_the_day(talks: Negotiation) -> None:
    found = page(f"{CEASEFIRE}?on=2022-03-28")
    assert not found.all(ROWS)


def test_nothing_was_known_before_the_load(talks: Negotiation) -> None:
    assert not page(f"{CEASEFIRE}?known={LONG_BEFORE_THE_LOAD.date()}").all(ROWS)


def test_tells_the_demands_and_how_the_others_answered(talks: Negotiation) -> None:
    made = talks.statements.filter(demand__isnull=False).select_related("demand__issue").first()
    assert made
    assert made.demand
    found = page(f"{MATRIX}issues/{made.demand.issue.slug}/")
    assert made.demand.title in found.text


def answers(found: Any, demand: str) -> dict[str, str]:
    """What stands in the row of a demand, by the party that heads the column."""
    table = found.one("//section[@aria-labelledby='dem']//table")
    heads = [" ".join(head.text_content().split()) for head in table.xpath(".//thead//th")]
    (row,) = [row for row in table.xpath(".//tbody/tr") if demand in row.xpath("./th")[0].text_content()]
    cells = [" ".join(cell.text_content().split()) for cell in row.xpath("./th|./td")]
    return dict(zip(heads, cells, strict=True))


def test_an_answer_to_a_demand_is_where_the_party_stands_that_day(db: None) -> None:
    found = sketch(parties=4)
    issue, article = found.issues[0], found.article("We ask. We back off. We refuse. We agree.")
    demand = Demand.objects.create(
        negotiation=found.negotiation,
        slug="d",
        title="All of it",
        party=found.parties[0],
        issue=issue,
        outcome=NumericRange(100, 100, bounds="[]"),
    )
    found.says(article, "We ask", outcome=100, act="demand", demand=demand)
    found.says(article, "We agree", party=1, outcome=100, act="accept")
    later = found.article("We back off now.", on=FIRST_DAY + timedelta(days=1))
    found.says(later, "We back off now", party=1, outcome=20)
    found.says(article, "We refuse", party=2, outcome=100, act="reject")
    found.says(article, "We agree", party=3, outcome=100, act="accept")
    told = answers(page(f"/n/canal/issues/{issue.slug}/"), "All of it")
    names = [party.name for party in found.parties]
    assert told[names[0]] == "asks"
    assert told[names[1]].startswith("20")
    assert told[names[2]].startswith("refuses")
    assert told[names[3]].startswith("would accept")


def test_a_link_to_its_cell_leads_to_the_evidence(talks: Negotiation) -> None:
    link = (
        page(CEASEFIRE)
        .one("//section[@aria-labelledby='now']//a[contains(@href, 'cell=ceasefire.ukraine')]")
        .get("href")
    )
    assert page(link.split("#")[0]).all("//*[@id='evidence']//blockquote")


def test_an_unknown_issue_is_not_found(talks: Negotiation) -> None:
    assert Client().get(f"{MATRIX}issues/moon/").status_code == 404


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("?before=first", "before"),
        ("?before=2025-05-16", "before"),
        ("?a=nobody", "a"),
        ("?a=russia&b=russia", "b"),
        ("?cell=ceasefire.russia", "cell"),
        ("?on=1066-10-14", "on"),
    ],
)
def test_what_cannot_be_answered_is_refused_by_name(talks: Negotiation, query: str, says: str) -> None:
    response = Client().get(f"{CEASEFIRE}{query}")
    assert response.status_code == 400
    assert Page(response).words("//dt") == says


def test_without_two_parties_says_so(db: None) -> None:
    sketch("canal", parties=1)
    assert "two sides" in page("/n/canal/issues/i0/").text


@pytest.mark.parametrize("number", [30, 60])
def test_costs_the_same_queries_however_many_statements(queries_of: Count, number: int) -> None:
    sketch().reports(number)
    assert queries_of("/n/canal/issues/i0/") == QUERIES


@pytest.mark.parametrize("size", [3, 6])
def test_costs_the_same_queries_however_large_the_agenda(queries_of: Count, size: int) -> None:
    sketch(parties=size, issues=size, rounds=size).reports(4 * size)
    assert queries_of("/n/canal/issues/i0/") == QUERIES
