"""An article read: the list in step with the text, and the text with the list."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MATRIX, Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

SHORT = {"width": 1440, "height": 420}


def opened(visit: Visit, **context: object) -> Page:
    """The article with the most statements."""
    page = visit(f"{MATRIX}articles/", **context)
    rows = page.locator("tbody tr").evaluate_all(
        "rows => rows.map(r => [Number(r.lastElementChild.textContent), r.querySelector('a').href])"
    )
    page.goto(max(rows)[1])
    return page


def test_the_list_follows_the_text(visit: Visit) -> None:
    page = opened(visit, viewport=SHORT)
    page.mouse.move(300, 300)
    seen = []
    for _ in range(12):
        page.mouse.wheel(0, 120)
        page.wait_for_timeout(80)
        seen += page.locator(".st[aria-current]").evaluate_all("found => found.map(e => e.id)")
    assert len(set(seen)) > 2
    numbers = page.locator(".st").evaluate_all("found => found.map(e => e.id)")
    assert [numbers.index(one) for one in seen] == sorted(numbers.index(one) for one in seen)
    current = page.locator(".st[aria-current]")
    expect(current).to_have_count(1)
    expect(current).to_be_in_viewport()


def test_an_item_brings_its_passage_into_sight_and_back_restores_it(visit: Visit) -> None:
    page = opened(visit, viewport=SHORT)
    last, first = page.locator(".st").last, page.locator(".st").first
    number = (last.get_attribute("id") or "").removeprefix("s")
    last.locator(".to-passage").click()
    expect(page).to_have_url(re.compile(rf"#p{number}$"))
    expect(page.locator(f".art mark[data-statements~='{number}']").first).to_be_in_viewport()
    expect(last).to_have_attribute("aria-current", "true")
    first.locator(".to-passage").click()
    expect(first).to_have_attribute("aria-current", "true")
    page.go_back()
    expect(last).to_have_attribute("aria-current", "true")
    expect(page.locator(f".art mark[data-statements~='{number}']").first).to_be_in_viewport()


def test_the_keyboard_walks_the_list_and_the_text_follows(visit: Visit) -> None:
    page = opened(visit, viewport=SHORT)
    last = page.locator(".st").last
    page.keyboard.press("Tab")
    last.locator(".to-passage").focus()
    number = (last.get_attribute("id") or "").removeprefix("s")
    expect(page.locator(f".art mark[data-statements~='{number}']").first).to_be_in_viewport()
    expect(last).to_have_attribute("aria-current", "true")


def test_without_javascript_numbers_lead_to_passages_and_back(visit: Visit) -> None:
    page = opened(visit, viewport=SHORT, java_script_enabled=False)
    last = page.locator(".st").last
    number = (last.get_attribute("id") or "").removeprefix("s")
    last.locator(".to-passage").click()
    expect(page.locator(f".art mark[data-statements~='{number}']").first).to_be_in_viewport()
    page.locator(f".art mark[data-statements~='{number}'] > a").first.click()
    expect(last).to_be_in_viewport()
    page.locator(".by-party a").nth(1).click()
    expect(page).to_have_url(re.compile(r"party="))
