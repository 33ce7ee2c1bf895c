"""What one reader is to be told, of all that they watch and may still see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from accounts.models import User
from negotiations.models import Issue, Letter, Negotiation, Party, Watch
from negotiations.readers.news import News, news_of
from negotiations.readers.reading import reading_of

MOST = 50
"""Told of one negotiation at once; the rest stands on its pages."""


@dataclass(frozen=True)
class Told:
    """The newest first; `is_cut` where there is more."""

    negotiation: Negotiation
    news: Sequence[News]
    is_cut: bool


def digest_for(user: User, until: datetime) -> list[Told]:
    """What became known by an instant and since the last letter that was surely sent."""
    by_negotiation: dict[Negotiation, list[Watch]] = defaultdict(list)
    for watch in Watch.objects.seen_by(user).select_related("negotiation", "party", "other", "issue"):
        by_negotiation[watch.negotiation].append(watch)
    told = (_told(watches, negotiation, _last(user), until) for negotiation, watches in by_negotiation.items())
    return [one for one in told if one.news]


def _last(user: User) -> datetime | None:
    sent = Letter.objects.filter(user=user, sent_at__isnull=False).order_by("-until").first()
    return sent.until if sent else None


def _told(watches: Sequence[Watch], negotiation: Negotiation, last: datetime | None, until: datetime) -> Told:
    since = {watch.pk: max(watch.since, last or watch.since) for watch in watches}
    reading = reading_of(negotiation, today=timezone.localdate(), known=until)

    def covered(party: Party, issue: Issue) -> bool:
        return any(watch.covers(party, issue) for watch in watches)

    found = news_of(reading, covered, most=MOST + 1, after=min(since.values()))
    news = [one for one in found if any(_tells(watch, one, since[watch.pk]) for watch in watches)]
    return Told(negotiation, news[:MOST], len(news) > MOST)


def _tells(watch: Watch, news: News, since: datetime) -> bool:
    return news.known > since and watch.covers(news.party, news.issue)
