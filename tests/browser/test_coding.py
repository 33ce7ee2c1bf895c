"""Two coders, blind, in two browsers; an adjudicator settles; an admin invites. By keyboard, and looked at."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker

from accounts.models import User
from accounts.roles import Role
from negotiations.actions import assign_articles
from negotiations.models import Article
from tests.browser.conftest import Visit
from tests.browser.test_looks import AXE, OVERFLOW
from tests.browser.test_tagging import opened
from tests.talks import person, sketch

BODY = "“We want it all,” said one envoy. “Perhaps half,” said the other, and left for the night."
PEOPLE = {"ada": Role.EDITOR, "bo": Role.EDITOR, "judge": Role.ADJUDICATOR, "head": Role.ADMIN}

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture(scope="module")
def articles(site: str, django_db_blocker: DjangoDbBlocker) -> dict[str, Article]:
    """Of talks for members only, each given to two coders."""
    with django_db_blocker.unblock():
        return {slug: _talks(slug) for slug in ("blind-talks", "script-less-talks")}


def _talks(slug: str) -> Article:
    found = sketch(slug, public=False)
    people: dict[str, User] = {name: person(role, name) for name, role in PEOPLE.items()}
    for name, role in PEOPLE.items():
        people[name].grants.create(negotiation=found.negotiation, role=role)
    article = found.article(BODY, title="Two envoys")
    assign_articles([article], [people["ada"], people["bo"]], by=people["judge"])
    return article


def desk_of(article: Article, rest: str = "") -> str:
    return f"/n/{article.negotiation.slug}/tagging/{rest}"


def looks_right(page: Page) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(AXE_SCRIPT)
        assert page.evaluate(AXE) == []
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(OVERFLOW) == []


def codes(page: Page, words: str, *, act: str, option: str, mine: int) -> None:
    """A passage by its words, and by keys alone."""
    page.locator("html.has-script:not(.is-busy)").wait_for()
    field = page.locator("#passage-words")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("f")
    if not field.evaluate("field => field === document.activeElement"):  # the page was still settling
        page.keyboard.press("f")
    expect(field).to_be_focused()
    field.fill(words)
    page.keyboard.press("Enter")
    expect(page.locator(".tag-top h2")).to_have_text("A new passage")
    expect(page.locator("#tagging-form")).to_be_focused()  # from there on keys are heard
    page.locator("html:not(.is-busy)").wait_for()
    page.keyboard.press("1")
    page.keyboard.press(act)
    page.get_by_label(re.compile("^Issue")).select_option("Issue 0")
    page.get_by_label(option, exact=False).first.check()
    page.locator("[name=channel]").first.check()
    page.locator("#tagging-form").focus()
    page.keyboard.press("a")
    expect(page.locator("#tagging-form h2")).to_have_text(f"{mine} passage{'s' if mine > 1 else ''} coded")
    expect(page.locator("#tagging-form")).to_be_focused()
    page.locator("html:not(.is-busy)").wait_for()


def test_two_coders_and_an_adjudicator_from_the_assignment_to_the_figures(
    visit: Visit, articles: dict[str, Article]
) -> None:
    article = articles["blind-talks"]
    ada, bo = (opened(visit, desk_of(article, "coding/"), name) for name in ("ada", "bo"))
    for page, act in ((ada, "d"), (bo, "o")):
        page.get_by_role("link", name="Begin").press("Enter")
        expect(page.locator("mark")).to_have_count(0)
        codes(page, "“We want it all,”", act=act, option="yes", mine=1)
        codes(page, "“Perhaps half,”", act="d", option="half", mine=2)
    looks_right(ada)
    for page in (ada, bo):
        page.get_by_role("button", name="I am done").press("Enter")
        expect(page.get_by_role("status").first).to_contain_text("You are done")
    looks_right(bo)
    judge = opened(visit, desk_of(article, "coding/"), "judge")
    expect(judge.get_by_role("row", name=re.compile("Act nominal"))).to_contain_text("50%")
    looks_right(judge)
    judge.get_by_role("link", name="Two envoys").press("Enter")
    looks_right(judge)
    judge.get_by_role("button", name="Accept the 1 unit").press("Enter")
    expect(judge.get_by_role("status").first).to_contain_text("as all coders say: 1")
    judge.get_by_role("button", name="As bo says").press("Enter")
    expect(judge.locator(".unit-settled")).to_have_count(2)
    expect(judge.locator("header .label").last).to_contain_text("0 to settle")
    ada.goto(ada.url.split("/n/")[0] + desk_of(article, "coding/corrections/"))
    expect(ada.locator(".unit")).to_contain_text(["Settled otherwise by judge"])
    looks_right(ada)
    judge.goto(judge.url.split("/n/")[0] + desk_of(article, "audit/"))
    expect(judge.get_by_role("main")).to_contain_text("judge")


def test_the_coders_day_needs_no_script(visit: Visit, articles: dict[str, Article]) -> None:
    article = articles["script-less-talks"]
    page = opened(visit, desk_of(article, "coding/"), "ada", java_script_enabled=False)
    page.get_by_role("link", name="Begin").click()
    page.get_by_label(re.compile("^The words")).fill("“We want it all,”")
    page.get_by_role("button", name="Code them").click()
    page.locator("[name=party]").first.check()
    page.locator("[name=act][value=demand]").check()
    page.get_by_label(re.compile("^Issue")).select_option("Issue 0")
    page.get_by_role("button", name="Show the scale").click()
    page.locator("[name=option]").first.check()
    page.locator("[name=channel]").first.check()
    page.get_by_role("button", name="Code it").click()
    expect(page.locator("mark")).to_have_count(1)
    page.get_by_role("button", name="I am done").click()
    expect(page.get_by_role("main")).to_contain_text("You are done")


def test_an_admin_invites_and_the_invited_comes_in(visit: Visit, articles: dict[str, Article]) -> None:
    article = articles["blind-talks"]
    head = opened(visit, desk_of(article, "members/"), "head")
    looks_right(head)
    head.get_by_label("Whom it is meant for").fill("Cy")
    head.get_by_role("button", name="Make a link").press("Enter")
    link = head.get_by_label(re.compile("Send this link")).input_value()
    guest = visit(re.sub(r"https?://[^/]+", "", link))
    looks_right(guest)
    guest.get_by_role("link", name="Make an account").press("Enter")
    looks_right(guest)
    guest.get_by_label("Username").fill("cy")
    for field in guest.locator("[type=password]").all():
        field.fill("quite long 17")
    guest.get_by_role("button", name="Make the account").press("Enter")
    guest.get_by_role("button", name="Accept as cy").press("Enter")
    expect(guest.get_by_role("status").first).to_contain_text("you are editor of Talks on the blind-talks")
    guest.get_by_role("link", name="cy, reader").press("Enter")
    looks_right(guest)
    guest.get_by_role("link", name="Set up an authenticator app").press("Enter")
    guest.get_by_label("Password").fill("quite long 17")
    guest.get_by_role("button", name="Go on").press("Enter")
    expect(guest.locator(".qr svg")).to_be_visible()
    looks_right(guest)
