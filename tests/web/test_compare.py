from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from negotiations.models import Negotiation
from tests.talks import FIRST_DAY, LONG_BEFORE_THE_LOAD, sketch
from tests.web.conftest import MATRIX, Count
from tests.web.html import Page, words_of

COMPARE = f"{MATRIX}compare/"
ROUNDS = f"{COMPARE}?from=2025-05-16&to=2025-06-02"
API = "/api/v1/negotiations/russia-ukraine-talks/compare/?from=2025-05-16&to=2025-06-02"
QUERIES = 12
# the negotiation; its agenda: negotiation, parties, memberships, issues, options, saliences, rounds; revision,
# statements of the record; the words of the moves, the options of their issues


def page(url: str) -> Page:
    response = Client().get(url)
    assert response.status_code == 200
    return Page(response)


def test_shows_each_move_with_the_words_before_and_now(talks: Negotiation) -> None:
    moves = page(ROUNDS).all("//section[@class='changes']//li[contains(@class, 'move-concession')]")
    assert moves
    for move in moves:
        assert "closer to" in words_of(move.xpath(".//h4")[0])
        assert len(move.xpath(".//blockquote")) == 2
        assert move.xpath(".//*[local-name()='svg'][@class='move-scale']")


def test_tells_of_parties_that_are_no_side(talks: Negotiation) -> None:
    names = {words_of(name) for name in page(COMPARE).all("//section[@class='changes']//li//h4/b[1]")}
    assert names - {"Russia", "Ukraine"}


def test_the_figures_are_those_of_the_endpoint(talks: Negotiation) -> None:
    found, told = page(ROUNDS), Client().get(API).json()
    changed = [one for one in told["results"] if one["kind"] != "restatement"]
    rows = found.all("//section[@class='changes']//li[contains(@class, 'move')]")
    assert len(rows) == len(changed) + len(told["refused"])
    assert words_of(found.one("//span[@class='big-n']")) == f"{abs(told['gap']['change']):.0f}"
    table = [[words_of(cell) for cell in row.xpath("td")[:2]] for row in found.all("//table//tbody/tr")]
    assert table == [
        ["not known" if gap[name] is None else f"{gap[name]:.0f}" for name in ("was", "now")] for gap in told["gaps"]
    ]
    cells = told["cells"]
    assert f"{cells['changed']} changed + {cells['again']} said again" in found.text


def test_a_table_has_a_line_for_each_row_and_the_same_columns(talks: Negotiation) -> None:
    told = Client().get(API).json()
    lines = Client().get(f"{API}&format=csv").content.decode().splitlines()
    assert len(lines) == 1 + len(told["results"]) + len(told["refused"])
    assert lines[0].startswith("party,towards,issue,kind,size,before.outcome.low")


def test_without_days_compares_the_round_before_with_the_last_day(talks: Negotiation) -> None:
    title = page(COMPARE).words("//h2[@class='h-issue']")
    assert title == "What changed from 23 November 2025 to 27 November 2025"
    assert page(f"{COMPARE}?on=2025-06-02").words("//h2[@class='h-issue']").endswith("to 2 June 2025")


def test_a_link_that_lasts_names_both_days_and_gives_the_same_answer(talks: Negotiation) -> None:
    found = page(COMPARE)
    lasting = found.one("//*[@id='foot']/a[contains(., 'Permanent')]").get("href")
    assert "from=2025-11-23" in lasting
    assert "to=2025-11-27" in lasting
    assert "on=" not in lasting
    part = "//section[@class='changes']//ol"
    assert [words_of(e) for e in page(COMPARE + lasting).all(part)] == [words_of(e) for e in found.all(part)]


def test_links_lead_to_the_issue_on_the_last_day_compared(talks: Negotiation) -> None:
    links = page(f"{ROUNDS}&a=ukraine&b=russia").all("//h3[@class='side-head']/a/@href")
    assert links
    assert all("on=2025-06-02" in link and "a=ukraine" in link and "from=" not in link for link in links)
    assert Client().get(links[0]).status_code == 200


def test_offers_the_rounds_and_spans_of_days(talks: Negotiation) -> None:
    offered = page(ROUNDS).all("//nav[@class='quick']//a")
    names = [words_of(one) for one in offered]
    assert names[-3:] == ["7 days", "30 days", "90 days"]
    assert all(Client().get(COMPARE + one.get("href")).status_code == 200 for one in offered)


def test_nothing_changed_says_what_to_do(talks: Negotiation) -> None:
    assert "Choose days further apart" in page(f"{COMPARE}?from=2025-06-20&to=2025-06-21").text
    assert "choose an earlier first day" in page(f"{COMPARE}?from=2025-06-20&to=2025-06-20").text
    empty = page(f"{COMPARE}?known={LONG_BEFORE_THE_LOAD.date()}")
    assert "not known" in empty.text


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("?from=2025-06-02&to=2025-05-16", "from"),
        ("?from=2025-06-31", "from"),
        ("?to=tomorrow", "to"),
        ("?on=2025-05-16&to=2025-06-02", "on"),
        ("?form=2025-05-16", "form"),
        ("?a=nobody", "a"),
        ("?a=russia&b=russia", "b"),
        ("?known=soon", "known"),
        ("?known_from=soon", "known_from"),
        ("?known_from=2026-01-02&known=2026-01-01", "known_from"),
        ("?from=2025-05-16&from=2025-05-17", "from"),
    ],
)
def test_what_cannot_be_answered_is_refused_by_name(talks: Negotiation, query: str, name: str) -> None:
    response = Client().get(f"{COMPARE}{query}")
    assert (response.status_code, Page(response).words("//dt")) == (400, name)
    refused = Client().get(f"/api/v1/negotiations/russia-ukraine-talks/compare/{query}")
    assert (refused.status_code, list(refused.json()["parameters"])) == (400, [name])


def test_shows_what_the_record_learned_between_two_instants(talks: Negotiation) -> None:
    url = f"{COMPARE}?known_from={LONG_BEFORE_THE_LOAD.date()}"
    found = page(url)
    assert found.words("//h2[@class='h-issue']") == "What the record learned about 27 November 2025"
    kinds = {words_of(kind) for kind in found.all("//section[@class='changes']//span[@class='kind']")}
    assert kinds == {"learned", "new refusal"}
    lasting = found.one("//*[@id='foot']/a[contains(., 'Permanent')]").get("href")
    assert f"known_from={LONG_BEFORE_THE_LOAD.date()}" in lasting
    told = Client().get(found.one("//*[@id='foot']/a[contains(., 'JSON')]").get("href")).json()
    assert told["known_from"].startswith("2020-01-01")
    assert {one["kind"] for one in told["results"]} == {"first"}


@pytest.mark.parametrize("number", [20, 40])
def test_costs_the_same_queries_however_many_statements(queries_of: Count, number: int) -> None:
    sketch(parties=4, issues=2).reports(number)
    assert queries_of(f"/n/canal/compare/?from={FIRST_DAY}&to={FIRST_DAY + timedelta(days=30)}") == QUERIES


@pytest.mark.parametrize("size", [3, 6])
def test_costs_the_same_queries_however_large_the_agenda(queries_of: Count, size: int) -> None:
    sketch(parties=size, issues=size, rounds=size).reports(8 * size)
    assert queries_of(f"/n/canal/compare/?from={FIRST_DAY}&to={FIRST_DAY + timedelta(days=8 * size)}") == QUERIES
