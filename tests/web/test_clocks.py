"""Both clocks stand on every page of a negotiation, and every page can be cited."""

from __future__ import annotations

import pytest
from django.test import Client

from negotiations.models import Negotiation
from tests.web.conftest import MATRIX
from tests.web.html import Page

PAGES = ["", "issues/", "issues/ceasefire/"]


def opened(place: str, query: str = "") -> Page:
    response = Client().get(f"{MATRIX}{place}{query}")
    assert response.status_code == 200
    return Page(response)


@pytest.mark.parametrize("place", PAGES)
def test_the_corner_tells_both_clocks_and_keeps_what_else_was_asked(talks: Negotiation, place: str) -> None:
    page = opened(place, "?on=2025-06-02")
    assert page.words("//*[@id='clocks']/summary") == "As of 2 Jun 2025, as known now"
    known = opened(place, "?on=2025-06-02&known=2026-01-31")
    assert "as known on 31 Jan 2026" in known.words("//*[@id='clocks']/summary")


def test_setting_the_clocks_keeps_the_sides(talks: Negotiation) -> None:
    page = opened("issues/ceasefire/", "?a=us&on=2025-06-02")
    hidden = page.one("//*[@id='clocks']//input[@type='hidden']")
    assert (hidden.get("name"), hidden.get("value")) == ("a", "us")


@pytest.mark.parametrize("place", PAGES)
def test_the_citation_leads_to_the_same_answer_for_good(talks: Negotiation, place: str) -> None:
    page = opened(place, "?on=2025-06-02")
    text, bibtex = page.all("//*[@class='cite']//textarea")
    lasting = page.one("//*[@id='foot']//a[contains(text(), 'Permanent')]").get("href")
    assert f"http://testserver{MATRIX}{place}{lasting}" in text.text_content()
    assert f"http://testserver{MATRIX}{place}{lasting}" in bibtex.text_content()
    assert "known=" in lasting
    assert Client().get(f"{MATRIX}{place}{lasting}").status_code == 200


def test_the_foot_of_the_matrix_leads_to_its_very_number(talks: Negotiation) -> None:
    page = opened("", "?on=2025-06-02&on_record=1&equal_weights=1&since=7d")
    link = page.all("//*[@id='foot']//a[contains(@href, '/api/v1/')]/@href")[0]
    told = Client().get(link).json()
    assert f"{told['overall']['points']:.0f}" == page.words("//*[@id='lead']/a")
    assert told["since"]["label"] == "7 days before"


def test_the_list_of_negotiations_can_be_cited_with_each_last_day(talks: Negotiation) -> None:
    home = Page(Client().get("/"))
    lasting = home.one("//*[@id='foot']//a[contains(text(), 'Permanent')]").get("href")
    assert "on=" not in lasting
    again = Page(Client().get(f"/{lasting}"))
    assert again.words("//ol[@class='negs']") == home.words("//ol[@class='negs']")


@pytest.mark.parametrize("place", PAGES)
def test_the_foot_leads_to_the_same_numbers(talks: Negotiation, place: str) -> None:
    link = opened(place, "?on=2025-06-02").all("//*[@id='foot']//a[contains(@href, '/api/v1/')]/@href")
    for address in link:
        told = Client().get(address)
        assert told.status_code == 200
        assert told.json()["clock"]["on"] == "2025-06-02"
