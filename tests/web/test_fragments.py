from __future__ import annotations

import pytest
from django.test import Client

from negotiations.models import Negotiation
from tests.web.conftest import MATRIX
from tests.web.html import Balance, Page, words_of

DAY = f"{MATRIX}?on=2025-05-16"
CELL = f"{DAY}&cell=ceasefire.ukraine"
ISSUE = f"{MATRIX}issues/ceasefire/"


def fragment(url: str, target: str, **more: str) -> Page:
    headers = {"HX-Request": "true", "HX-Target": target, **more}
    response = Client().get(url, headers=headers)
    assert response.status_code == 200
    return Page(response)


def page(url: str) -> Page:
    return Page(Client().get(url))


@pytest.mark.parametrize(("url", "target"), [(DAY, "answer"), (CELL, "answer"), (CELL, "evidence"), (DAY, "evidence")])
def test_a_fragment_is_the_same_part_of_the_page(talks: Negotiation, url: str, target: str) -> None:
    part = fragment(url, target)
    assert "<body" not in part.text
    whole = page(url).one(f"//*[@id='{target}']")
    asked = part.one(f"//*[@id='{target}']") if part.root.get("id") != target else part.root
    assert words_of(asked) == words_of(whole)
    assert [(e.tag, dict(e.attrib)) for e in asked.iter()] == [(e.tag, dict(e.attrib)) for e in whole.iter()]


def test_another_day_also_brings_its_title_its_clocks_its_tabs_and_its_foot(talks: Negotiation) -> None:
    part = fragment(DAY, "answer")
    whole = page(DAY)
    assert part.words("//title") == whole.words("//title")
    for place in ("foot", "mast"):
        assert part.words(f"//*[@id='{place}']") == whole.words(f"//*[@id='{place}']")
        assert part.all(f"//*[@id='{place}']//a/@href") == whole.all(f"//*[@id='{place}']//a/@href")
    assert part.one("//*[@id='foot']").get("hx-swap-oob") == "true"


def test_earlier_statements_come_as_the_list_goes_on(talks: Negotiation) -> None:
    more = page(ISSUE).one("//*[@id='more']//a").get("href").split("#")[0]
    part = fragment(ISSUE + more, "more")
    assert "<body" not in part.text
    rows = "//li[starts-with(@id, 's')]/@id"
    assert part.all(rows) == page(ISSUE + more).all(rows)
    assert not set(part.all(rows)) & set(page(ISSUE).all(rows))


@pytest.mark.parametrize("url", [DAY, ISSUE])
def test_any_other_target_gets_the_page(talks: Negotiation, url: str) -> None:
    for target in ("", "main", "elsewhere"):
        assert "<body" in fragment(url, target).text


def test_the_target_alone_without_htmx_gets_the_page(talks: Negotiation) -> None:
    assert b"<body" in Client().get(DAY, headers={"HX-Target": "answer"}).content


@pytest.mark.parametrize("url", [DAY, ISSUE])
def test_htmx_restoring_its_history_gets_the_page(talks: Negotiation, url: str) -> None:
    restored = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    for headers in (restored, restored | {"HX-Target": "answer"}, restored | {"HX-Target": "more"}):
        assert b"<body" in Client().get(url, headers=headers).content


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true", "HX-Target": "answer"}])
def test_caches_are_told_that_page_and_fragment_differ(talks: Negotiation, headers: dict[str, str]) -> None:
    vary = Client().get(DAY, headers=headers).headers["Vary"]
    assert {"HX-Request", "HX-Target"} <= {name.strip() for name in vary.split(",")}


@pytest.mark.parametrize("target", ["answer", "evidence"])
def test_a_fragment_closes_what_it_opens(talks: Negotiation, target: str) -> None:
    assert Balance.of(fragment(CELL, target).text).faults == []
