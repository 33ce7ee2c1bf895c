"""The matrix at work: evidence switched off, days played, pictures taken along, the tour walked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import MATRIX, ROUND_ONE, Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_a_switch_answers_at_once_and_back_takes_it_back(visit: Visit) -> None:
    page = visit(f"{MATRIX}?on=2025-06-02")
    before = page.locator("#lead").inner_text()
    page.get_by_label("equal weights").check()
    expect(page).to_have_url(re.compile("equal_weights=1"))
    expect(page.locator("#lead")).not_to_have_text(before)
    page.go_back()
    expect(page.get_by_label("equal weights")).not_to_be_checked()
    expect(page).not_to_have_url(re.compile("equal_weights"))


def test_without_javascript_the_switches_work_by_the_button(visit: Visit) -> None:
    page = visit(f"{MATRIX}?on=2025-06-02", java_script_enabled=False)
    expect(page.locator("#play")).to_be_hidden()
    page.get_by_label("without state media").check()
    page.get_by_role("button", name="Show").first.click()
    expect(page).to_have_url(re.compile("no_state_media=1"))
    expect(page.get_by_label("without state media")).to_be_checked()


def test_play_goes_from_change_to_change_until_it_is_stopped(visit: Visit) -> None:
    page = visit(ROUND_ONE)
    page.locator("#play").click()
    expect(page.locator("#play")).to_have_attribute("aria-pressed", "true")
    expect(page).not_to_have_url(re.compile("on=2025-05-16"))
    first = page.url
    expect(page).not_to_have_url(first)
    page.locator("#play").click()
    expect(page.locator("#play")).to_have_attribute("aria-pressed", "false")
    page.wait_for_function("() => !document.querySelector('.htmx-request')")  # what was asked before is still answered
    stopped = page.url
    page.wait_for_timeout(1800)
    assert page.url == stopped


def test_a_chart_can_be_taken_along_as_a_picture(visit: Visit, tmp_path: Path) -> None:
    page = visit(ROUND_ONE)
    with page.expect_download() as taken:
        page.get_by_role("button", name="PNG").first.click()
    picture = tmp_path / "gap.png"
    taken.value.save_as(picture)
    assert taken.value.suggested_filename == "russia-ukraine-talks-gap-2025-05-16.png"
    head = picture.read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    assert int.from_bytes(head[16:20], "big") == 1920


def test_the_tour_can_be_walked_by_keyboard_and_left(visit: Visit) -> None:
    page = visit(ROUND_ONE)
    page.get_by_role("link", name="tour").press("Enter")
    for number in range(1, 6):
        expect(page.locator(".tour .label")).to_have_text(f"Tour, {number} of 6")
        expect(page.locator(":target")).to_be_in_viewport()
        page.locator(".tour a[rel=next]").press("Enter")
    page.get_by_role("link", name="Start reading").press("Enter")
    expect(page.locator(".tour")).to_have_count(0)
    expect(page).to_have_url(re.compile("on=2025-05-16"))


def test_what_cannot_be_answered_is_said_and_nothing_is_lost(visit: Visit) -> None:
    page = visit(ROUND_ONE, may_fail=True)
    page.route("**/n/**", lambda route: route.abort())
    page.get_by_label("equal weights").check()
    expect(page.locator("#failed")).to_be_visible()
    expect(page.locator("table.matrix")).to_have_count(1)
