"""Feeds that editors follow, rest, and let go."""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django import app

from accounts.models import User
from negotiations.actions.audit import Conflict, Refused, audit, begin
from negotiations.models import Feed, Negotiation

CHECK = "negotiations.tasks.intake.check_feed"
MOST = 100
"""Feeds of one negotiation."""


@transaction.atomic
def follow_feed(negotiation: Negotiation, url: str, *, from_now: bool = False, by: User) -> Feed:
    """Asks it at once, and every half hour from then on; `from_now` leaves aside what it holds already."""
    begin(negotiation, by)
    if negotiation.feeds.filter(url=url).exists():
        raise Conflict("This feed is followed already.")
    if negotiation.feeds.count() >= MOST:
        raise Refused(f"{MOST} feeds are followed already: stop following one first.")
    feed = Feed.objects.create(negotiation=negotiation, url=url, from_now=from_now, followed_by=by)
    audit("follow", negotiation, by, reason=url[:200])
    app.configure_task(CHECK).defer(feed=feed.pk)
    return feed


@transaction.atomic
def pause_feed(feed: Feed, *, by: User) -> None:
    begin(feed.negotiation, by)
    _turn(feed, is_paused=True)
    audit("pause", feed.negotiation, by, reason=feed.url[:200])


@transaction.atomic
def resume_feed(feed: Feed, *, by: User) -> None:
    """Asks it at once, whatever went wrong before."""
    begin(feed.negotiation, by)
    _turn(feed, is_paused=False)
    audit("resume", feed.negotiation, by, reason=feed.url[:200])
    app.configure_task(CHECK).defer(feed=feed.pk)


@transaction.atomic
def unfollow_feed(feed: Feed, *, by: User) -> None:
    """What came from it stays."""
    begin(feed.negotiation, by)
    if not Feed.objects.filter(pk=feed.pk).delete()[0]:
        raise Conflict("This feed is not followed any more.")
    audit("unfollow", feed.negotiation, by, reason=feed.url[:200])


def _turn(feed: Feed, *, is_paused: bool) -> None:
    changed = Feed.objects.filter(pk=feed.pk, is_paused=not is_paused).update(
        is_paused=is_paused, next_check=None, failures=0, fault=""
    )
    if not changed:
        raise Conflict(f"This feed is {'paused' if is_paused else 'followed'} already, or not followed any more.")
