"""What a reader of the matrix may choose: order, parties, evidence, the day compared with, the tour."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from negotiations.models import Negotiation
from negotiations.web.tour import STOPS
from tests.talks import FIRST_DAY, sketch
from tests.web.conftest import MATRIX, Count
from tests.web.html import Page
from tests.web.test_matrix import QUERIES, matrix, refused

DAY = "?on=2025-06-02"


def gap(page: Page) -> str:
    return page.words("//*[@id='lead']/a[contains(@class, 'big-n')]")


def heads(page: Page) -> list[str]:
    return [head.text_content() for head in page.all("//table[contains(@class, 'matrix')]/tbody/tr/th/a")]


def test_the_two_sides_stand_alone_until_the_others_are_asked_for(talks: Negotiation) -> None:
    cells = "//td[contains(@class, 'cell')]"
    assert len(matrix(DAY).all(cells)) == 2 * len(heads(matrix(DAY)))
    assert len(matrix(f"{DAY}&others=1").all(cells)) == 6 * len(heads(matrix(DAY)))


def test_the_issues_stand_in_the_order_asked_for(talks: Negotiation) -> None:
    plain, wide = matrix(DAY), matrix(f"{DAY}&order=gap")
    assert sorted(heads(plain)) == sorted(heads(wide))
    numbers = [int(a.text_content().rsplit(" ", 1)[1]) for a in wide.all("//tbody//a[@class='gap-n']")]
    assert numbers == sorted(numbers, reverse=True)
    assert [int(a.text_content().rsplit(" ", 1)[1]) for a in plain.all("//tbody//a[@class='gap-n']")] != numbers


@pytest.mark.parametrize("switch", ["on_record", "no_state_media", "equal_weights"])
def test_each_switch_is_ticked_and_changes_the_history_of_the_gap(talks: Negotiation, switch: str) -> None:
    plain, switched = matrix(DAY), matrix(f"{DAY}&{switch}=1")
    box = f"//input[@name='{switch}'][@type='checkbox']"
    assert switched.one(box).get("checked") is not None
    assert plain.one(box).get("checked") is None
    numbers = "//*[contains(@class, 'chart-gap')]//tbody"
    assert switched.words(numbers) != plain.words(numbers)


def test_the_band_is_told_in_the_table_and_in_how_it_is_worked_out(talks: Negotiation) -> None:
    page = matrix(DAY)
    low, high = re.findall(r"gaps between ([\d.]+) and ([\d.]+)", page.words("//*[@id='how']"))[0]
    assert float(low) < float(gap(page)) < float(high)
    row = page.words("//*[contains(@class, 'chart-gap')]//tr[.//a[contains(@href, 'on=2025-06-02')]]")
    assert f"{float(low):.0f} to {float(high):.0f}" in row


def test_moves_are_told_since_the_day_or_the_span_asked_for(talks: Negotiation) -> None:
    heading = "//*[@id='moved']"
    assert matrix(DAY).words(heading) == "What moved since Istanbul 1"
    assert matrix(f"{DAY}&since=7d").words(heading) == "What moved in 7 days"
    assert matrix(f"{DAY}&since=2025-03-01").words(heading) == "What moved since 1 March 2025"


def test_who_only_refused_is_not_said_to_have_been_silent(talks: Negotiation) -> None:
    page = matrix("?on=2025-11-27&since=2025-11-23")
    told = page.words("//section[h3[@id='moves-ukraine']]")
    assert "No position stated and no outcome newly refused in 3 statements of these days" in told
    link = page.one("//section[h3[@id='moves-ukraine']]//p[@class='none']/a").get("href")
    assert "3 of " in Page(Client().get(link)).words("//*[@id='total']")


def test_a_new_refusal_is_told(talks: Negotiation) -> None:
    told = matrix("?on=2025-05-16&since=2025-05-14").words("//section[h3[@id='moves-ukraine']]")
    assert "Newly refused:" in told


def test_who_stated_no_position_is_said_to_have_spoken_nevertheless(db: None) -> None:
    found = sketch(rounds=1)
    found.says(found.article("We stand here."), "We stand", outcome=0)
    found.says(found.article("They lie.", on=FIRST_DAY + timedelta(days=5)), "They lie", outcome=None, act="accuse")
    page = Page(Client().get("/n/canal/?since=2d"))
    assert "No position stated and no outcome newly refused in 1 statement" in page.words(
        "//section[h3[@id='moves-p0']]"
    )
    assert "No statement of these days is coded" in page.words("//section[h3[@id='moves-p1']]")


def test_a_span_goes_along_to_another_day_and_a_day_stays_behind(talks: Negotiation) -> None:
    following = "//*[@id='day-bar']//a[@rel='next']/@href"
    assert "since=7d" in matrix(f"{DAY}&since=7d").all(following)[0]
    assert "since" not in matrix(f"{DAY}&since=2025-03-01").all(following)[0]


def test_the_trend_of_a_row_is_that_of_thirty_days_whatever_is_compared(talks: Negotiation) -> None:
    trends = "//td[contains(@class, 'gap')]//span[contains(@class, 'trend')]"
    one, other = ([" ".join(t.text_content().split()) for t in matrix(q).all(trends)] for q in (DAY, f"{DAY}&since=7d"))
    assert one == other
    assert any("closer" in trend for trend in one)


def test_every_stop_of_the_tour_tells_about_a_part_of_the_page_and_can_be_left(talks: Negotiation) -> None:
    for number, stop in enumerate(STOPS, start=1):
        page = matrix(f"{DAY}&tour={number}")
        assert page.words("//aside[@class='tour']/h2") == stop.title
        assert page.one(f"//*[@id='{stop.target}']") is not None
        assert page.one("//aside[@class='tour']//a[starts-with(text(), 'Leave')]").get("href").startswith(f"{DAY}#")
    assert not matrix(DAY).all("//aside[@class='tour']")


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("?order=size", ["order", "'size'", "issue, gap, change"]),
        ("?others=yes", ["others", "1 for on or 0 for off"]),
        ("?equal_weights=2", ["equal_weights", "1 for on"]),
        ("?since=0d", ["since", "30d"]),
        ("?since=30%20days", ["since", "30d"]),
        ("?tour=7", ["tour", "6"]),
        ("?tour=0", ["tour", "1"]),
        ("?on_recrod=1", ["on_recrod", "'on_record'"]),
    ],
)
def test_a_choice_that_is_none_is_refused_by_name(talks: Negotiation, query: str, says: list[str]) -> None:
    text = refused(query)
    assert all(words in text for words in says)


def test_no_choice_costs_a_query_more(talks: Negotiation, queries_of: Count) -> None:
    choices = "&order=gap&others=1&on_record=1&no_state_media=1&equal_weights=1&tour=2&since=90d"
    assert queries_of(f"{MATRIX}{DAY}{choices}") == queries_of(f"{MATRIX}{DAY}") == QUERIES


def test_what_stands_beside_a_chart_or_table_leads_to_the_same_choice(talks: Negotiation) -> None:
    page = matrix(f"{DAY}&no_state_media=1&since=7d")
    for link in page.all("//*[@class='takes']//a/@href"):
        assert "no_state_media=1" in link
        assert Client().get(link).status_code == 200
    assert len(page.all("//*[@class='takes']")) == 3
