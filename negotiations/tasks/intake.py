"""Articles that came in, and feeds that are followed."""

from __future__ import annotations

from contextlib import suppress

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from negotiations.actions.intake import deliver
from negotiations.extraction.backends import find_backend
from negotiations.ingest.arrivals import take_in_arrival
from negotiations.ingest.feeds import Issue, ask, new_arrivals, put_off
from negotiations.ingest.fetch import NotFetched
from negotiations.models import Feed
from negotiations.tasks.upkeep import fresh_connections


@app.task
def take_in(arrival: int) -> None:
    with fresh_connections():
        take_in_arrival(arrival, timezone.localdate(), find_backend())


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="check_feeds")
def check_feeds(timestamp: int) -> None:  # noqa: ARG001 - the periodic deferrer passes it
    with fresh_connections():
        for pk in Feed.objects.due(timezone.now()).values_list("pk", flat=True):
            with suppress(AlreadyEnqueued), transaction.atomic():
                check_feed.configure(queueing_lock=f"feed {pk}").defer(feed=pk)


@app.task
def check_feed(feed: int) -> None:
    """Does nothing where somebody paused it or let it go meanwhile."""
    with fresh_connections():
        found = Feed.objects.filter(pk=feed, is_paused=False).first()
        if found is None:
            return
        try:
            issue = ask(found)
        except NotFetched as error:
            put_off(found, error, timezone.now())
        else:
            _bring_new(feed, issue)


@transaction.atomic
def _bring_new(pk: int, issue: Issue) -> None:
    """Nothing of one that was paused or let go while it was asked."""
    feeds = Feed.objects.select_for_update(of=("self",)).select_related("negotiation", "followed_by")
    feed = feeds.filter(pk=pk, is_paused=False).first()
    if feed and (arrivals := new_arrivals(feed, issue, timezone.now())):
        what = "1 new entry" if len(arrivals) == 1 else f"{len(arrivals)} new entries"
        deliver(feed.negotiation, arrivals, what=what, by=feed.followed_by, feed=feed)
