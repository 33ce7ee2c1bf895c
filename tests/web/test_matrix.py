from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from negotiations.models import Negotiation, Round
from tests.talks import LONG_BEFORE_THE_LOAD, sketch
from tests.web.conftest import MATRIX, Count
from tests.web.html import Page

ROUND_ONE = "2025-05-16"
QUERIES = 14
# the negotiation; its agenda: negotiation, parties, memberships, issues, options, saliences, rounds;
# revision, statements; what is weak among them: their sources, their channels;
# the words of the moves, the options of their issues
WITH_EVIDENCE = QUERIES + 2
# the words of the cell, the options of its issue


def matrix(query: str = "", client: Client | None = None) -> Page:
    response = (client or Client()).get(f"{MATRIX}{query}")
    assert response.status_code == 200
    return Page(response)


def refused(query: str) -> str:
    response = Client().get(f"{MATRIX}{query}")
    assert response.status_code == 400
    return " ".join(Page(response).one("//*[@id='main']").text_content().split())


def answer(page: Page) -> str:
    return page.words("//table[contains(@class, 'matrix')]/tbody")


def test_ukraine_stood_at_an_unconditional_truce_when_the_first_round_was_held(talks: Negotiation) -> None:
    assert "Full truce, unconditional" in matrix(f"?on={ROUND_ONE}").cell("ceasefire.ukraine")


def test_russia_was_far_from_it(talks: Negotiation) -> None:
    page = matrix(f"?on={ROUND_ONE}")
    assert "Truce to be negotiated" in page.cell("ceasefire.russia")
    gap = "//tbody/tr[.//a[contains(@href, '/issues/ceasefire/')]]//td[contains(@class, 'gap')]"
    assert int(re.findall(r"\d+", page.words(gap))[0]) >= 50


def test_a_click_on_a_cell_brings_the_words_and_they_lead_to_their_place_in_the_article(talks: Negotiation) -> None:
    page = matrix(f"?on={ROUND_ONE}")
    link = page.one("//a[contains(@class, 'cell-link')][contains(@href, 'cell=ceasefire.ukraine#')]").get("href")
    opened = matrix(link.split("#")[0])
    source = opened.all("//*[@id='evidence']//a[contains(@href, '/articles/')]")[0].get("href")
    path, anchor = source.split("#")
    span = opened.all("//*[@id='evidence']//blockquote//mark")[0].text_content()
    article = Page(Client().get(path))
    assert " ".join(span.split()) in article.words(f"//li[@id='{anchor}']")
    passages = article.all(f"//*[contains(@class, 'art')]//mark[contains(@data-statements, '{anchor[1:]} ')]")
    assert "".join(mark.text_content() for mark in passages).startswith(span[:20])


def test_the_day_before_and_after_each_round_between_the_sides_differs(talks: Negotiation) -> None:
    rounds = Round.objects.filter(negotiation=talks, slug__startswith="istanbul-2025")
    assert len(rounds) == 3
    for held in rounds:
        before = matrix(f"?on={held.start - timedelta(days=1)}")
        after = matrix(f"?on={held.end + timedelta(days=1)}")
        assert cells(before) != cells(after), held.slug


def cells(page: Page) -> dict[str, str]:
    """What each party would accept, without how long ago it said so."""
    found = page.all("//td[contains(concat(' ', @class, ' '), ' cell ')]//a[contains(@class, 'cell-link')]")
    return {re.findall(r"cell=([^#&]+)", link.get("href"))[0]: link.text_content() for link in found}


def test_without_a_day_it_shows_the_last_on_which_something_was_said(talks: Negotiation) -> None:
    last = max(statement.said_on for statement in talks.statements.all())
    assert matrix().one("//input[@id='on']").get("value") == str(last)


def test_was_empty_before_anything_was_known(talks: Negotiation) -> None:
    page = matrix(f"?on={ROUND_ONE}&known={LONG_BEFORE_THE_LOAD.date()}")
    assert not page.all("//a[contains(@class, 'cell-link')]")
    assert page.all("//td[contains(@class, 'cell')]")
    assert "Nothing was on the record" in page.words("//*[@id='lead']")
    assert page.all(f"//a[@href='?on={ROUND_ONE}']")  # the way back to what is known today


def test_shows_the_two_sides_that_are_asked_for(talks: Negotiation) -> None:
    page = matrix(f"?on={ROUND_ONE}&a=us&b=europe")
    heads = [" ".join(head.text_content().split()) for head in page.all("//thead//th[contains(@class, 'col-')]")]
    assert "United States" in heads[0]
    assert "Europe" in heads[2]


@pytest.mark.parametrize(
    ("query", "sides"),
    [("?a=us", ("us", "ukraine")), ("?b=us", ("russia", "us")), ("?a=ukraine", ("ukraine", "russia"))],
)
def test_one_side_asked_for_is_compared_with_a_default_one(
    talks: Negotiation, query: str, sides: tuple[str, str]
) -> None:
    page = matrix(query)
    chosen = [page.one(f"//select[@name='{name}']/option[@selected]").get("value") for name in "ab"]
    assert tuple(chosen) == sides


