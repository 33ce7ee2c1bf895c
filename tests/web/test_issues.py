from __future__ import annotations

import pytest
from django.test import Client

from negotiations.models import Negotiation
from tests.talks import sketch
from tests.web.conftest import MATRIX, Count
from tests.web.html import Page

QUERIES = 10
# the negotiation; its agenda: negotiation, parties, memberships, issues, options, saliences, rounds;
# revision, statements


def page(query: str = "") -> Page:
    return Page(Client().get(f"{MATRIX}issues/{query}"))


def test_lists_every_issue_with_both_sides_and_the_gap(talks: Negotiation) -> None:
    rows = page("?on=2025-05-16").all("//tbody/tr")
    assert len(rows) == talks.issue_set.count()
    first = " ".join(rows[0].text_content().split())
    assert "Ceasefire" in first
    assert "Truce to be negotiated" in first
    assert "Full truce, unconditional" in first
    assert "75" in first


def test_its_links_keep_the_day(talks: Negotiation) -> None:
    links = page("?on=2025-05-16").all("//tbody//th//a/@href")
    assert links
    assert all("on=2025-05-16" in link for link in links)
    assert all(Client().get(link).status_code == 200 for link in links[:2])


def test_refuses_what_it_does_not_know(talks: Negotiation) -> None:
    assert Client().get(f"{MATRIX}issues/?a=russia").status_code == 400


@pytest.mark.parametrize("size", [2, 4, 8])
def test_costs_the_same_queries_however_large_the_agenda(queries_of: Count, size: int) -> None:
    sketch(parties=size, issues=size, rounds=size).reports(3 * size)
    assert queries_of("/n/canal/issues/") == QUERIES
