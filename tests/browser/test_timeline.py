"""What people do on the timeline and with the search: with a mouse, with the keyboard alone, and without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import MATRIX, Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

TIMELINE = f"{MATRIX}timeline/"
SPRING = f"{TIMELINE}?from=2025-05-01&to=2025-07-31"


def total(page: Page) -> str:
    return page.locator("#total").inner_text()


def drag(page: Page, first: float, last: float) -> None:
    """From one share of the plot's width to another."""
    box = page.locator(".brush:visible").bounding_box()
    assert box
    y = box["y"] + 200
    page.mouse.move(box["x"] + first * box["width"], y)
    page.mouse.down()
    page.mouse.move(box["x"] + (first + last) / 2 * box["width"], y, steps=3)
    page.mouse.move(box["x"] + last * box["width"], y, steps=3)
    page.mouse.up()


def test_dragging_over_the_plot_shows_those_days_alone(visit: Visit) -> None:
    page = visit(SPRING)
    page.evaluate("window.stayed = true")
    before = total(page)
    drag(page, 0.25, 0.5)
    expect(page).to_have_url(re.compile(r"from=2025-05-2\d&to=2025-06-1\d"))
    expect(page.locator("#total")).not_to_have_text(before)
    assert page.evaluate("window.stayed")
    expect(page.locator("#told")).to_have_text(re.compile("of 291 statements"))
    assert page.locator("#f-from").input_value() in page.url
    page.go_back()
    expect(page).to_have_url(re.compile("to=2025-07-31$"))
    expect(page.locator("#total")).to_have_text(before)


def test_dragging_from_right_to_left_shows_the_same_days(visit: Visit) -> None:
    page = visit(SPRING)
    drag(page, 0.5, 0.25)
    expect(page).to_have_url(re.compile(r"from=2025-05-2\d&to=2025-06-1\d"))


def test_escape_and_a_tremble_change_nothing(visit: Visit) -> None:
    page = visit(SPRING)
    drag(page, 0.3, 0.302)
    box = page.locator(".brush:visible").bounding_box()
    assert box
    page.mouse.move(box["x"] + 100, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + 100, steps=3)
    expect(page.locator(".brushed")).to_have_count(1)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".brushed")).to_have_count(0)
    expect(page).to_have_url(re.compile("from=2025-05-01&to=2025-07-31$"))


def test_the_keyboard_zooms_by_buttons_and_keeps_its_place(visit: Visit) -> None:
    page = visit(SPRING)
    page.locator("#zoom-zoom-in").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"from=2025-05-24&to=2025-07-08"))
    expect(page.locator("#zoom-zoom-in")).to_be_focused()
    page.locator("#zoom-all").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"from=2022-"))
    expect(page.locator(".zoom a").first).to_be_focused()


def test_the_dates_show_a_period(visit: Visit) -> None:
    page = visit(TIMELINE)
    page.locator("#f-from").fill("2025-08-01")
    page.locator("#f-to").fill("2025-08-31")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("from=2025-08-01&to=2025-08-31"))
    expect(page.locator(".zoom .shown")).to_have_text("1 Aug 2025 – 31 Aug 2025")


def test_a_filter_answers_at_once_and_leaves_no_empty_parameters(visit: Visit) -> None:
    page = visit(TIMELINE)
    page.locator("label.pick:has(#f-party-ukraine)").click()
    expect(page).to_have_url(re.compile("party=ukraine"))
    assert "words=" not in page.url
    expect(page.locator("#f-party-ukraine")).to_be_checked()
    page.locator("label.pick:has(#f-party-us)").click()
    expect(page).to_have_url(re.compile("party=ukraine&party=us"))
    chips = page.locator(".row .chip").all_inner_texts()
    assert set(chips) <= {"UA", "US"}
    page.locator("#f-issue").select_option("territory")
    expect(page).to_have_url(re.compile("issue=territory"))
    shared = visit(page.url.split("127.0.0.1", 1)[1].split("/", 1)[1].join(["/", ""]))
    assert total(shared) == total(page)


