"""The day of an editor by keyboard alone, on texts of its own; two browsers at once; passages without a mouse."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import date
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker

from accounts.roles import Role
from negotiations.models import Article, Edit, Negotiation, Statement, Status, Suggestion
from tests.browser.conftest import Visit
from tests.browser.test_looks import AXE, OVERFLOW
from tests.desk import long_article, suggested
from tests.talks import Sketch, person, sketch

BODY = (
    "“We want the truce by spring,” the envoy said. “No truce,” said the other side.\n\n"
    "🕊 Later the envoy spoke of a price: “We might pay half.” Nobody answered the envoy that day."
)
MINUTE = 60

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

Desk = Callable[[str], tuple[Sketch, Article]]


TALKS = (
    "look-talks",
    "keyboard-talks",
    "passage-talks",
    "mouse-talks",
    "drag-talks",
    "long-talks",
    "phone-talks",
    "two-talks",
    "quiet-talks",
    "plain-talks",
    "bulk-talks",
)


@pytest.fixture(scope="module")
def desk(site: str, django_db_blocker: DjangoDbBlocker) -> Desk:
    """Members-only talks for each test on the running site, committed for its server before any test begins."""
    with django_db_blocker.unblock():
        made = {slug: _talks(slug) for slug in TALKS}
    return made.__getitem__


def _talks(slug: str) -> tuple[Sketch, Article]:
    found = sketch(slug, issues=2, public=False)
    for name in ("editor", "colleague"):
        person(Role.EDITOR, name).grants.create(negotiation=found.negotiation, role=Role.EDITOR)
    article = found.article(BODY, title="A day at the lake")
    suggested(found, article, "“We want the truce by spring,”", outcome=100)
    suggested(found, article, "“No truce,”", party=1, outcome=0, act="")
    suggested(found, article, "“We might pay half.”", outcome=50, issue=1)
    if slug in ("long-talks", "phone-talks"):
        article, _ = long_article(found, 50, title="Fifty", on=date(2025, 6, 1))
    return found, article


def opened(visit: Visit, path: str, name: str = "editor", **more: Any) -> Page:
    page = visit("/accounts/login/", **more)
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(name)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").wait_for()
    page.goto(re.sub(r"(https?://[^/]+)/.*", rf"\1{path}", page.url))
    return page


def ready(page: Page) -> None:
    """Its script listens."""
    page.locator("html.has-script").wait_for()


def at(article: Article, rest: str = "") -> str:
    return f"/n/{article.negotiation.slug}/tagging/articles/{article.pk}/{rest}"


def heading(page: Page, words: str) -> None:
    expect(page.locator(".tag-top h2")).to_contain_text(words)
    page.locator("html:not(.is-busy)").wait_for()


def test_a_day_by_keyboard_alone(visit: Visit, desk: Desk) -> None:
    found, _ = desk("keyboard-talks")
    page = opened(visit, f"/n/{found.negotiation.slug}/tagging/", may_fail=True)  # a form that is refused is told
    page.get_by_role("link", name="“We want the truce by spring,”").focus()
    page.keyboard.press("Enter")
    heading(page, "Suggestion 1 of 3")
    ready(page)
    page.keyboard.press("a")  # accept
    heading(page, "Suggestion 2 of 3")
    expect(page.locator(".last")).to_contain_text("1 suggestion accepted")
    page.keyboard.press("a")  # lacks an act: it says so, and nothing is lost
    expect(page.locator(".wrong")).to_have_text("What kind of statement is it? Choose.")
    heading(page, "Suggestion 2 of 3")
    page.keyboard.press("j")  # the act: reject
    expect(page.locator("#effect")).to_contain_text("refuses no on issue 0")
    page.keyboard.press("a")
    heading(page, "Suggestion 3 of 3")
    page.keyboard.press("r")  # reject, for the second reason
    page.keyboard.press("2")
    expect(page.locator("#tagging-form")).to_contain_text("All of this article is decided")
    page.keyboard.press("u")  # undo
    heading(page, "Suggestion 3 of 3")
    chosen = Suggestion.objects.filter(negotiation=found.negotiation).latest("start")
    expect(page).to_have_url(re.compile(rf"s=suggestion-{chosen.pk}$"))
    expect(page.locator(".tag-top h2")).to_be_in_viewport(ratio=1)
    expect(page.locator(".deeds")).to_be_in_viewport(ratio=1)
    page.keyboard.press("v")  # nothing is behind it, and it says what to do
    page.keyboard.press("Enter")
    expect(page.locator("#keys-told")).to_have_text("Nothing is marked: hold Shift while you move.")
    page.keyboard.press("Escape")
    page.keyboard.press("h")  # unsure
    expect(page.locator(".last")).to_contain_text("marked unsure")
    heading(page, "Suggestion 3 of 3")
    page.keyboard.press("k")  # back to what was accepted, and correct it
    heading(page, "Statement 2 of 3")
    page.keyboard.press("k")
    heading(page, "Statement 1 of 3")
    page.keyboard.press("d")
    page.keyboard.press("e")
    page.keyboard.type("asks for it")  # typed letters are no keys
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.locator(".last")).to_contain_text("a statement corrected (“asks for it”)")
    acts = sorted(Statement.objects.known_at(None).filter(negotiation=found.negotiation).values_list("act", flat=True))
    assert acts == ["demand", "reject"]
    statuses = set(Suggestion.objects.filter(negotiation=found.negotiation).values_list("status", flat=True))
    assert statuses == {Status.ACCEPTED, Status.UNSURE}


def test_a_passage_is_marked_by_word_and_sentence(visit: Visit, desk: Desk) -> None:
    _, article = desk("passage-talks")
    page = opened(visit, at(article, "?words=Nobody answered the envoy"))
    heading(page, "A new passage")
    page.keyboard.press("]")
    page.keyboard.press("]")
    expect(page.locator("#tag-quote")).to_have_text("Nobody answered the envoy that day")
    page.keyboard.press("{")
    expect(page.locator("#tag-quote")).to_have_text("answered the envoy that day")
    expect(page.locator(".draft")).to_be_visible()
    page.keyboard.press("v")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#tag-quote")).to_have_text("Nobody answered the envoy that day.")
    page.keyboard.press("2")
    page.keyboard.press("m")
    page.keyboard.press("a")
    expect(page.locator(".last")).to_contain_text("1 passage tagged")
    said = Statement.objects.get(article=article)
    assert (said.quote, said.party.slug) == ("Nobody answered the envoy that day.", "p1")


def test_a_passage_is_marked_with_the_mouse_over_marks_and_emoji(visit: Visit, desk: Desk) -> None:
    _, article = desk("mouse-talks")
    page = opened(visit, at(article))
    heading(page, "Suggestion 1 of 3")
    page.evaluate(
        """() => {
            const runs = [...document.querySelectorAll("#art-text p:nth-of-type(2) [data-at]")];
            const range = new Range();
            range.setStart(runs[0].firstChild, 0);
            range.setEnd(runs[1].firstChild, 9);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            document.querySelector("#art-text").dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
        }"""
    )
    expect(page.locator("#tag-quote")).to_have_text("🕊 Later the envoy spoke of a price: “We might")
    heading(page, "A new passage")
    page.go_back()
    heading(page, "Suggestion 1 of 3")


def test_dragging_over_a_mark_selects_and_clicking_chooses(visit: Visit, desk: Desk) -> None:
    _, article = desk("drag-talks")
    page = opened(visit, at(article))
    box = page.locator("#art-text mark").nth(0).bounding_box()
    assert box
    page.mouse.move(box["x"] + 4, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + box["height"] / 2, steps=4)
    page.mouse.up()
    heading(page, "A new passage")
    page.locator("#art-text mark").nth(1).click()
    heading(page, "Suggestion 2 of 3")


def test_fifty_good_suggestions_take_less_than_a_minute(
    visit: Visit, desk: Desk, record_property: Callable[[str, object], None]
) -> None:
    _, article = desk("long-talks")
    page = opened(visit, at(article))
    began = time.monotonic()
    for number in range(50):
        heading(page, f"Suggestion {number + 1} of 50")
        page.keyboard.press("a")
    expect(page.locator("#tagging-form")).to_contain_text("All of this article is decided")
    took = time.monotonic() - began
    record_property("seconds for fifty", took)
    print(f"fifty accepted in {took:.1f} s")
    assert Statement.objects.filter(article=article).count() == 50
    assert took < MINUTE


def test_two_browsers_at_once_on_one_suggestion(visit: Visit, desk: Desk) -> None:
    _, article = desk("two-talks")
    mine = opened(visit, at(article), may_fail=True)
    theirs = opened(visit, at(article), "colleague")
    mine.keyboard.press("d")
    theirs.keyboard.press("a")
    heading(theirs, "Suggestion 2 of 3")
    mine.keyboard.press("a")
    expect(mine.locator("#clash")).to_have_text("colleague accepted this suggestion meanwhile.")
    expect(mine.locator(".clash .differs")).to_contain_text("Act")
    mine.keyboard.press("a")  # mine in its place
    expect(mine.locator(".last")).to_contain_text("a statement corrected")
    said = Statement.objects.known_at(None).get(article=article)
    assert (said.act, said.coder.username, said.supersedes is not None) == ("demand", "editor", True)


def test_on_a_phone_the_chosen_passage_is_in_sight_in_its_box(visit: Visit, desk: Desk) -> None:
    _, article = desk("phone-talks")
    last = article.suggestions.latest("start")
    page = opened(visit, at(article, f"?s=suggestion-{last.pk}"), viewport={"width": 360, "height": 740})
    ready(page)
    where = page.evaluate(
        """() => ["#art-text .sg-now", "#art-text"]
            .map((one) => document.querySelector(one).getBoundingClientRect())
            .map(({ top, bottom }) => [top, bottom])"""
    )
    (top, bottom), (first, end) = where
    assert first <= top < bottom <= end


def test_keys_can_be_switched_off_and_never_fire_with_modifiers(visit: Visit, desk: Desk) -> None:
    _, article = desk("quiet-talks")
    page = opened(visit, at(article))
    page.keyboard.press("Control+Shift+A")
    page.keyboard.press("Alt+a")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.get_by_label("Single keys are on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.reload()
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    heading(page, "Suggestion 1 of 3")
    assert not Edit.objects.filter(negotiation=article.negotiation.slug).exists()


def test_works_without_a_script(visit: Visit, desk: Desk) -> None:
    _, article = desk("plain-talks")
    page = opened(visit, at(article), java_script_enabled=False)
    page.get_by_role("button", name="Accept", exact=False).last.click()
    heading(page, "Suggestion 2 of 3")
    page.locator("summary", has_text="Reject").click()
    page.get_by_role("button", name="wrong speaker").click()
    heading(page, "Suggestion 3 of 3")
    page.get_by_role("textbox", name="The words", exact=True).fill("Nobody answered")
    page.get_by_role("button", name="Code them").click()
    heading(page, "A new passage")
    page.get_by_role("button", name="Keep and show the effect").click()
    expect(page.locator(".draft")).to_be_visible()
    page.locator(".last").get_by_role("button", name="Undo").click()
    heading(page, "Suggestion 2 of 3")


def test_many_are_accepted_and_undone_from_the_queue(visit: Visit, desk: Desk) -> None:
    found, article = desk("bulk-talks")
    page = opened(visit, f"/n/{found.negotiation.slug}/tagging/")
    expect(page.get_by_role("button", name="Accept the 2 ticked")).to_be_enabled()
    page.get_by_role("button", name="Accept the 2 ticked").press("Enter")
    expect(page.locator(".done")).to_contain_text("2 suggestions accepted")
    page.locator(".done").get_by_role("button", name="Undo").press("Enter")
    expect(page.get_by_role("button", name="Accept the 2 ticked")).to_be_visible()
    assert not Statement.objects.known_at(None).filter(negotiation=found.negotiation).exists()
    assert Negotiation.objects.filter(pk=found.negotiation.pk).exists()
    assert article.suggestions.filter(status=Status.PENDING).count() == 3


LOOKS = {
    "queue": "/n/look-talks/tagging/",
    "tagger": "/n/look-talks/tagging/articles/{article}/",
    "wrong": "/n/look-talks/tagging/articles/{article}/?s=suggestion-{suggestion}",
    "passage": "/n/look-talks/tagging/articles/{article}/?words=Nobody answered",
    "audit": "/n/look-talks/tagging/audit/",
}


def looked_at(visit: Visit, desk: Desk, name: str, **more: Any) -> Page:
    _, article = desk("look-talks")
    suggestion = article.suggestions.get(act="")
    page = opened(visit, LOOKS[name].format(article=article.pk, suggestion=suggestion.pk), may_fail=True, **more)
    if name == "wrong":
        ready(page)
        page.keyboard.press("a")
        page.locator(".wrong").wait_for()
        page.locator("summary", has_text="Reject").click()
    return page


@pytest.mark.parametrize("width", [1440, 360])
@pytest.mark.parametrize("name", LOOKS)
def test_axe_finds_nothing_and_nothing_stands_out(visit: Visit, desk: Desk, name: str, width: int) -> None:
    page = looked_at(visit, desk, name, viewport={"width": width, "height": 900})
    page.evaluate(AXE_SCRIPT)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.evaluate(OVERFLOW)
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate(AXE)
        told = [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]
        assert told == [], scheme


@pytest.mark.parametrize("name", LOOKS)
def test_paper_has_no_dead_controls(visit: Visit, desk: Desk, name: str) -> None:
    page = looked_at(visit, desk, name)
    page.emulate_media(media="print")
    visible = page.locator("button, input, select, nav a").evaluate_all(
        "found => found.filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 80))"
    )
    assert visible == []
