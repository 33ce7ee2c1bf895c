from __future__ import annotations

import pytest
from django.test import Client

from accounts.roles import Role
from negotiations.models import Negotiation
from tests.talks import LONG_BEFORE_THE_LOAD, person, sketch
from tests.web.conftest import Count
from tests.web.html import Page

QUERIES = 12
# negotiations that may be seen, statements, articles counted;
# the agenda: negotiation, parties, memberships, issues, options, saliences, rounds;
# the words of the last changes, the options of their issues


def home(query: str = "", client: Client | None = None) -> Page:
    response = (client or Client()).get(f"/{query}")
    assert response.status_code == 200
    return Page(response)


def test_lists_each_negotiation_with_its_gap_its_latest_round_and_its_last_change(talks: Negotiation) -> None:
    entry = home().one("//li[contains(@class, 'neg')][.//a[@href='/n/russia-ukraine-talks/']]")
    text = " ".join(entry.text_content().split())
    assert "Russia–Ukraine talks" in text
    assert "of 12 issues" in text
    assert entry.xpath(".//svg[contains(@class, 'sparkline')]")
    assert entry.xpath(".//blockquote")
    assert entry.xpath(".//a[contains(@href, '/articles/') and contains(@href, '#s')]")
    assert "291 statements" in home().text


def test_asks_for_the_first_negotiation_when_there_is_none(db: None) -> None:
    Negotiation.objects.update(public=False)
    assert "manage.py" in home().text


def test_says_of_a_negotiation_without_statements_that_nothing_is_known(db: None) -> None:
    sketch("canal")
    entry = home().one("//li[contains(@class, 'neg-thin')]")
    assert "Talks on the canal" in entry.text_content()


def test_one_not_public_is_listed_for_its_members(db: None) -> None:
    hidden = sketch("canal", public=False)
    assert "Talks on the canal" not in home().text
    signed_in = Client()
    signed_in.force_login(person(Role.READER))
    assert "Talks on the canal" not in home(client=signed_in).text
    person(Role.READER).grants.create(negotiation=hidden.negotiation, role=Role.READER)
    assert "Talks on the canal" in home(client=signed_in).text


def test_knows_nothing_at_an_instant_before_the_load(talks: Negotiation) -> None:
    page = home(f"?known={LONG_BEFORE_THE_LOAD.date()}")
    assert "0 statements" in page.text
    assert "0 articles" in page.text


def test_shows_the_gap_of_the_day_asked_for(talks: Negotiation) -> None:
    gap = "//a[contains(@class, 'gap-n')]"
    assert home("?on=2025-05-16").words(gap) != home("?on=2025-06-02").words(gap)


@pytest.mark.parametrize("number", [1, 2, 4])
def test_costs_the_same_queries_however_many_negotiations(queries_of: Count, number: int) -> None:
    for at in range(number):
        sketch(f"canal-{at}", issues=2, rounds=2).reports(6)
    assert queries_of("/") == QUERIES


@pytest.mark.parametrize("number", [10, 20])
def test_costs_the_same_queries_however_many_statements(queries_of: Count, number: int) -> None:
    sketch().reports(number)
    assert queries_of("/") == QUERIES
