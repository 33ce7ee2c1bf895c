from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from negotiations.models import Negotiation
from tests.web.conftest import MATRIX
from tests.web.html import Balance

PAGES = [
    "/",
    "/how/",
    MATRIX,
    f"{MATRIX}?on=2025-05-16&cell=ceasefire.ukraine",
    f"{MATRIX}timeline/",
    f"{MATRIX}timeline/?words=ceasefire&from=2025-05-01&to=2025-06-30&party=us&party=russia",
    f"{MATRIX}timeline/?words=xylophone",
    "/search/",
    "/search/?q=ceasefire",
    "/search/?q=ceasefire&kind=articles",
    "/search/?q=xylophone",
    f"{MATRIX}issues/",
    f"{MATRIX}issues/ceasefire/",
    f"{MATRIX}parties/",
    f"{MATRIX}parties/russia/?week=2025-05-12&window=90",
    f"{MATRIX}parties/hungary/",
    f"{MATRIX}rounds/",
    f"{MATRIX}rounds/istanbul-2025-1/",
    f"{MATRIX}demands/?order=repeated",
    f"{MATRIX}issues/ceasefire/?open={{statement}}",
    f"{MATRIX}compare/",
    f"{MATRIX}articles/",
    f"{MATRIX}articles/{{article}}/",
    "/accounts/login/",
    "/accounts/signup/",
    "/nowhere/",
    "/?nonsense=1",
]
POLICY = {
    "default-src": "'self'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}


@pytest.fixture(params=PAGES)
def answer(talks: Negotiation, request: pytest.FixtureRequest) -> str:
    article = talks.articles.order_by("date")[3]
    statement = talks.statements.filter(issue__slug="ceasefire").earliest("id")
    return str(request.param).format(article=article.pk, statement=statement.pk)


def test_says_what_a_browser_must_not_do(answer: str) -> None:
    headers = Client().get(answer).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


class Inline(HTMLParser):
    """Collects what the policy forbids, and what would leave this site."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in given):
            self.found.append(tag)
        self.found += [name for name in given if name.startswith("on") or name in ("style", "hx-on", "srcdoc")]
        self.found += [name for name in given if name.startswith(("hx-on", "hx-vals", "hx-headers"))]
        for name in ("src", "href", "action"):
            address = given.get(name) or ""
            outside = re.match(r"(?i)(https?:)?//", address)
            if address.lower().startswith(("javascript:", "data:")) or (outside and tag not in ("a", "use")):
                self.found.append(f"{tag} {name}={address}")


def test_has_no_script_style_or_handler_of_its_own_and_loads_nothing_from_elsewhere(answer: str) -> None:
    seen = Inline()
    seen.feed(Client().get(answer).content.decode())
    assert seen.found == []


def test_closes_what_it_opens_and_gives_no_id_twice(answer: str) -> None:
    text = Client().get(answer).content.decode()
    assert Balance.of(text).faults == []
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_the_api_says_the_same(talks: Negotiation) -> None:
    headers = Client().get("/api/v1/negotiations/").headers
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
