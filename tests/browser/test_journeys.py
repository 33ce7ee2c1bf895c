"""What people do with Parley, with a mouse, with the keyboard alone, and without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MATRIX, ROUND_ONE, Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

CELL = ".cell-link[href*='cell=ceasefire.ukraine#']"


def day_of(page: Page) -> str:
    return page.locator("#on").input_value()


def wait_for_another_day(page: Page, day: str) -> None:
    page.wait_for_function("day => document.getElementById('on')?.value !== day", arg=day)
    page.wait_for_function("() => location.search.includes(document.getElementById('on').value)")


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_list_to_the_words_in_the_article(visit: Visit, javascript: bool) -> None:
    page = visit("/", java_script_enabled=javascript)
    page.get_by_role("heading", name="Russia–Ukraine talks").get_by_role("link").click()
    expect(page).to_have_url(re.compile(f"{MATRIX}$"))
    page.goto(page.url + "?on=2025-05-16")
    page.locator(CELL).click()
    expect(page).to_have_url(re.compile(r"cell=ceasefire\.ukraine"))
    panel = page.locator("#evidence")
    words = panel.locator("blockquote mark").first.inner_text()
    source = panel.locator("a[href*='/articles/']").first
    anchor = (source.get_attribute("href") or "").split("#")[1]
    source.click()
    expect(page).to_have_url(re.compile(rf"/articles/\d+/.*#{anchor}$"))
    passage = page.locator(f".art mark[data-statements~='{anchor[1:]}']")
    expect(passage.first).to_be_visible()
    assert passage.first.inner_text()[:15] == words[:15]
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()
    if javascript:
        expect(passage.first).to_have_class(re.compile("sg-now"))
        expect(passage.first).to_be_in_viewport()


def test_the_words_come_beside_the_table_without_another_page(visit: Visit) -> None:
    page = visit(ROUND_ONE)
    page.evaluate("window.stayed = true")
    page.locator(CELL).click()
    expect(page.locator("#evidence blockquote").first).to_be_visible()
    expect(page.locator("#evidence")).to_be_in_viewport()
    assert page.evaluate("window.stayed")
    expect(page.locator(CELL)).to_have_attribute("aria-current", "true")
    expect(page.locator(".cell-link[aria-current]")).to_have_count(1)
    page.locator(".cell-link[href*='cell=ceasefire.russia#']").click()
    expect(page.locator("#evidence h2")).to_contain_text("Russia")
    expect(page.locator(".cell-link[aria-current]")).to_have_count(1)
    page.locator("#evidence .close").click()
    expect(page.locator("#evidence blockquote")).to_have_count(0)
    expect(page.locator(".cell-link[aria-current]")).to_have_count(0)


def test_on_a_phone_the_words_come_into_sight(visit: Visit) -> None:
    page = visit(ROUND_ONE, viewport={"width": 360, "height": 740})
    page.locator(CELL).click()
    expect(page.locator("#evidence blockquote").first).to_be_in_viewport()


def test_the_keyboard_moves_the_slider_the_day_and_the_address(visit: Visit) -> None:
    page = visit(ROUND_ONE)
    lead = page.locator("#lead").inner_text()
    seen = ["2025-05-16"]
    for _ in range(3):
        slider = page.locator("#answer input[type=range]")
        if len(seen) == 1:
            slider.focus()
        expect(slider).to_be_focused()
        page.keyboard.press("ArrowRight")
        wait_for_another_day(page, seen[-1])
        seen.append(day_of(page))
    assert seen == sorted(set(seen))
    assert f"on={seen[-1]}" in page.url
    assert page.locator("#lead").inner_text() != lead
    expect(page).to_have_title(re.compile(r"2025"))
    expect(page.locator("#foot a[href*='on=']").first).to_have_attribute("href", re.compile(seen[-1]))
    page.keyboard.press("ArrowLeft")
    wait_for_another_day(page, seen[-1])
    assert day_of(page) == seen[-2]


def test_the_slider_moves_from_a_day_on_which_nothing_changed(visit: Visit) -> None:
    page = visit(f"{MATRIX}?on=2025-06-20")
    page.locator("#answer input[type=range]").focus()
    page.keyboard.press("ArrowRight")
    wait_for_another_day(page, "2025-06-20")
    assert "2025-06-20" < day_of(page) < "2025-08-01"


def test_back_and_forward_restore_the_day(visit: Visit) -> None:
    page = visit(ROUND_ONE)
    before = page.locator("#answer").inner_text()
    page.locator("#on").fill("2025-06-02")
    page.get_by_role("button", name="Show").click()
    wait_for_another_day(page, "2025-05-16")
    page.go_back()
    expect(page).to_have_url(re.compile("on=2025-05-16$"))
    expect(page.locator("#answer")).to_have_count(1)
    page.wait_for_function("words => document.getElementById('answer').innerText === words", arg=before)
    page.go_forward()
    expect(page).to_have_url(re.compile("on=2025-06-02"))
    page.wait_for_function("words => document.getElementById('answer').innerText !== words", arg=before)


def test_back_works_when_the_browser_forgot_the_page(visit: Visit) -> None:
    page = visit(ROUND_ONE)
    page.locator(CELL).click()
    expect(page.locator("#evidence blockquote").first).to_be_visible()
    page.evaluate("sessionStorage.removeItem('htmx-history-cache')")
    page.go_back()
    expect(page.locator("#evidence blockquote")).to_have_count(0)
    expect(page.locator("header.top")).to_have_count(1)
    expect(page.locator("table.matrix")).to_have_count(1)


def test_a_reload_shows_the_same(visit: Visit) -> None:
    page = visit(ROUND_ONE)
    page.locator(CELL).click()
    expect(page.locator("#evidence blockquote").first).to_be_visible()
    shown = page.locator("#evidence").inner_text()
    page.reload()
    assert page.locator("#evidence").inner_text() == shown
    expect(page.locator("header.top")).to_have_count(1)


def test_without_javascript_the_day_moves_and_no_control_is_dead(visit: Visit) -> None:
    page = visit(ROUND_ONE, java_script_enabled=False)
    expect(page.locator("input[type=range]")).to_be_hidden()
    page.locator("#on").fill("2025-06-02")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("on=2025-06-02"))
    page.locator("a[rel=prev]").click()
    expect(page).not_to_have_url(re.compile("on=2025-06-02"))


def test_the_keyboard_alone_reaches_a_cell_and_opens_it(visit: Visit) -> None:
    page = visit(ROUND_ONE)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.cell-link')"):
            break
    assert page.evaluate("document.activeElement.matches('.cell-link')")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    page.keyboard.press("Enter")
    expect(page.locator("#evidence blockquote").first).to_be_visible()


@pytest.mark.parametrize("by", ["keyboard", "mouse"])
def test_the_focus_follows_the_evidence_and_escape_brings_it_back(visit: Visit, by: str) -> None:
    page = visit(ROUND_ONE)
    page.locator(CELL).focus()
    page.keyboard.press("Enter") if by == "keyboard" else page.locator(CELL).click()
    expect(page.locator("#evidence blockquote").first).to_be_visible()
    expect(page.locator("#evidence")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#evidence .close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#evidence blockquote")).to_have_count(0)
    expect(page.locator(CELL)).to_be_focused()
    expect(page).not_to_have_url(re.compile("cell="))


def test_a_page_that_opens_with_evidence_leaves_the_focus_alone(visit: Visit) -> None:
    page = visit(f"{ROUND_ONE}&cell=ceasefire.ukraine")
    expect(page.locator("#evidence blockquote").first).to_be_visible()
    assert page.evaluate("document.activeElement === document.body")
    page.locator("#on").focus()
    page.keyboard.press("Escape")
    expect(page.locator("#evidence blockquote").first).to_be_visible()
    page.locator("#main").focus()
    page.keyboard.press("Escape")
    expect(page.locator("#evidence blockquote")).to_have_count(0)


def test_escape_does_nothing_where_no_evidence_is_open(visit: Visit) -> None:
    page = visit(ROUND_ONE)
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("on=2025-05-16$"))


def test_earlier_statements_join_the_list(visit: Visit) -> None:
    page = visit(f"{MATRIX}issues/ceasefire/")
    rows = page.locator("ol.days li.row")
    first = rows.count()
    page.locator("#more a").click()
    page.wait_for_function("n => document.querySelectorAll('ol.days li.row').length > n", arg=first)
    ids = rows.evaluate_all("rows => rows.map(row => row.id)")
    assert len(ids) == len(set(ids))


def test_an_editor_signs_in_and_out(visit: Visit) -> None:
    page = visit(ROUND_ONE)
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("User name").fill("editor")
    page.get_by_label("Password").fill("editor")
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile(r"on=2025-05-16"))
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
