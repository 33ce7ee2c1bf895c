"""What readers watch, and how they are told of it."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from negotiations.models.agenda import Issue, Negotiation, Party
from negotiations.models.rules import within_one_negotiation


class WatchQuerySet(models.QuerySet["Watch"]):
    def seen_by(self, user: User) -> Self:
        """Theirs, in negotiations that they may still see."""
        return self.filter(user=user, negotiation__in=Negotiation.objects.visible_to(user))

    def on(self, party: Party | None, other: Party | None, issue: Issue | None) -> Self:
        return self.filter(**_both_ways(party, other), issue=issue)

    def start(
        self, user: User, negotiation: Negotiation, party: Party | None, other: Party | None, issue: Issue | None
    ) -> Watch:
        """Once, however often it is asked for."""
        about: dict[str, Any] = {**_both_ways(party, other), "issue": issue}
        watch, _ = self.get_or_create(user=user, negotiation=negotiation, **about)
        return watch


def _both_ways(party: Party | None, other: Party | None) -> dict[str, Party | None]:
    """A gap is the same from either side."""
    if party and other and other.pk < party.pk:
        party, other = other, party
    return {"party": party, "other": other}


class Watch(models.Model):
    """A party (`party`), an issue (`issue`), or a gap (`party` and `other`, on one issue or overall)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="watches")
    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE, related_name="watches")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, null=True, blank=True, related_name="watches")
    other = models.ForeignKey(Party, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, null=True, blank=True, related_name="watches")
    since = models.DateTimeField(auto_now_add=True)

    objects = WatchQuerySet.as_manager()

    class Meta:
        ordering = ("negotiation", "id")
        constraints = [
            models.CheckConstraint(condition=~Q(party=None, issue=None), name="watch_is_of_something"),
            models.CheckConstraint(
                condition=Q(other=None) | (Q(party__isnull=False) & ~Q(party=F("other"))),
                name="watch_gap_has_two_sides",
            ),
            models.CheckConstraint(
                condition=Q(party=None) | Q(issue=None) | Q(other__isnull=False), name="watch_is_of_one_thing"
            ),
            models.UniqueConstraint(
                fields=["user", "negotiation", "party", "other", "issue"],
                nulls_distinct=False,
                name="watch_is_kept_once",
            ),
        ]
        triggers = [within_one_negotiation(party="party", other="party", issue="issue")]

    def __str__(self) -> str:
        if self.party and self.other:
            where = f"on {self.issue.title}" if self.issue else "overall"
            return f"Gap between {self.party.name} and {self.other.name} {where}"
        return self.party.name if self.party else str(self.issue and self.issue.title)

    def covers(self, party: Party, issue: Issue) -> bool:
        """What was merged into another since is watched as that."""
        parties = [watched.present for watched in (self.party, self.other) if watched]
        return (not parties or party in parties) and (self.issue is None or self.issue.present == issue)


class Every(models.TextChoices):
    DAY = "day", "every day"
    WEEK = "week", "every week, on Monday"
    NEVER = "never", "never"


def new_key() -> str:
    return secrets.token_hex(16)


class Digest(models.Model):
    """How often somebody is told by mail, and the key of their feeds: another key, and every old address is dead."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digest")
    every = models.CharField(max_length=5, choices=Every.choices, default=Every.DAY)
    feed_key = models.CharField(max_length=32, default=new_key)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(every__in=Every.values), name="digest_every_is_known")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_every_display()}"


class LetterQuerySet(models.QuerySet["Letter"]):
    def claim(self, user: User, period: date) -> Letter | None:
        """The right to write to somebody about a period; None where it was taken before."""
        letter, is_new = self.get_or_create(user=user, period=period)
        return letter if is_new else None


class Letter(models.Model):
    """A digest, claimed before it is sent: who dies in between has perhaps sent it, so nobody sends it again.

    What was not surely sent is told in the next one.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="letters")
    period = models.DateField(help_text="The day on which it is due.")
    until = models.DateTimeField(auto_now_add=True, help_text="It tells what was known by then.")
    sent_at = models.DateTimeField(null=True, blank=True)
    told = models.PositiveIntegerField(default=0, help_text="How much it told; nothing was sent where that is 0.")

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ("-period",)
        constraints = [models.UniqueConstraint(fields=["user", "period"], name="letter_one_a_period")]

    def __str__(self) -> str:
        return f"{self.user}, {self.period}"
