"""Every page for every reader: light and dark, phone and paper, with nothing that shuts people out."""

from __future__ import annotations

import gzip
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, Response

from tests.browser.conftest import MATRIX, ROUND_ONE, Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PAGES = {
    "home": "/",
    "how": "/how/",
    "matrix": ROUND_ONE,
    "evidence": f"{ROUND_ONE}&cell=ceasefire.ukraine",
    "nothing known": f"{MATRIX}?known=2020-01-01",
    "timeline": f"{MATRIX}timeline/",
    "timeline near": f"{MATRIX}timeline/?from=2025-05-01&to=2025-06-30&words=ceasefire&party=us&party=russia",
    "timeline empty": f"{MATRIX}timeline/?words=xylophone",
    "search": "/search/",
    "statements found": "/search/?q=ceasefire",
    "articles found": "/search/?q=ceasefire&kind=articles",
    "issues": f"{MATRIX}issues/",
    "issue": f"{MATRIX}issues/ceasefire/",
    "parties": f"{MATRIX}parties/",
    "party": f"{MATRIX}parties/russia/?week=2025-05-12&window=30",
    "rounds": f"{MATRIX}rounds/",
    "round": f"{MATRIX}rounds/istanbul-2025-1/",
    "demands": f"{MATRIX}demands/",
    "words of a mark": f"{MATRIX}issues/ceasefire/",  # the last of the chart
    "compare": f"{MATRIX}compare/?from=2025-05-16&to=2025-06-02",
    "learned": f"{MATRIX}compare/?known_from=2020-01-01",
    "articles": f"{MATRIX}articles/",
    "article": f"{MATRIX}articles/",  # the first of the list
    "sign in": "/accounts/login/",
    "accuracy": f"{MATRIX}extraction/",
    "mistakes": f"{MATRIX}extraction/?rule=fronted",
}
FOR_EDITORS = ("accuracy", "mistakes")
AXE = "() => axe.run({resultTypes: ['violations']}).then(found => found.violations)"
OVERFLOW = """() => [...document.querySelectorAll('body *')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width && box.right > innerWidth + 1 && !e.closest('.scroll, svg, .vh, .skip');
}).map(e => `${e.tagName}.${e.className}`).slice(0, 5)"""


def opened(visit: Visit, name: str, **context: Any) -> Page:
    page = visit(f"/accounts/login/?next={PAGES[name]}" if name in FOR_EDITORS else PAGES[name], **context)
    if name in FOR_EDITORS:
        page.get_by_label("User name").fill("editor")
        page.get_by_label("Password").fill("editor")
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(lambda address: address.endswith(PAGES[name]))
    if name == "article":
        page.goto(page.url.rsplit("/n/", 1)[0] + str(page.locator("tbody th a").first.get_attribute("href")))
    if name == "words of a mark":
        page.goto(page.url + str(page.locator(".chart-plot a.opens").last.get_attribute("href")))
    return page


@pytest.mark.parametrize("width", [1440, 360])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(visit: Visit, name: str, width: int) -> None:
    page = opened(visit, name, viewport={"width": width, "height": 900})
    page.evaluate(AXE_SCRIPT)
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate(AXE)
        told = [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]
        assert told == [], scheme


@pytest.mark.parametrize("name", PAGES)
def test_on_a_phone_nothing_stands_out_sideways(visit: Visit, name: str) -> None:
    page = opened(visit, name, viewport={"width": 360, "height": 740})
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360, page.evaluate(OVERFLOW)


@pytest.mark.parametrize("name", ["home", "matrix", "issue"])
def test_dark_is_dark_and_light_is_light(visit: Visit, name: str) -> None:
    shine = {}
    for scheme in ("light", "dark"):
        page = opened(visit, name, color_scheme=scheme)
        colour = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        shine[scheme] = sum(float(part) for part in colour.strip("rgba()").split(",")[:3])
    assert shine["dark"] < 200 < 600 < shine["light"]


@pytest.mark.parametrize("name", [name for name in PAGES if name != "sign in"])
def test_paper_has_no_dead_controls(visit: Visit, name: str) -> None:
    page = opened(visit, name)
    page.emulate_media(media="print")
    visible = page.locator("button, input, select, nav a").evaluate_all(
        "found => found.filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 80))"
    )
    assert visible == []
    assert page.locator("h1").first.is_visible()


def test_the_first_load_of_the_matrix_is_light(site: str, browser: Browser) -> None:
    """At most 10 requests and 150 KB, each text counted as gzip would send it."""
    answers: list[Response] = []
    with browser.new_context() as fresh:
        page = fresh.new_page()
        page.on("response", lambda answer: answers.append(answer))
        page.goto(f"{site}{ROUND_ONE}")
        page.wait_for_load_state("networkidle")
        sizes = {answer.url: sent(answer) for answer in answers}
    assert len(answers) <= 10
    assert sum(sizes.values()) <= 150_000, sizes


def sent(answer: Response) -> int:
    body = answer.body()
    return len(body) if answer.url.endswith(".woff2") else len(gzip.compress(body))
