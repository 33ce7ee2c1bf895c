"""The Atom feed of moves: valid, stable, conditional, and closed to who may not see the negotiation."""

from __future__ import annotations

from datetime import date, timedelta

import feedparser
import pytest
from django.test import Client
from lxml import etree, html  # type: ignore[import-untyped]

from accounts.models import User
from accounts.roles import Role
from negotiations.models import Party
from tests.talks import Sketch, person, sketch
from tests.web.html import Page

FEED = "/n/canal/moves.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


def filled(*, public: bool = True) -> Sketch:
    talks = sketch(issues=2, public=public)
    for at, (party, issue, outcome) in enumerate([(0, 0, 0), (1, 0, 100), (0, 1, 0), (0, 0, 50)]):
        article = talks.article(f"Number {at}. We <b>stand</b> & stay.", on=date(2025, 5, 1) + timedelta(days=at))
        talks.says(article, "We <b>stand</b> & stay", party=party, issue=issue, outcome=outcome)
    return talks


@pytest.fixture
def talks(db: None) -> Sketch:
    return filled()


def entries(url: str, client: Client | None = None) -> list[str]:
    answer = (client or Client()).get(url)
    assert answer.status_code == 200
    return [str(entry.title) for entry in feedparser.parse(answer.content).entries]


def test_is_atom_with_all_that_it_requires(talks: Sketch) -> None:
    answer = Client().get(FEED)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = etree.fromstring(answer.content)
    assert root.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "author"):
        assert len(root.findall(f"{ATOM}{name}")) == 1
    for entry in root.findall(f"{ATOM}entry"):
        for name in ("id", "title", "updated", "summary"):
            assert len(entry.findall(f"{ATOM}{name}")) == 1
    ids = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids) == 4
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"alternate": "http://testserver/n/canal/", "self": "http://testserver/n/canal/moves.atom"}


def test_tells_each_move_with_the_words_escaped(talks: Sketch) -> None:
    assert "P0 moved 50 points closer to P1 on Issue 0: half, before no" in entries(FEED)
    root = etree.fromstring(Client().get(FEED).content)
    summary = root.find(f"{ATOM}entry/{ATOM}summary")
    assert summary.get("type") == "html"
    assert (
        html.fragment_fromstring(summary.text, create_parent=True).find("blockquote").text == "We <b>stand</b> & stay"
    )


def test_a_link_leads_to_the_words_on_their_day_as_known_then(talks: Sketch) -> None:
    for entry in feedparser.parse(Client().get(FEED).content).entries:
        path = str(entry.link).removeprefix("http://testserver").split("#")[0]
        assert "We <b>stand</b> & stay" in Page(Client().get(path)).words("//*[@id='evidence']")


def test_is_narrowed_to_a_party_or_an_issue(talks: Sketch) -> None:
    assert [len(entries(f"{FEED}{query}")) for query in ("", "?party=p1", "?issue=i1", "?party=p1&issue=i1")] == [
        4,
        1,
        1,
        0,
    ]


@pytest.mark.parametrize("query", ["?party=p9", "?issue=i9", "?partei=p0"])
def test_what_nobody_knows_is_refused_by_name(talks: Sketch, query: str) -> None:
    answer = Client().get(FEED + query)
    assert answer.status_code == 400
    assert query[1:].split("=")[0] in answer.content.decode()


def test_an_unchanged_feed_is_not_sent_again(talks: Sketch) -> None:
    first = Client().get(FEED)
    assert Client().get(FEED, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert Client().get(FEED, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    assert first["Cache-Control"] == "max-age=300, public"
    Party.objects.filter(slug="p0").update(name="Another name")
    assert Client().get(FEED, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_one_of_nothing_is_the_same_whenever_it_is_asked(db: None) -> None:
    sketch()
    first = Client().get(FEED)
    assert entries(FEED) == []
    assert Client().get(FEED)["ETag"] == first["ETag"]


@pytest.mark.parametrize(("url", "feed"), [("", ""), ("issues/i0/", "?issue=i0"), ("parties/p0/", "?party=p0")])
def test_pages_name_it(talks: Sketch, url: str, feed: str) -> None:
    link = Page(Client().get(f"/n/canal/{url}")).one("//link[@rel='alternate']")
    assert (link.get("type"), link.get("href")) == ("application/atom+xml", FEED + feed)


@pytest.fixture
def hidden(db: None) -> Sketch:
    return filled(public=False)


@pytest.fixture
def member(hidden: Sketch) -> User:
    user = person(Role.READER)
    user.grants.create(negotiation=hidden.negotiation, role=Role.READER)
    return user


def address(member: User) -> str:
    client = Client()
    client.force_login(member)
    found = Page(client.get("/watching/")).one("//*[@id='feeds']//a[contains(@href, 'token')]").get("href")
    return str(found).removeprefix("http://testserver")


def test_one_of_members_opens_with_a_key_and_is_kept_by_no_shared_cache(member: User) -> None:
    url = address(member)
    answer = Client().get(url)
    assert len(entries(url)) == 4
    assert answer["Cache-Control"] == "max-age=300, private"


@pytest.mark.parametrize("token", ["", "?token=", "?token=nonsense", "?token=bnVsbA:1abcde:x"])
def test_without_one_it_does_not_exist(hidden: Sketch, token: str) -> None:
    there, nowhere = Client().get(FEED + token), Client().get(f"/n/nowhere/moves.atom{token}")
    assert there.status_code == nowhere.status_code == 404
    assert there.content.replace(b"canal", b"nowhere") == nowhere.content


def test_a_key_opens_one_negotiation_alone(member: User) -> None:
    other = sketch("moat", public=False)
    member.grants.create(negotiation=other.negotiation, role=Role.READER)
    client = Client()
    client.force_login(member)
    keys = [
        link.get("href") for link in Page(client.get("/watching/")).all("//*[@id='feeds']//a[contains(@href, 'token')]")
    ]
    assert len(keys) == 2
    (of_canal,) = [key.partition("?")[2] for key in keys if "/canal/" in key]
    assert Client().get(f"/n/moat/moves.atom?{of_canal}").status_code == 404


@pytest.mark.parametrize("loss", ["key", "role", "account"])
def test_a_key_dies_with_the_right_or_when_a_new_one_is_made(member: User, loss: str) -> None:
    url = address(member)
    if loss == "key":
        client = Client()
        client.force_login(member)
        client.post("/watching/feeds/")
    elif loss == "role":
        member.grants.all().delete()
    else:
        User.objects.filter(pk=member.pk).update(is_active=False)
    assert Client().get(url).status_code == 404
