"""Feeds that are followed: asked only for what is new, ever more seldom while they fail."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

import feedparser

from negotiations.ingest.fetch import FEEDS, Fetched, NotFetched, fetch
from negotiations.ingest.unpacking import readable
from negotiations.models import Arrival, Feed, FeedEntry

EVERY = timedelta(minutes=30)
LONGEST = timedelta(days=1)
LONGEST_ASKED_FOR = timedelta(days=7)
MOST_ENTRIES = 500


@dataclass(frozen=True)
class Entry:
    """`key` is the same whenever the feed is read."""

    key: str
    url: str
    dated: date | None


@dataclass(frozen=True)
class Issue:
    """What a feed held when it was asked; no entries where nothing changed."""

    title: str
    entries: list[Entry]
    etag: str
    modified: str


def ask(feed: Feed) -> Issue:
    """Raises NotFetched."""
    conditions = {"If-None-Match": feed.etag, "If-Modified-Since": feed.modified}
    fetched = fetch(feed.url, FEEDS, {name: value for name, value in conditions.items() if value})
    if fetched.data is None:
        return Issue(feed.title, [], feed.etag, feed.modified)
    return _read(fetched, fetched.data)


def _read(fetched: Fetched, data: bytes) -> Issue:
    """From bytes alone: the parser is never let near the network."""
    try:
        found = feedparser.parse(io.BytesIO(data), response_headers={"content-location": fetched.url})
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError) as error:  # it promises none of them
        raise NotFetched(fetched.url, "it cannot be read as a feed. Tell its editors, or follow another") from error
    if not found.get("version"):
        raise NotFetched(fetched.url, "it is no RSS or Atom feed. Look on the site for a link named RSS or Feed")
    entries = list(_entries(found.entries[:MOST_ENTRIES]))
    etag, modified = fetched.headers.get("etag", ""), fetched.headers.get("last-modified", "")
    title = readable(str(found.feed.get("title", "")))
    return Issue(title, entries, etag if len(etag) <= 500 else "", modified if len(modified) <= 100 else "")


def _entries(written: list[Any]) -> Iterator[Entry]:
    """Those that lead to a page."""
    for entry in written:
        url = str(entry.get("link", ""))
        if url.startswith(("http://", "https://")) and len(url) <= 1000:
            key = sha256(str(entry.get("id") or url).encode("utf-8", "replace")).hexdigest()
            day = entry.get("published_parsed") or entry.get("updated_parsed")
            yield Entry(key, url, _day(day))


def _day(parsed: Any) -> date | None:
    try:
        return date(*parsed[:3]) if parsed else None
    except ValueError:
        return None


def new_arrivals(feed: Feed, issue: Issue, now: datetime) -> list[Arrival]:
    """Of the entries that were never seen; the oldest first. The feed, locked by now, is then in order.

    One that is followed from now on has nothing new the first time that it answers.
    """
    seen = set(feed.entries.filter(key__in=[entry.key for entry in issue.entries]).values_list("key", flat=True))
    fresh = list({entry.key: entry for entry in issue.entries if entry.key not in seen}.values())
    FeedEntry.objects.bulk_create(FeedEntry(feed=feed, key=entry.key) for entry in fresh)
    silent, feed.from_now = feed.from_now, False
    feed.title, feed.etag, feed.modified = issue.title or feed.title, issue.etag, issue.modified
    feed.checked_at, feed.next_check, feed.failures, feed.fault = now, now + EVERY, 0, ""
    feed.save()
    return [] if silent else [_arrival(entry, now.date()) for entry in reversed(fresh)]


def _arrival(entry: Entry, today: date) -> Arrival:
    """A day in the future is a slip of the feed's."""
    dated = min(entry.dated, today) if entry.dated else None
    return Arrival(name=entry.url[:300], url=entry.url, dated=dated)


def put_off(feed: Feed, error: NotFetched, now: datetime) -> None:
    """Twice as long each time, up to a day; at least as long as the server asks.

    One that was paused or let go while it was asked stays so.
    """
    own = min(EVERY * 2 ** min(feed.failures, 10), LONGEST)
    asked = min(timedelta(seconds=min(error.wait, LONGEST_ASKED_FOR.total_seconds())), LONGEST_ASKED_FOR)
    Feed.objects.filter(pk=feed.pk, is_paused=False).update(
        failures=min(feed.failures + 1, 1000),
        fault=str(error)[:1000],
        checked_at=now,
        next_check=now + max(own, asked),
    )
