"""Feeds that are followed: what is new of them comes in once, and those that fail are asked ever more seldom."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from html import escape

import pytest
from django.utils import timezone

from accounts.models import User
from negotiations.actions import Conflict, follow_feed, pause_feed, resume_feed, unfollow_feed
from negotiations.ingest import feeds as module
from negotiations.ingest.feeds import EVERY, LONGEST, Issue
from negotiations.models import Arrival, Delivery, Feed, Negotiation
from negotiations.tasks import check_feed, check_feeds
from tests.ingest.server import Site
from tests.jobs import waiting, work

RSS = "<rss version='2.0'><channel><title>The Post</title>{items}</channel></rss>"
ITEM = "<item><guid>{key}</guid><link>{url}</link><pubDate>Sat, 15 May 2021 10:00:00 GMT</pubDate></item>"
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Post</title><id>a</id>
<entry><id>e1</id><link href="/one"/><updated>2021-05-15T10:00:00Z</updated></entry></feed>"""


def rss(web: Site, *keys: str, **headers: str) -> str:
    items = "".join(ITEM.format(key=escape(key), url=f"{web.url}/{escape(key)}") for key in keys)
    return web.says("/feed", RSS.format(items=items), Content_Type="application/rss+xml", headers=headers)


def ask(feed: Feed) -> Feed:
    """As the periodic job does, but for what came in, which is not fetched."""
    check_feed(feed.pk)
    feed.refresh_from_db()
    return feed


def addresses(web: Site) -> list[str]:
    return [url.removeprefix(web.url) for url in Arrival.objects.order_by("pk").values_list("url", flat=True)]


@pytest.fixture
def feed(negotiation: Negotiation, editor: User, web: Site) -> Feed:
    return Feed.objects.create(negotiation=negotiation, url=rss(web, "one", "two"), followed_by=editor)


def test_new_entries_arrive_the_oldest_first_and_are_named_by_the_feed(feed: Feed, web: Site) -> None:
    ask(feed)
    assert addresses(web) == ["/two", "/one"]
    delivery = Delivery.objects.get()
    assert (delivery.feed, delivery.what, feed.title) == (feed, "2 new entries", "The Post")
    assert {str(day) for day in Arrival.objects.values_list("dated", flat=True)} == {"2021-05-15"}


def test_an_entry_is_taken_once(feed: Feed, web: Site) -> None:
    ask(feed)
    rss(web, "three", "one", "two", "three")
    ask(feed)
    ask(feed)
    assert addresses(web) == ["/two", "/one", "/three"]


def test_what_it_holds_already_may_be_left_aside(feed: Feed, web: Site) -> None:
    feed.from_now = True
    feed.save()
    ask(feed)
    assert addresses(web) == []
    rss(web, "three", "one", "two")
    ask(feed)
    assert addresses(web) == ["/three"]


def test_from_now_on_begins_with_the_first_answer(feed: Feed, web: Site) -> None:
    Feed.objects.update(from_now=True)
    there = web.answers["/feed"]
    web.says("/feed", status=500)
    assert ask(feed).failures == 1
    web.answers["/feed"] = there
    ask(feed)
    assert addresses(web) == []
    rss(web, "three", "one", "two")
    ask(feed)
    assert addresses(web) == ["/three"]


Deed = Callable[..., None]


def meanwhile(monkeypatch: pytest.MonkeyPatch, deed: Deed, feed: Feed, by: User) -> None:
    """Somebody does it while the next check waits for the site."""

    def slowly(asked: Feed) -> Issue:
        deed(feed, by=by)
        return module.ask(asked)

    monkeypatch.setattr("negotiations.tasks.intake.ask", slowly)


