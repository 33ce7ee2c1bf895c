"""How articles come in: what one act brought, each thing of it on its own way into the record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Self
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import ExpressionWrapper, F, Q

from negotiations.models.agenda import Negotiation
from negotiations.models.sources import Article


class FeedQuerySet(models.QuerySet["Feed"]):
    def due(self, now: datetime) -> Self:
        """In the order of their turn."""
        waiting = self.filter(Q(next_check=None) | Q(next_check__lte=now), is_paused=False)
        return waiting.order_by(F("next_check").asc(nulls_first=True), "pk")


class Feed(models.Model):
    """An RSS or Atom feed that somebody follows for a negotiation; each new entry of it arrives as an article."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE, related_name="feeds")
    url = models.URLField(max_length=1000)
    title = models.CharField(max_length=300, blank=True)
    followed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="feeds")
    followed_at = models.DateTimeField(auto_now_add=True)
    from_now = models.BooleanField(default=False, help_text="What it holds when it first answers is left aside.")
    is_paused = models.BooleanField(default=False)
    etag = models.CharField(max_length=500, blank=True)
    modified = models.CharField(max_length=100, blank=True, help_text="Last-Modified as the server wrote it.")
    checked_at = models.DateTimeField(null=True, blank=True)
    next_check = models.DateTimeField(null=True, blank=True, help_text="Empty: at once.")
    failures = models.PositiveSmallIntegerField(default=0, help_text="In a row, up to now.")
    fault = models.CharField(max_length=1000, blank=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ("negotiation", "title", "id")
        constraints = [models.UniqueConstraint(fields=["negotiation", "url"], name="feed_is_followed_once")]

    def __str__(self) -> str:
        return self.title or self.url


class FeedEntry(models.Model):
    """An entry that was seen, so that it is taken once."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="entries")
    key = models.CharField(max_length=64, help_text="The hash of its id, or of its link where it has none.")
    seen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feed", "key"], name="feed_entry_is_seen_once")]

    def __str__(self) -> str:
        return self.key


class Delivery(models.Model):
    """What one act brought: some files, a text, some addresses; or what a feed had that was new."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE, related_name="deliveries")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="deliveries")
    feed = models.ForeignKey(Feed, on_delete=models.SET_NULL, null=True, blank=True, related_name="deliveries")
    what = models.CharField(max_length=300, help_text="In words: 3 files, a pasted text, 2 addresses.")
    brought_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-id",)
        indexes = [models.Index(fields=["negotiation", "-id"], name="delivery_newest")]

    def __str__(self) -> str:
        return self.what


class State(models.TextChoices):
    WAITING = "waiting", "waits for its turn"
    WORKING = "working", "is being read"
    STORED = "stored", "stored"
    KNOWN = "known", "known already"
    DECISION = "decision", "needs a decision"
    FAILED = "failed", "failed"


UNDER_WAY = (State.WAITING, State.WORKING)


class Verdict(models.TextChoices):
    """What an editor says of a text that is much like a stored one."""

    SAME = "same", "the same article: nothing is stored"
    APPEARANCE = "appearance", "an appearance: stored as a copy of the other"
    NEW = "new", "a new article: stored on its own"


IN_TROUBLE = Q(state__in=[State.FAILED, State.DECISION]) | ~Q(fault="")


class ArrivalQuerySet(models.QuerySet["Arrival"]):
    def under_way(self) -> Self:
        return self.filter(state__in=UNDER_WAY)

    def to_try_again(self) -> Self:
        """What may go better the next time: what failed and is still here, and what was stored without suggestions."""
        failed = Q(state=State.FAILED) & (Q(data__isnull=False) | ~Q(url=""))
        return self.filter(failed | Q(state=State.STORED) & ~Q(fault=""))

    def tallies(self) -> Iterable[tuple[int, str, int]]:
        """Of each delivery and state, how many."""
        return self.order_by().values_list("delivery", "state").annotate(models.Count("pk"))

    def without_data(self) -> Self:
        """For lists: bytes by the megabyte stay where they are."""
        return self.annotate(has_data=ExpressionWrapper(Q(data__isnull=False), models.BooleanField())).defer("data")

    def locked(self, pk: int) -> Arrival:
        return self.select_for_update(of=("self",)).get(pk=pk)


class Arrival(models.Model):
    """One article on its way in. `data` is let go once its words are stored."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="arrivals")
    ordinal = models.PositiveIntegerField()
    name = models.CharField(max_length=300, help_text="Of the file, with the line for JSON Lines; or the address.")
    url = models.URLField(max_length=1000, blank=True, help_text="Where it is fetched from.")
    suffix = models.CharField(max_length=10, blank=True, help_text="How the bytes are read, as a file's name ends.")
    line = models.PositiveIntegerField(default=1, help_text="Of its file, where the bytes begin.")
    dated = models.DateField(null=True, blank=True, help_text="When the feed says it was published.")
    data = models.BinaryField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    fault = models.TextField(blank=True, help_text="What went wrong and what to do.")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, null=True, blank=True, related_name="arrivals")
    resembles = models.ForeignKey(Article, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    has_data: bool

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        ordering = ("delivery", "ordinal")
        indexes = [models.Index(fields=["delivery", "state"], name="arrival_states")]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "ordinal"], name="arrival_has_its_place"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="arrival_state_is_known"),
            models.CheckConstraint(condition=Q(verdict__in=["", *Verdict.values]), name="arrival_verdict_is_known"),
            models.CheckConstraint(
                condition=~Q(state__in=[State.STORED, State.KNOWN]) | Q(article__isnull=False),
                name="arrival_stored_has_its_article",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.DECISION) | Q(resembles__isnull=False),
                name="arrival_in_doubt_has_its_like",
            ),
            models.CheckConstraint(condition=~Q(state=State.FAILED) | ~Q(fault=""), name="arrival_failed_says_why"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def host(self) -> str:
        """Where it is fetched from; empty where it is not, or where its address is none."""
        try:
            return urlsplit(self.url).hostname or ""
        except ValueError:
            return ""

    @property
    def is_in_trouble(self) -> bool:
        return self.state in (State.FAILED, State.DECISION) or self.fault != ""

    @property
    def may_be_tried_again(self) -> bool:
        """Of one that was read without its data."""
        failed = self.state == State.FAILED and (self.has_data or self.url != "")
        return failed or (self.state == State.STORED and self.fault != "")
