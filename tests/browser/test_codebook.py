"""An admin's work on the codebook, by keyboard alone and without JavaScript; and its looks."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from django.db import connection
from playwright.sync_api import Locator, Page, expect

from accounts.roles import Role
from negotiations.models import Suggestion
from tests.browser.conftest import Visit
from tests.browser.test_looks import AXE, OVERFLOW
from tests.talks import person, sketch

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

NUMBERS = count()
SAID = "We stand at the ferry. “No boat leaves,” P0 envoy Una Ek said."


@pytest.fixture
def talks(site: str) -> str:
    """The slug of members-only talks of its own, written by a thread beside the test's transaction."""
    slug = f"ferry{next(NUMBERS)}"
    with ThreadPoolExecutor(1) as pool:
        pool.submit(make, slug).result()
    return slug


def make(slug: str) -> None:
    """Two statements, and a name that the codebook lacks."""
    found = sketch(slug, parties=3, issues=1, rounds=1, public=False)
    article = found.article(SAID, title=f"On {slug}")
    found.says(article, "We stand", party=1, outcome=50)
    found.says(article, "We stand at", party=1, outcome=100)
    start, at = SAID.index("No boat"), SAID.index("Una Ek")
    words = {"start": start, "end": start + 14, "speaker": "Una Ek", "source": [at, at + 6], "act": "reject"}
    made = {"extractor": "rules", "version": "1", "rule": "fronted", "confidence": 0.9, "kind": "direct"}
    Suggestion.objects.create(negotiation=found.negotiation, article=article, party=found.parties[0], **words, **made)
    person(Role.ADMIN, "chief")
    connection.close()


def codebook(visit: Visit, talks: str, path: str = "", **context: object) -> Page:
    page = visit(f"/accounts/login/?next=/n/{talks}/tagging/codebook/{path}", **context)
    page.get_by_label("User name").fill("chief")
    page.get_by_label("Password").fill("chief")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/tagging/codebook/" in address and "login" not in address)
    return page


def reach(page: Page, target: Locator) -> None:
    """With Tab alone, as far as it takes."""
    expect(target).to_be_visible()
    for _ in range(250):
        if target.evaluate("e => e === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {target}")


def press(page: Page, target: Locator) -> None:
    reach(page, target)
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def write(page: Page, target: Locator, words: str) -> None:
    reach(page, target)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(words)


def choose(page: Page, target: Locator, words: str) -> None:
    reach(page, target)
    page.keyboard.type(words)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_party_is_renamed_and_its_old_address_leads_on(visit: Visit, talks: str, javascript: bool) -> None:
    page = codebook(visit, talks, java_script_enabled=javascript)
    press(page, page.get_by_role("link", name="P0", exact=True))
    write(page, page.get_by_label("Name", exact=True), "Northerners")
    write(page, page.get_by_label("Short name in addresses"), "northerners")
    press(page, page.get_by_role("button", name="Save"))
    expect(page.locator("form.done")).to_contain_text("rename")
    page.goto(f"{page.url.split('/n/')[0]}/n/{talks}/parties/p0/")
    expect(page).to_have_url(re.compile(f"/n/{talks}/parties/northerners/$"))
    expect(page.get_by_role("heading", name="Northerners").first).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_two_parties_are_merged_and_parted_again(visit: Visit, talks: str, javascript: bool) -> None:
    page = codebook(visit, talks, java_script_enabled=javascript)
    press(page, page.get_by_role("link", name="P1", exact=True))
    press(page, page.get_by_role("link", name="Merge into another"))
    choose(page, page.get_by_label("All that is coded with"), "P2")
    press(page, page.get_by_role("button", name="See what this touches"))
    expect(page.get_by_text("“We stand at”")).to_be_visible()
    press(page, page.get_by_role("button", name="Merge P1 into P2"))
    expect(page.locator("form.done")).to_contain_text("merge")
    expect(page.get_by_label("Other names")).to_have_value("P1")
    press(page, page.locator("form.done").get_by_role("button"))
    expect(page.get_by_label("Other names")).to_have_value("")
    page.goto(f"{page.url.split('/n/')[0]}/n/{talks}/tagging/codebook/")
    expect(page.get_by_role("link", name="P1", exact=True)).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_scale_changes_after_each_statement_was_shown(visit: Visit, talks: str, javascript: bool) -> None:
    page = codebook(visit, talks, java_script_enabled=javascript)
    press(page, page.get_by_role("link", name="change the scale of Issue 0"))
    write(page, page.get_by_label("Value, 0 to 100").nth(1), "60")
    press(page, page.get_by_role("button", name="See what this changes"))
    expect(page.get_by_role("heading", name="The new scale touches 1 of what is coded")).to_be_visible()
    expect(page.locator(".affected blockquote")).to_have_text("“We stand”")
    choose(page, page.locator(".affected").get_by_label("from"), "yes")
    choose(page, page.locator(".affected").get_by_label("to", exact=True), "yes")
    press(page, page.get_by_role("button", name="Save the scale and 1 new version"))
    expect(page.locator("form.done")).to_contain_text("rescale")
    page.goto(f"{page.url.split('/n/')[0]}/n/{talks}/issues/i0/")
    expect(page.get_by_text("yes").first).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_an_unknown_name_is_one_click_from_being_a_person(visit: Visit, talks: str, javascript: bool) -> None:
    page = codebook(visit, talks, "names/", java_script_enabled=javascript)
    expect(page.locator("mark")).to_have_text("Una Ek")
    expect(page.get_by_label("Office")).to_have_value("Envoy")
    press(page, page.get_by_role("button", name="Add Una Ek as a person"))
    expect(page.get_by_role("heading", name="Una Ek")).to_have_count(0)
    page.goto(f"{page.url.split('/tagging/')[0]}/tagging/codebook/")
    row = page.get_by_role("row", name="Una Ek")
    expect(row).to_contain_text("Envoy, P0")


def test_two_at_one_form_see_both_versions(visit: Visit, talks: str) -> None:
    first, second = codebook(visit, talks), codebook(visit, talks, may_fail=True)
    for page in (first, second):
        press(page, page.get_by_role("link", name="P0", exact=True))
    write(first, first.get_by_label("Name", exact=True), "By the first")
    press(first, first.get_by_role("button", name="Save"))
    write(second, second.get_by_label("Name", exact=True), "By the second")
    press(second, second.get_by_role("button", name="Save"))
    both = second.locator("#both")
    expect(both).to_contain_text("By the first")
    expect(both).to_contain_text("By the second")
    press(second, second.get_by_role("button", name="Save mine over it"))
    expect(second.get_by_label("Name", exact=True)).to_have_value("By the second")


PLACES = ("", "names/", "upload/", "issues/add/", "persons/add/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 360])
def test_nothing_shuts_people_out(visit: Visit, talks: str, width: int, scheme: str) -> None:
    page = codebook(visit, talks, viewport={"width": width, "height": 900}, color_scheme=scheme)
    links = ("P1", "change the scale of Issue 0")
    found = [page.get_by_role("link", name=name, exact=True).get_attribute("href") or "" for name in links]
    merging = f"{found[0]}merge/?into={int(found[0].rstrip('/').split('/')[-1]) + 1}"
    home = page.url.split("/n/")[0]
    for place in [*(f"/n/{talks}/tagging/codebook/{place}" for place in PLACES), *found, merging]:
        page.goto(f"{home}{place}")
        page.evaluate(AXE_SCRIPT)
        assert [one["id"] for one in page.evaluate(AXE)] == [], place
        assert page.evaluate(OVERFLOW) == [], place