@pytest.mark.parametrize("status", [200, 500])
def test_one_paused_while_it_is_asked_stays_paused_and_brings_nothing(
    feed: Feed, editor: User, web: Site, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    web.answers["/feed"].status = status
    meanwhile(monkeypatch, pause_feed, feed, editor)
    ask(feed)
    assert (feed.is_paused, feed.fault, feed.checked_at) == (True, "", None)
    assert addresses(web) == []
    assert not feed.entries.exists()


@pytest.mark.parametrize("status", [200, 500])
def test_one_let_go_while_it_is_asked_stays_so(
    feed: Feed, editor: User, web: Site, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    web.answers["/feed"].status = status
    meanwhile(monkeypatch, unfollow_feed, feed, editor)
    check_feed(feed.pk)
    assert "/feed" in web.paths
    assert not Feed.objects.exists()
    assert addresses(web) == []


def test_atom_is_read_and_its_links_completed(feed: Feed, web: Site) -> None:
    web.says("/feed", ATOM, Content_Type="application/atom+xml")
    ask(feed)
    assert addresses(web) == ["/one"]


def test_an_unchanged_feed_is_not_sent_again(feed: Feed, web: Site) -> None:
    rss(web, "one", ETag='"v1"', Last_Modified="Sat, 15 May 2021 10:00:00 GMT")
    ask(feed)
    web.says("/feed", status=304)
    ask(feed)
    _, headers = web.asked[-1]
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"v1"', "Sat, 15 May 2021 10:00:00 GMT")
    assert (addresses(web), feed.fault, feed.etag, feed.title) == (["/one"], "", '"v1"', "The Post")


def waits(feeds: Iterable[Feed]) -> list[timedelta]:
    return [feed.next_check - feed.checked_at for feed in feeds if feed.next_check and feed.checked_at]


def test_one_that_fails_is_asked_half_as_often_each_time_up_to_a_day(feed: Feed, web: Site) -> None:
    web.says("/feed", status=500)
    found = []
    for _ in range(8):
        found += waits([ask(feed)])
    assert found == [EVERY, EVERY * 2, EVERY * 4, EVERY * 8, EVERY * 16, EVERY * 32, LONGEST, LONGEST]
    assert (feed.failures, feed.fault) == (8, f"{web.url}/feed: the site answered 500. Try again later.")
    rss(web, "one")
    ask(feed)
    assert (feed.failures, feed.fault, waits([feed])) == (0, "", [EVERY])


@pytest.mark.parametrize(
    ("asked", "wait"), [("7200", timedelta(hours=2)), ("1", EVERY), ("9" * 400, timedelta(days=7))]
)
def test_a_server_that_asks_to_wait_is_left_alone_so_long(feed: Feed, web: Site, asked: str, wait: timedelta) -> None:
    web.says("/feed", status=503, Retry_After=asked)
    assert waits([ask(feed)]) == [wait]


@pytest.mark.parametrize("body", ["", "<html><p>words</p></html>", "nonsense", "\x00\x01", "<!DOCTYPE a [<!ENTITY"])
def test_what_is_no_feed_is_said(feed: Feed, web: Site, body: str) -> None:
    web.says("/feed", body)
    assert "is no RSS or Atom feed" in ask(feed).fault


HOSTILE = ["javascript:alert(1)", "file:///etc/passwd", "http://[::1", "", "x" * 2000]


@pytest.mark.parametrize("link", HOSTILE)
def test_a_hostile_link_harms_no_other(feed: Feed, web: Site, link: str) -> None:
    items = ITEM.format(key="bad", url=escape(link)) + ITEM.format(key="good", url=f"{web.url}/good")
    web.says("/feed", RSS.format(items=items), Content_Type="text/xml")
    ask(feed)
    assert "/good" in addresses(web)
    assert feed.fault == ""


def test_the_parser_reads_no_file_and_no_address_that_an_entity_names(feed: Feed, web: Site) -> None:
    entity = f'<!DOCTYPE rss [<!ENTITY a SYSTEM "{web.url}/secret"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    body = entity + RSS.format(items="<item><guid>1</guid><title>&a;&b;</title></item>")
    web.says("/feed", body, Content_Type="text/xml")
    ask(feed)
    assert "/secret" not in web.paths
    assert "root:" not in feed.title


def test_only_those_whose_turn_it_is_are_asked(feed: Feed) -> None:
    check_feeds(0)
    check_feeds(0)
    assert waiting() == ["negotiations.tasks.intake.check_feed"]
    work()
    feed.refresh_from_db()
    assert feed.checked_at
    check_feeds(0)
    assert waiting() == []
    Feed.objects.update(next_check=timezone.now())
    check_feeds(0)
    assert len(waiting()) == 1


def test_following_asks_at_once_and_once(negotiation: Negotiation, editor: User, web: Site) -> None:
    feed = follow_feed(negotiation, rss(web), by=editor)
    assert waiting() == ["negotiations.tasks.intake.check_feed"]
    with pytest.raises(Conflict, match="followed already"):
        follow_feed(negotiation, feed.url, by=editor)


def test_one_that_rests_or_is_let_go_is_not_asked(feed: Feed, editor: User, web: Site) -> None:
    pause_feed(feed, by=editor)
    check_feeds(0)
    assert waiting() == []
    check_feed(feed.pk)
    resume_feed(feed, by=editor)
    unfollow_feed(feed, by=editor)
    work()
    assert web.asked == []
    with pytest.raises(Conflict, match="not followed any more"):
        unfollow_feed(feed, by=editor)


def test_what_came_from_one_stays_when_it_is_let_go(feed: Feed, editor: User) -> None:
    ask(feed)
    unfollow_feed(feed, by=editor)
    assert Delivery.objects.get().feed is None
    assert Arrival.objects.count() == 2
