"""Two days compared: chosen in the form, by a link, without JavaScript, with the keyboard, on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import MATRIX, Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

COMPARE = f"{MATRIX}compare/?from=2025-05-16&to=2025-06-02"


@pytest.mark.parametrize("javascript", [True, False])
def test_days_are_chosen_in_the_form_and_back_restores_them(visit: Visit, javascript: bool) -> None:
    page = visit(f"{MATRIX}?on=2025-06-02", java_script_enabled=javascript)
    page.get_by_role("link", name="Compare", exact=True).click()
    expect(page.locator("#to")).to_have_value("2025-06-02")
    page.locator("#from").fill("2025-05-16")
    page.get_by_role("button", name="Compare").click()
    expect(page).to_have_url(re.compile(r"from=2025-05-16&to=2025-06-02"))
    expect(page.locator("h2").first).to_contain_text("16 May 2025 to 2 June 2025")
    page.locator(".quick a").first.click()
    expect(page.locator(".quick a[aria-current]")).to_have_count(1)
    page.go_back()
    expect(page.locator("#from")).to_have_value("2025-05-16")


def test_from_a_gap_to_what_changed_to_the_words_in_the_article(visit: Visit) -> None:
    page = visit(COMPARE)
    page.locator("a[href='#on-territory']").click()
    expect(page.locator("#on-territory")).to_be_in_viewport()
    move = page.locator("section[aria-labelledby='on-territory'] .move").first
    move.locator(".src a").last.click()
    expect(page).to_have_url(re.compile(r"/articles/\d+/.*#s\d+$"))
    expect(page.locator(".art .sg-now").first).to_be_in_viewport()


def test_on_a_phone_each_gap_is_a_card_with_all_its_columns(visit: Visit) -> None:
    page = visit(COMPARE, viewport={"width": 360, "height": 740})
    boxes = [cell.bounding_box() for cell in page.locator("table tbody tr").first.locator("td").all()]
    assert len(boxes) == 3
    assert all(box and box["x"] + box["width"] <= 360 for box in boxes)
