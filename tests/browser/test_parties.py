"""Parties, rounds and demands as people walk through them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MATRIX, Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

RUSSIA = f"{MATRIX}parties/russia/"
BAR = ".chart-tone .chart-plot a[href*='week=2025-05-12']"


def contradictions(page: Page) -> int:
    return page.locator("#contradictions .contradiction").count()


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_list_of_parties_to_the_words_of_a_week(visit: Visit, javascript: bool) -> None:
    page = visit(f"{MATRIX}parties/", java_script_enabled=javascript)
    page.get_by_role("rowheader", name="RU Russia").get_by_role("link").click()
    expect(page).to_have_url(re.compile(f"{RUSSIA}$"))
    page.locator(BAR).click()
    expect(page).to_have_url(re.compile(r"\?week=2025-05-12#week$"))
    rows = page.locator("#week li.row")
    expect(rows.first).to_be_visible()
    title = page.locator(BAR).locator("title").text_content() or ""
    assert title.endswith(f"of {rows.count()} statements")
    rows.first.locator(".src a").click()
    expect(page).to_have_url(re.compile(r"/articles/\d+/#s\d+$"))
    page.go_back()
    expect(page.locator("#week li.row").first).to_be_visible()


def test_a_week_comes_without_another_page_and_goes_with_back(visit: Visit) -> None:
    page = visit(RUSSIA)
    page.evaluate("window.stayed = true")
    page.locator(BAR).click()
    expect(page.locator("#week li.row").first).to_be_visible()
    expect(page.locator("#week")).to_be_focused()
    assert page.evaluate("window.stayed")
    page.go_back()
    expect(page.locator("#week li.row")).to_have_count(0)


def test_a_week_is_reached_with_the_keyboard_alone(visit: Visit) -> None:
    page = visit(RUSSIA)
    summary = page.locator(".chart-tone summary", has_text="Numbers of this chart")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?week=\d{4}-\d\d-\d\d#week$"))
    expect(page.locator("#week li.row").first).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_another_window_keeps_the_day_and_is_in_the_address(visit: Visit, javascript: bool) -> None:
    page = visit(f"{RUSSIA}?on=2025-11-27", java_script_enabled=javascript)
    before = contradictions(page)
    page.get_by_label("Within").fill("60")
    page.locator("#contradictions").get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"on=2025-11-27&window=60"))
    expect(page.locator("#contradictions")).to_be_in_viewport()
    assert contradictions(page) > before
    shared = visit(page.url[page.url.index(MATRIX) :])
    assert contradictions(shared) == contradictions(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_from_round_to_round_and_to_the_words_of_a_position(visit: Visit, javascript: bool) -> None:
    page = visit(f"{MATRIX}rounds/", java_script_enabled=javascript)
    page.get_by_role("link", name="Direct talks, round 1", exact=True).click()
    expect(page.locator(".team")).to_have_count(3)
    page.locator("a[rel=next]").click()
    expect(page.locator("h2.h-issue")).to_have_text("Direct talks, round 2")
    page.locator("#before-after").locator("xpath=ancestor::section").locator("a[href*='cell=ceasefire.russia']").click()
    expect(page).to_have_url(re.compile(r"on=2025-06-03&cell=ceasefire\.russia#evidence$"))
    expect(page.locator("#evidence blockquote").first).to_be_visible()


def test_earlier_statements_around_a_round_come_below_the_others(visit: Visit) -> None:
    page = visit(f"{MATRIX}rounds/istanbul-2025-2/")
    rows = page.locator("section[aria-labelledby=around] li.row")
    expect(rows).to_have_count(20)
    page.get_by_role("link", name="Earlier statements").click()
    expect(rows.nth(25)).to_be_visible()
    ids = rows.evaluate_all("found => found.map(row => row.id)")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("javascript", [True, False])
def test_demands_are_narrowed_and_shared(visit: Visit, javascript: bool) -> None:
    page = visit(f"{MATRIX}demands/", java_script_enabled=javascript)
    rows = page.locator("tr[id^='d-']")
    everything = rows.count()
    page.get_by_label("Who asks").select_option("russia")
    page.get_by_label("Order").select_option("repeated")
    page.locator("#show-demands").click()
    expect(page).to_have_url(re.compile(r"party=russia&issue=&order=repeated"))
    expect(rows).not_to_have_count(everything)
    shared = visit(page.url[page.url.index(MATRIX) :])
    expect(shared.get_by_label("Who asks")).to_have_value("russia")
    assert shared.locator("tr[id^='d-']").count() == rows.count()
    shared.get_by_role("link", name="Clear").click()
    assert shared.locator("tr[id^='d-']").count() == everything


def test_another_choice_of_demands_comes_without_another_page_and_goes_with_back(visit: Visit) -> None:
    page = visit(f"{MATRIX}demands/")
    rows = page.locator("tr[id^='d-']")
    everything = rows.count()
    page.evaluate("window.stayed = true")
    page.get_by_label("Who asks").select_option("ukraine")
    page.locator("#show-demands").click()
    expect(page).to_have_url(re.compile("party=ukraine"))
    expect(rows).not_to_have_count(everything)
    assert page.evaluate("window.stayed")
    expect(page.locator("#show-demands")).to_be_focused()
    expect(page.locator("#foot a").first).to_have_attribute("href", re.compile("party=ukraine"))
    page.go_back()
    expect(rows).to_have_count(everything)


def test_each_time_a_demand_was_made_leads_to_its_words(visit: Visit) -> None:
    page = visit(f"{MATRIX}demands/")
    row = page.locator("#d-ua-unconditional-ceasefire")
    row.locator("details.each summary").click()
    row.locator("details.each a").first.click()
    expect(page).to_have_url(re.compile(r"/articles/\d+/#s\d+$"))
    anchor = page.url.split("#")[1]
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()
    expect(page.locator(f"#{anchor}")).to_contain_text("ceasefire")


def test_on_a_phone_demands_are_cards_that_name_what_they_show(visit: Visit) -> None:
    page = visit(f"{MATRIX}demands/", viewport={"width": 360, "height": 740})
    cell = page.locator("#d-ua-unconditional-ceasefire td").first
    assert cell.evaluate("e => getComputedStyle(e, '::before').content") == '"Asked of"'
    assert page.locator("table").first.evaluate("e => e.scrollWidth") <= 360
    assert page.get_by_role("row").count() > 10  # it stays a table for who hears it
