"""Articles in and what one watches, in a browser: by keyboard alone, without JavaScript, for every reader."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from django.db import connection
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker

from accounts.roles import Role
from negotiations.actions import bring_articles
from negotiations.ingest.unpacking import file_arrivals, text_arrival
from negotiations.models import Feed, Watch
from tests.browser.conftest import Visit
from tests.browser.test_looks import AXE, OVERFLOW
from tests.browser.test_tagging import opened
from tests.jobs import work
from tests.talks import Sketch, person, sketch

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SAID = " ".join(f"The parties spoke for {at} hours of point {at}, and nobody agreed." for at in range(30))
PAGES = {"intake": "/n/full-intake/tagging/intake/", "watching": "/watching/"}
TALKS = ("full-intake", "keyboard-intake", "plain-intake", "doubt-intake", "watched-intake")


def done() -> int:
    """What a worker does beside the server, in a connection of its own."""

    def all_of_it() -> int:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(all_of_it).result()


@pytest.fixture(scope="module")
def talks(site: str, django_db_blocker: DjangoDbBlocker) -> str:
    """Members-only talks for each test, and one with something of every kind; the address of the site."""
    with django_db_blocker.unblock():
        made = {slug: sketch(slug, public=False) for slug in TALKS}
        for found in made.values():
            person(Role.EDITOR).grants.create(negotiation=found.negotiation, role=Role.EDITOR)
        for slug in ("full-intake", "doubt-intake"):
            bring_twins(made[slug])
        bring_everything(made["full-intake"])
    return site


def bring_twins(found: Sketch) -> None:
    for title, body in (("First", SAID), ("Twin", SAID.replace("nobody", "no one", 3))):
        row = {"title": title, "date": "2025-05-01", "body": body}
        bring_articles(found.negotiation, [text_arrival(row)], what="a text", by=person(Role.EDITOR))
        work()


def bring_everything(found: Sketch) -> None:
    """What failed, what waits; a feed in trouble, and a watch."""
    editor, talks = person(Role.EDITOR), found.negotiation
    lost = [*file_arrivals("a.docx", b"x"), *file_arrivals("b.txt", b"no day")]
    bring_articles(talks, lost, what="2 files", by=editor)
    work()
    address = "https://feed.example/a-very-long-address-of-a-feed-that-must-break-somewhere.atom"
    Feed.objects.create(negotiation=talks, url=address, followed_by=editor, fault="It failed.")
    Watch.objects.start(editor, talks, found.parties[0], found.parties[1], found.issues[0])


def intake(visit: Visit, slug: str, **more: Any) -> Page:
    return opened(visit, f"/n/{slug}/tagging/intake/", **more)


def test_a_file_is_brought_in_by_keyboard_and_seen_to_arrive(visit: Visit, talks: str, tmp_path: Path) -> None:
    report = tmp_path / "2025-05-02-report.txt"
    report.write_text("The envoy said that nothing was agreed.")
    page = intake(visit, "keyboard-intake")
    page.get_by_label("One or many files").set_input_files(report)
    page.get_by_role("button", name="Bring these in").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("0 of 1 read")).to_be_visible()
    assert done() == 1
    expect(page.get_by_text("1 stored")).to_be_visible()  # without a reload
    expect(page.locator("progress")).to_have_count(0)
    page.get_by_role("link", name="The envoy said that nothing was agreed").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/*/")


def test_what_failed_is_tried_again_in_its_place(visit: Visit, talks: str, tmp_path: Path) -> None:
    page = intake(visit, "keyboard-intake")
    (tmp_path / "nothing.txt").write_text("No day is given.")
    page.get_by_label("One or many files").set_input_files(tmp_path / "nothing.txt")
    page.get_by_role("button", name="Bring these in").press("Enter")
    done()
    button = page.get_by_role("button", name="Try again nothing.txt")
    expect(page.locator(".troubles")).to_contain_text("nothing.txt: has no date; expected")
    button.press("Enter")
    expect(page.get_by_text("0 of 1 read")).to_be_visible()
    done()
    expect(button).to_be_visible()


def test_without_javascript_a_text_is_pasted_and_looked_for_again(visit: Visit, talks: str) -> None:
    page = intake(visit, "plain-intake", java_script_enabled=False)
    page.get_by_text("Paste a text", exact=True).click()
    page.get_by_label("Title").fill("A plain report")
    page.get_by_label("Published").fill("2025-05-03")
    page.get_by_label("Text", exact=True).fill("The envoy left. Nothing was said.")
    page.get_by_role("button", name="Bring this in").click()
    expect(page.get_by_text("0 of 1 read")).to_be_visible()
    done()
    page.get_by_role("link", name="Look again").click()
    page.reload()
    expect(page.get_by_role("link", name="A plain report")).to_be_visible()


def test_two_much_alike_are_told_apart_by_keyboard(visit: Visit, talks: str) -> None:
    page = intake(visit, "doubt-intake")
    page.get_by_role("link", name="Compare Twin").press("Enter")
    expect(page.locator(".beside .differs").first).to_have_text("no one")
    page.get_by_role("button", name="An appearance").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("will be stored as a copy")
    done()
    expect(page.locator(".delivery").first).to_contain_text("1 stored")


def test_a_gap_is_watched_and_let_go(visit: Visit, talks: str) -> None:
    page = opened(visit, "/n/watched-intake/issues/i0/")
    page.get_by_role("button", name="Watch this gap").press("Enter")
    expect(page.get_by_role("button", name="Stop watching this gap")).to_be_visible()
    page.get_by_role("link", name="Watching").press("Enter")
    stop = page.get_by_role("row", name="Gap between P0 and P1 on Issue 0").filter(has=page.get_by_role("button"))
    before = stop.count()
    stop.last.get_by_role("button").press("Enter")
    expect(stop).to_have_count(before - 1)


@pytest.mark.parametrize("width", [1440, 360])
@pytest.mark.parametrize("name", [*PAGES, "doubt"])
def test_axe_finds_nothing_and_nothing_stands_out_sideways(visit: Visit, talks: str, name: str, width: int) -> None:
    path = PAGES.get(name, PAGES["intake"])
    page = opened(visit, path, viewport={"width": width, "height": 900})
    if name == "doubt":
        page.get_by_role("link", name="Compare Twin").click()
        page.locator(".beside").wait_for()
    page.locator("details.way").evaluate_all("ways => ways.forEach(w => { w.removeAttribute('name'); w.open = true; })")
    page.evaluate(AXE_SCRIPT)
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate(AXE)
        assert [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]] == [], scheme
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.evaluate(OVERFLOW)
