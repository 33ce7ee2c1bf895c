from __future__ import annotations

import pytest
from django.test import Client

from negotiations.models import Negotiation
from tests.talks import sketch
from tests.web.conftest import MATRIX, Count
from tests.web.html import Page

ARTICLES = f"{MATRIX}articles/"
QUERIES = 3
# the negotiation; articles counted; a page of articles with outlet, round and number of statements


def test_lists_every_article_newest_first_with_its_statements_counted(talks: Negotiation) -> None:
    rows = Page(Client().get(ARTICLES)).all("//tbody/tr")
    assert len(rows) == 41
    days = [row.xpath(".//time/@datetime")[0] for row in rows]
    assert days == sorted(days, reverse=True)
    assert sum(int(row.xpath("string(td[last()])")) for row in rows) == talks.statements.count()


def test_each_leads_to_its_article(talks: Negotiation) -> None:
    links = Page(Client().get(ARTICLES)).all("//tbody//th//a/@href")
    assert all(Client().get(link).status_code == 200 for link in links[::10])


def test_a_long_list_goes_on_and_every_article_is_on_one_page(db: None) -> None:
    sketch().reports(60)
    first, second = (Page(Client().get(f"/n/canal/articles/?page={number}")) for number in (1, 2))
    links = [*first.all("//tbody//th//a/@href"), *second.all("//tbody//th//a/@href")]
    assert len(links) == len(set(links)) == 60
    assert first.one("//a[@rel='next']").get("href") == "?page=2"
    assert second.one("//a[@rel='prev']").get("href") == "?page=1"


@pytest.mark.parametrize("query", ["?page=2", "?page=0", "?page=x", "?pag=1", "?page=1&page=2"])
def test_a_page_that_is_not_there_is_refused(talks: Negotiation, query: str) -> None:
    assert Client().get(f"{ARTICLES}{query}").status_code == 400


def test_without_articles_says_how_to_bring_them_in(db: None) -> None:
    sketch()
    assert "manage.py ingest canal" in Client().get("/n/canal/articles/").content.decode()


@pytest.mark.parametrize("number", [20, 40])
def test_costs_the_same_queries_however_many_articles(queries_of: Count, number: int) -> None:
    sketch().reports(number)
    assert queries_of("/n/canal/articles/") == QUERIES
