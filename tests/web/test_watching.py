"""Watching: a button for who has signed in, a page of what one watches, and feeds that open with a key."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.roles import Role
from negotiations.models import Digest, Every, Watch
from tests.talks import Sketch, person, sketch
from tests.web.html import Page

PAGES = ["/n/canal/", "/n/canal/issues/i0/", "/n/canal/parties/p0/"]
WATCH = "/n/canal/watch/"


@pytest.fixture
def talks(db: None) -> Sketch:
    found = sketch(issues=2)
    found.reports(6)
    return found


@pytest.fixture
def reader(talks: Sketch) -> User:
    return person(Role.READER)


@pytest.fixture
def client(reader: User) -> Client:
    client = Client()
    client.force_login(reader)
    return client


def press(client: Client, url: str, label: str) -> Any:
    """As the button does: posts what its form holds."""
    form = Page(client.get(url)).one(f"//form[@class='watch'][.//button[normalize-space()='{label}']]")
    button = form.xpath(".//button")[0]
    fields = {field.get("name"): field.get("value") for field in [*form.xpath(".//input"), button] if field.get("name")}
    return client.post(form.get("action"), fields)


@pytest.mark.parametrize(
    ("url", "label", "about"),
    [
        ("/n/canal/?on=2025-05-03", "this gap", ("p0", "p1", None)),
        ("/n/canal/?a=p1&b=p0", "this gap", ("p0", "p1", None)),
        ("/n/canal/issues/i1/", "this issue", (None, None, "i1")),
        ("/n/canal/issues/i1/", "this gap", ("p0", "p1", "i1")),
        ("/n/canal/parties/p1/", "this party", ("p1", None, None)),
    ],
)
def test_a_button_begins_and_ends_it_and_leaves_one_where_one_was(
    client: Client, url: str, label: str, about: tuple[str | None, ...]
) -> None:
    answer = press(client, url, f"Watch {label}")
    assert (answer.status_code, answer.url) == (303, url)
    (watch,) = Watch.objects.all()
    assert tuple(row and row.slug for row in (watch.party, watch.other, watch.issue)) == about
    press(client, url, f"Stop watching {label}")
    assert not Watch.objects.exists()


@pytest.mark.parametrize("url", PAGES)
def test_who_has_not_signed_in_sees_no_button(talks: Sketch, url: str) -> None:
    assert "Watch" not in Client().get(url).content.decode()


@pytest.mark.parametrize("url", PAGES)
def test_the_buttons_of_a_page_cost_one_query(client: Client, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def ours() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(url)
        return sum("negotiations_watch" in query["sql"] for query in seen.captured_queries)

    assert ours() == 1


def test_twice_is_once_and_a_gap_the_same_from_either_side(client: Client) -> None:
    for sides in (("p0", "p1"), ("p1", "p0"), ("p0", "p1")):
        client.post(WATCH, {"party": sides[0], "other": sides[1]})
    assert Watch.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "party: expected a party, an issue, or both sides of a gap"),
        ({"party": "p9"}, "party: there is no"),
        ({"issue": "i9"}, "issue: there is no"),
        ({"party": "p0", "other": "p0"}, "other: expected the other side"),
        ({"other": "p0"}, "expected"),
        ({"party": "p0", "issue": "i0"}, "other: expected the other side"),
        ({"person": "x"}, "no such parameter"),
    ],
)
def test_what_cannot_be_watched_is_named(client: Client, given: dict[str, str], says: str) -> None:
    answer = client.post(WATCH, given)
    assert answer.status_code == 400
    told = Page(answer).words("//*[@id='main']").replace(" : ", ": ")
    assert says.split(": ")[-1] in told
    assert not Watch.objects.exists()


@pytest.mark.parametrize("url", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_goes_back_to_no_other_site(client: Client, url: str) -> None:
    assert client.post(WATCH, {"party": "p0", "next": url}).url == "/n/canal/"  # type: ignore[attr-defined]


def test_who_has_not_signed_in_is_asked_to(talks: Sketch) -> None:
    answer = Client().post(WATCH, {"party": "p0", "next": "/n/canal/parties/p0/"})
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=/n/canal/parties/p0/"


def test_the_page_lists_them_and_ends_them(client: Client, reader: User, talks: Sketch) -> None:
    Watch.objects.start(reader, talks.negotiation, talks.parties[0], talks.parties[1], talks.issues[0])
    other = Watch.objects.start(person(Role.EDITOR, "coder"), talks.negotiation, talks.parties[0], None, None)
    shown = Page(client.get("/watching/"))
    assert "Gap between P0 and P1 on Issue 0" in shown.words("//table")
    number = shown.one("//td//input[@name='watch']").get("value")
    assert client.post("/watching/unwatch/", {"watch": other.pk}).status_code == 303
    assert client.post("/watching/unwatch/", {"watch": number}).status_code == 303
    for text in ("9" * 5000, "-1", "x", ""):
        assert client.post("/watching/unwatch/", {"watch": text}).status_code == 303
    assert list(Watch.objects.all()) == [other]
    assert "Nothing yet" in Page(client.get("/watching/")).words("//section[1]")


def test_what_one_may_no_longer_see_is_not_listed(client: Client, reader: User) -> None:
    hidden = sketch("moat", public=False)
    Watch.objects.start(reader, hidden.negotiation, hidden.parties[0], None, None)
    assert "moat" not in client.get("/watching/").content.decode()


def test_how_often_and_where_to_is_chosen(client: Client, reader: User) -> None:
    client.post("/watching/digest/", {"every": "week", "email": "reader@example.org"})
    reader.refresh_from_db()
    assert (Digest.objects.get(user=reader).every, reader.email) == (Every.WEEK, "reader@example.org")
    answer = client.post("/watching/digest/", {"every": "hourly", "email": "nonsense"})
    assert answer.status_code == 422
    shown = Page(answer)
    assert shown.one("//input[@name='email']").get("value") == "nonsense"
    assert len(shown.all("//form//*[@role='alert']")) == 2