def test_the_default_first_side_asked_for_as_the_second_changes_places(talks: Negotiation) -> None:
    page = matrix("?b=russia")
    assert page.one("//select[@name='a']/option[@selected]").get("value") == "ukraine"
    assert page.one("//select[@name='b']/option[@selected]").get("value") == "russia"


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("?on=nonsense", ["on", "nonsense", "YYYY-MM-DD"]),
        ("?on=2025-02-30", ["on", "2025-02-30"]),
        ("?known=2999-01-01", ["known", "future"]),
        ("?known=yesterday", ["known", "yesterday"]),
        ("?onn=2025-05-16", ["onn", "did you mean 'on'"]),
        ("?on=2025-05-16&on=2025-05-17", ["on", "more than once"]),
        ("?a=rusia", ["a", "'rusia'", "'russia'"]),
        ("?b=atlantis", ["b", "'atlantis'", "russia, ukraine"]),
        ("?a=russia&b=russia", ["b", "'russia'"]),
        ("?cell=cease-fire.russia", ["cell", "'cease-fire'", "'ceasefire'"]),
        ("?cell=ceasefire.rusia", ["cell", "'rusia'", "'russia'"]),
        ("?cell=ceasefire", ["cell", "expected issue.party"]),
        ("?since=soon", ["since", "soon"]),
        ("?on=2025-05-16%00", ["on"]),
        ("?on=2025-5-1", ["on", "'2025-5-1' is no day", "YYYY-MM-DD"]),
        ("?on=٢٠٢٥-٠٥-١٦", ["on", "is no day"]),
        ("?on=2025-02-30", ["on", "is no day"]),
        ("?on=9999-12-31", ["on", "outside the years 1800 to 2999"]),
        ("?on=1799-12-31", ["on", "outside the years 1800 to 2999"]),
        ("?known=0001-01-01T00:00:00%2B14:00", ["known", "outside the years 1800 to 2999"]),
        ("?known=9999-12-31T23:00:00-14:00", ["known", "outside the years 1800 to 2999"]),
        ("?known=2025-6-1T12:00:00Z", ["known", "is no instant"]),
        ("?known=٢٠٢٥-٠٦-٠١", ["known", "is no instant"]),
    ],
)
def test_what_cannot_be_answered_is_refused_by_name(talks: Negotiation, query: str, says: list[str]) -> None:
    text = refused(query)
    for words in says:
        assert words in text


@pytest.mark.parametrize("day", ["1800-01-01", "2999-12-31"])
def test_every_page_takes_the_first_day_and_the_last(talks: Negotiation, day: str) -> None:
    for place in ("", "issues/", "issues/ceasefire/"):
        assert Client().get(f"{MATRIX}{place}?on={day}").status_code == 200


def test_each_wrong_parameter_is_named(talks: Negotiation) -> None:
    text = refused("?onn=1&sinse=2&x=3")
    assert all(name in text for name in ("onn", "sinse", "x"))


def test_what_is_asked_for_never_comes_back_as_markup(talks: Negotiation) -> None:
    response = Client().get(f"{MATRIX}?on=<script>alert(1)</script>&<b>=1")
    assert response.status_code == 400
    assert b"<script>alert" not in response.content
    assert b"<b>" not in response.content


def test_a_cell_that_nothing_was_coded_for_has_no_evidence(talks: Negotiation) -> None:
    page = matrix("?cell=ceasefire.hungary")
    assert not page.all("//*[@id='evidence']//blockquote")


def test_an_unknown_negotiation_is_not_found(db: None) -> None:
    assert Client().get("/n/atlantis/").status_code == 404


def test_says_that_two_parties_are_needed(db: None) -> None:
    sketch("canal", parties=1)
    response = Client().get("/n/canal/")
    assert response.status_code == 200
    assert "two sides" in response.content.decode()


def test_a_negotiation_without_statements_says_how_to_bring_them_in(db: None) -> None:
    sketch("canal")
    assert "manage.py ingest canal" in Client().get("/n/canal/").content.decode()


def test_only_reading_is_allowed(talks: Negotiation) -> None:
    assert Client().post(MATRIX).status_code == 405
    assert Client().head(MATRIX).status_code == 200


def test_the_permanent_link_answers_the_same(talks: Negotiation) -> None:
    page = matrix(f"?on={ROUND_ONE}")
    link = page.one("//*[@id='foot']//a[contains(@href, 'known=')]").get("href")
    assert answer(matrix(link)) == answer(page).replace("cell=", "cell=")


def test_the_gap_is_also_a_table_of_numbers(talks: Negotiation) -> None:
    page = matrix(f"?on={ROUND_ONE}")
    rows = page.all("//details[contains(@class, 'numbers')]//tbody/tr")
    assert len(rows) > 10
    assert all(date.fromisoformat(row.xpath(".//a/@href")[0].split("on=")[1][:10]) for row in rows)


@pytest.mark.parametrize("number", [12, 24])
def test_costs_the_same_queries_however_many_statements(queries_of: Count, number: int) -> None:
    sketch(issues=2).reports(number)
    assert queries_of("/n/canal/") == QUERIES
    assert queries_of("/n/canal/?cell=i0.p0") == WITH_EVIDENCE


@pytest.mark.parametrize(("parties", "issues", "rounds"), [(3, 2, 2), (6, 4, 4), (12, 8, 8)])
def test_costs_the_same_queries_however_large_the_agenda(
    queries_of: Count, parties: int, issues: int, rounds: int
) -> None:
    found = sketch(parties=parties, issues=issues, rounds=rounds)
    found.reports(4 * issues)
    for party in range(2, parties):
        article = found.article(f"We too, says {party}.")
        for issue in range(issues):
            found.says(article, "We too", party=party, issue=issue)
    assert queries_of("/n/canal/") == QUERIES
    assert queries_of("/n/canal/?cell=i0.p0") == WITH_EVIDENCE


def test_a_day_compared_with_lies_before_the_day_shown(talks: Negotiation) -> None:
    response = Client().get(f"{MATRIX}?on=2025-05-16&since=2025-07-23")
    assert response.status_code == 400
    assert "since" in response.content.decode()


def test_a_day_long_after_the_last_word_keeps_the_history_in_view(talks: Negotiation) -> None:
    table = matrix("?on=2026-11-22").one("//*[contains(@class, 'chart-gap')]//table")
    assert len(table.xpath(".//tbody/tr")) > 5
