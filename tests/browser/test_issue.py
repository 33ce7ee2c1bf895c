"""The lanes of an issue: words on hover and focus, a choice that opens them, the keyboard, no JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MATRIX, Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

CEASEFIRE = f"{MATRIX}issues/ceasefire/"
MARKS = ".lanes a.opens"


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.dataset.said || document.activeElement.id"))


def test_a_mark_shows_its_words_under_the_pointer(visit: Visit) -> None:
    page = visit(CEASEFIRE)
    tip = page.locator("#tip")
    expect(tip).to_be_hidden()
    page.locator(MARKS).last.hover()
    expect(tip).to_be_visible()
    expect(tip.locator(".tip-words")).not_to_be_empty()
    page.mouse.move(5, 5)
    expect(tip).to_be_hidden()


@pytest.mark.parametrize("javascript", [True, False])
def test_choosing_a_mark_opens_its_words_beside_the_chart(visit: Visit, javascript: bool) -> None:
    page = visit(CEASEFIRE, java_script_enabled=javascript)
    mark = page.locator(MARKS).last
    number = (mark.get_attribute("data-said") or "").split()[0]
    mark.click()
    expect(page).to_have_url(re.compile(rf"open={number}"))
    expect(page.locator("#evidence blockquote")).to_be_in_viewport()
    expect(page.locator(f"{MARKS}[aria-current]")).to_have_count(1)
    page.reload()
    expect(page.locator("#evidence blockquote")).to_be_visible()
    page.locator("#evidence .close").click()
    expect(page.locator("#evidence blockquote")).to_have_count(0)
    expect(page.locator(f"{MARKS}[aria-current]")).to_have_count(0)


def test_the_words_come_without_another_page_and_back_takes_them_away(visit: Visit) -> None:
    page = visit(CEASEFIRE)
    page.evaluate("window.stayed = true")
    page.locator(MARKS).last.click()
    expect(page.locator("#evidence blockquote")).to_be_visible()
    first = page.url
    page.locator("#evidence [rel=prev]").click()
    expect(page).not_to_have_url(first)
    expect(page.locator(f"{MARKS}[aria-current]")).to_have_count(1)
    page.go_back()
    expect(page).to_have_url(first)
    expect(page.locator("#evidence blockquote")).to_be_visible()
    page.go_back()
    expect(page.locator("#evidence blockquote")).to_have_count(0)
    assert page.evaluate("window.stayed")


def test_the_keyboard_walks_the_marks_and_opens_one(visit: Visit) -> None:
    page = visit(CEASEFIRE)
    expect(page.locator(f"{MARKS}[tabindex='0']")).to_have_count(1)
    page.locator(f"{MARKS}[tabindex='0']").focus()
    seen = [focused(page)]
    for key in ("ArrowLeft", "ArrowLeft", "ArrowRight", "Home", "End"):
        page.keyboard.press(key)
        seen.append(focused(page))
        expect(page.locator("#tip")).to_be_visible()
    assert seen[1] == seen[3]
    assert seen[0] == seen[5]
    assert len(set(seen)) == 4
    expect(page.locator(f"{MARKS}[tabindex='0']")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#evidence")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#evidence blockquote")).to_have_count(0)
    expect(page.locator(f"{MARKS}[data-said='{seen[0]}']")).to_be_focused()


def test_on_a_phone_the_words_come_into_sight_and_no_column_hides(visit: Visit) -> None:
    page = visit(CEASEFIRE, viewport={"width": 360, "height": 740})
    page.locator(MARKS).last.dispatch_event("click")
    expect(page.locator("#evidence blockquote")).to_be_in_viewport()
    last = page.locator("section[aria-labelledby=now] tbody tr").first.locator("td").last
    box = last.bounding_box()
    assert box
    assert box["x"] + box["width"] <= 360