def test_a_period_that_ends_before_it_begins_is_explained(site: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{site}{TIMELINE}")
    page.locator("#f-from").fill("2025-08-01")
    page.locator("#f-to").fill("2025-07-01")
    page.keyboard.press("Enter")
    expect(page.locator("dd")).to_have_text(re.compile("2025-08-01 lies after 2025-07-01"))
    page.go_back()
    expect(page.locator("#filters")).to_be_visible()
    page.context.close()


def test_where_no_answer_comes_it_says_so_and_keeps_what_it_shows(site: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{site}{TIMELINE}")
    before = total(page)
    page.context.set_offline(True)
    page.locator("#zoom-zoom-in").click()
    expect(page.locator(".loading")).to_have_text("No answer. Try again.")
    expect(page.locator(".loading")).to_be_visible()
    assert total(page) == before
    page.context.close()


def test_while_one_waits_the_old_answer_pales(site: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{site}{TIMELINE}")

    def late(route: Route) -> None:
        page.wait_for_timeout(1000)
        route.continue_()

    page.route("**/timeline/?*", late)
    page.locator("#zoom-zoom-in").click(no_wait_after=True)
    expect(page.locator(".loading")).to_be_visible()
    expect(page.locator(".loading")).to_be_hidden()
    expect(page).to_have_url(re.compile("from="))
    page.context.close()


def test_on_paper_it_says_what_was_asked_for(visit: Visit) -> None:
    page = visit(f"{SPRING}&party=us&words=ceasefire")
    asked = page.locator(".p-only")
    expect(asked).to_be_hidden()
    page.emulate_media(media="print")
    expect(asked).to_have_text(
        re.compile(r"\d+ of 291 statements, 1 May 2025 to 31 Jul 2025 · United States · ceasefire")
    )


def test_words_are_marked_in_the_quotes(visit: Visit) -> None:
    page = visit(TIMELINE)
    page.locator("#f-words").fill("ceasefire")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("words=ceasefire"))
    expect(page.locator(".words .hit").first).to_have_text(re.compile("ceasefire", re.I))
    expect(page.locator("#f-words")).to_be_focused()


def test_earlier_statements_come_as_one_scrolls(visit: Visit) -> None:
    page = visit(TIMELINE)
    rows = page.locator("li.row")
    assert rows.count() == 30
    page.locator("#more").scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelectorAll('li.row').length >= 60")
    assert "before=" not in page.url
    ids = rows.evaluate_all("rows => rows.map(row => row.id)")
    assert len(ids) == len(set(ids))


def test_a_mark_leads_to_its_row_wherever_that_is_listed(visit: Visit) -> None:
    page = visit(SPRING)
    for mark in (page.locator(".brush:visible a").first, page.locator(".brush:visible a").last):
        anchor = (mark.get_attribute("href") or "").split("#")[1]
        mark.click()
        expect(page).to_have_url(re.compile(f"#{anchor}$"))
        expect(page.locator(f"#{anchor}")).to_be_in_viewport()


def test_pointing_at_a_mark_tells_its_words(visit: Visit) -> None:
    page = visit(SPRING)
    mark = page.locator(".brush:visible a").nth(3)
    mark.hover()
    expect(page.locator("#tip")).to_be_visible()
    said = page.locator(f"li#s{mark.get_attribute('data-said')} .span")
    told = page.locator("#tip .tip-words").inner_text()
    mark.click()
    expect(said).to_be_visible()
    assert said.inner_text() in told


def test_the_keyboard_goes_from_mark_to_mark_and_on_to_the_row(visit: Visit) -> None:
    page = visit(SPRING)
    assert page.locator(".brush:visible a[tabindex='0']").count() == 1
    page.locator(".brush:visible a[tabindex='0']").focus()
    page.keyboard.press("Home")
    expect(page.locator("#tip")).to_be_visible()
    first = page.evaluate("document.activeElement.dataset.said")
    page.keyboard.press("ArrowRight")
    said = page.evaluate("document.activeElement.dataset.said")
    assert said != first
    page.keyboard.press("Enter")
    expect(page.locator(f"#s{said}")).to_be_in_viewport()
    page.go_back()
    page.locator("#zoom-zoom-in").click()
    expect(page).to_have_url(re.compile("from=2025-05-24"))
    expect(page.locator(".brush:visible a[tabindex='0']")).to_have_count(1)


def test_a_bar_leads_to_its_days(visit: Visit) -> None:
    page = visit(TIMELINE)
    page.locator(".brush:visible a").nth(2).click()
    expect(page.locator(".brush:visible use").first).to_be_attached()
    days = page.locator(".zoom .shown").inner_text()
    assert days != "8 Feb 2025 – 1 Dec 2025"


def test_a_row_leads_to_its_place_in_the_article(visit: Visit) -> None:
    page = visit(TIMELINE)
    link = page.locator("li.row .src a").first
    anchor = (link.get_attribute("href") or "").split("#")[1]
    link.click()
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()


def test_without_javascript_filters_periods_and_pages_work(visit: Visit) -> None:
    page = visit(TIMELINE, java_script_enabled=False)
    page.locator("label.pick:has(#f-party-us)").click()
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("party=us"))
    page.get_by_role("link", name="Zoom in").click()
    expect(page).to_have_url(re.compile("party=us.*from=2025-"))
    page.get_by_role("link", name="Clear").click()
    expect(page).to_have_url(re.compile("timeline/$"))
    page.locator("#more a").click()
    expect(page).to_have_url(re.compile("before="))
    assert page.locator("li.row").count() == 30


def test_the_search_box_stands_on_every_page_and_leads_to_the_words(visit: Visit) -> None:
    page = visit(f"{MATRIX}issues/")
    page.locator("#find").fill("ceasefire")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=ceasefire"))
    expect(page.locator("#q")).to_have_value("ceasefire")
    expect(page.locator(".row .hit").first).to_have_text(re.compile("ceasefire", re.I))
    page.get_by_role("link", name="Articles", exact=False).last.click()
    expect(page).to_have_url(re.compile("kind=articles"))
    page.locator(".found-article h3 a").first.click()
    expect(page).to_have_url(re.compile(r"/articles/\d+/"))
    page.go_back()
    expect(page.locator(".found-article").first).to_be_visible()
