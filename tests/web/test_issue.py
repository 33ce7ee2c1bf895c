from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.test import Client

from negotiations.models import Demand, Issue, Negotiation
from tests.talks import FIRST_DAY, LONG_BEFORE_THE_LOAD, sketch
from tests.web.conftest import MATRIX, Count
from tests.web.html import Page, words_of

CEASEFIRE = f"{MATRIX}issues/ceasefire/"
ROWS = "//ol[contains(@class, 'days')]//li[starts-with(@id, 's')]/@id"
QUERIES = 15
# the negotiation; its agenda: negotiation, parties, memberships, issues, options, saliences, rounds;
# revision, statements; the words listed, the options of their issue; days on which demands were made, the demands;
# the words of the marks


def page(url: str) -> Page:
    response = Client().get(url)
    assert response.status_code == 200
    return Page(response)


def test_draws_the_lanes_of_the_parties_and_lists_the_same_statements(talks: Negotiation) -> None:
    found = page(CEASEFIRE)
    assert found.all("//*[contains(@class, 'chart-plot')]//*[local-name()='line' and contains(@class, 'way')]")
    marks = found.all("//*[contains(@class, 'chart-plot')]//*[local-name()='a']/@data-said")
    shown = [int(number) for mark in marks for number in mark.split()]
    statements = talks.statements.filter(issue__slug="ceasefire", said_on__gte="2025-01-01", repeat_of=None)
    assert sorted(shown) == sorted(statements.values_list("pk", flat=True))


def test_a_mark_opens_its_words_beside_the_chart(talks: Negotiation) -> None:
    mark = page(CEASEFIRE).all("//*[contains(@class, 'chart-plot')]//*[local-name()='a']")[0]
    said = talks.statements.get(pk=int(mark.get("data-said").split()[0]))
    opened = page(CEASEFIRE + mark.get("href").split("#")[0])
    panel = opened.words("//aside[@id='evidence']")
    assert said.quote.split()[0] in panel
    assert said.party.name in panel
    assert opened.one("//*[local-name()='a'][contains(@class, 'opens')][@aria-current]").get("href") == mark.get("href")


def test_words_that_open_alone_are_those_of_the_page(talks: Negotiation) -> None:
    said = talks.statements.filter(issue__slug="ceasefire", repeat_of=None).latest("said_on")
    url = f"{CEASEFIRE}?on=2025-11-27&a=ukraine&b=russia&open={said.pk}"
    headers = {"HX-Request": "true", "HX-Target": "evidence"}
    part = Page(Client().get(url, headers=headers))
    assert "<body" not in part.text
    assert words_of(part.root) == page(url).words("//aside[@id='evidence']")
    close = part.one("//a[@class='close']").get("href")
    assert "open=" not in close
    assert "a=ukraine" in close


def test_marks_and_walking_keep_the_clocks_and_the_sides(talks: Negotiation) -> None:
    found = page(f"{CEASEFIRE}?on=2025-06-02&a=ukraine&b=russia")
    hrefs = found.all("//*[local-name()='a'][contains(@class, 'opens')]/@href")
    assert hrefs
    assert all("on=2025-06-02" in href and "a=ukraine" in href and "b=russia" in href for href in hrefs)


def test_what_names_no_outcome_is_drawn_beside_the_scale(talks: Negotiation) -> None:
    drawn = page(CEASEFIRE).all("//*[contains(@class, 'strip-head')]/following-sibling::div[1]//@data-said")
    shown = {int(number) for mark in drawn for number in mark.split()}
    said = talks.statements.filter(issue__slug="ceasefire", outcome=None, repeat_of=None, said_on__gte="2025-01-01")
    assert shown == set(said.values_list("pk", flat=True))


def test_a_statement_that_names_no_outcome_says_so(talks: Negotiation) -> None:
    said = talks.statements.filter(issue__slug="ceasefire", act="threaten").first()
    assert said
    assert "names no outcome" in page(f"{CEASEFIRE}?open={said.pk}").words("//aside[@id='evidence']")


def test_a_statement_not_known_then_is_not_shown(talks: Negotiation) -> None:
    said = talks.statements.filter(issue__slug="ceasefire").first()
    assert said
    url = f"{CEASEFIRE}?open={said.pk}&known={LONG_BEFORE_THE_LOAD.date()}"
    panel = page(url).words("//aside[@id='evidence']")
    assert "Not on the record" in panel
    assert said.quote not in panel


def test_the_gap_is_worked_out_with_its_numbers(talks: Negotiation) -> None:
    told = page(f"{CEASEFIRE}?on=2025-05-16").words("//header[@class='issue-head']//details")
    assert "100 − 25 = 75" in told
    assert "100 × 75 ÷ 100 = 75 points" in told


def test_two_voices_of_one_day_are_flagged(db: None) -> None:
    found = sketch()
    one, other = found.article("We want half of it."), found.article("We want all of it.", paper="The Courier")
    found.says(one, "We want half", outcome=50)
    found.says(other, "We want all", outcome=100)
    told = page("/n/canal/issues/i0/")
    assert "Two voices" in told.words("//section[@aria-labelledby='now']")
    voice = told.one("//p[@class='note']//a").get("href").split("#")[0]
    assert "Two voices that day" in page("/n/canal/issues/i0/" + voice).words("//aside[@id='evidence']")


def test_a_contradiction_is_flagged_with_both_statements(db: None) -> None:
    found = sketch()
    before, after = found.article("No, said one."), found.article("Yes, said two.", on=FIRST_DAY + timedelta(days=3))
    one = found.says(before, "No", outcome=0, speaker="One")
    two = found.says(after, "Yes", outcome=100, speaker="Two")
    told = page("/n/canal/issues/i0/").one("//details[@class='at-odds']")
    assert "1 contradiction" in words_of(told)
    links = told.xpath(".//a[contains(@href, 'open=')]/@href")
    assert links == [f"?open={one.pk}#evidence", f"?open={two.pk}#evidence"]
    assert not page(f"/n/canal/issues/i0/?on={FIRST_DAY}").all("//details[@class='at-odds']")


def test_its_numbers_are_the_endpoints(talks: Negotiation) -> None:
    found = page(f"{CEASEFIRE}?on=2025-06-02")
    positions, gaps, said = found.all("//p[@class='takes']/a[text()='API']/@href")
    told = Client().get(positions).json()["results"]
    rows = found.all("//details[@class='numbers']//tbody/tr")
    assert [words_of(row.xpath("td")[0]) for row in rows] == [one["words"] for one in told]
    assert Client().get(gaps).json()["issue"] == "ceasefire"
    numbers = {int(row[1:]) for row in found.all(ROWS)}
    assert numbers <= {one["id"] for one in Client().get(f"{said}&limit=1000").json()["results"]}
    assert Client().get(found.all("//p[@class='takes']/a[text()='CSV']/@href")[0]).status_code == 200


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
        ("?open=", "open"),
        ("?open=first", "open"),
        ("?open=999999", "open"),
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


@pytest.mark.parametrize("number", [30, 60])
def test_open_words_cost_two_queries_more(queries_of: Count, number: int) -> None:
    articles = sketch().reports(number)
    said = articles[0].statements.get()
    assert queries_of(f"/n/canal/issues/i0/?open={said.pk}") == QUERIES + 2


@pytest.mark.parametrize("size", [3, 6])
def test_costs_the_same_queries_however_large_the_agenda(queries_of: Count, size: int) -> None:
    sketch(parties=size, issues=size, rounds=size).reports(4 * size)
    assert queries_of("/n/canal/issues/i0/") == QUERIES
