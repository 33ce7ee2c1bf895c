"""Where words come from: outlets and their dated texts."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Func, Q, Value

from negotiations.models.agenda import Negotiation, Round
from negotiations.models.bounds import in_calendar
from negotiations.models.rules import COPIES_AN_EARLIER_ARTICLE, REVISION, within_one_negotiation
from negotiations.models.words import searched, words_in


class Outlet(models.Model):
    name = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Shown(models.TextChoices):
    FULL = "full", "the full text"
    QUOTES = "quotes", "only the quotes with their surroundings"


def sha256_of(column: str) -> Func:
    """The hash in hexadecimal of a text column's UTF-8 bytes, worked out by the database."""
    octets = Func(column, Value("UTF8"), function="convert_to", output_field=models.BinaryField())
    digest = Func(octets, function="sha256", output_field=models.BinaryField())
    return Func(digest, Value("hex"), function="encode", output_field=models.CharField())


class ArticleQuerySet(models.QuerySet["Article"]):
    def containing(self, words: str) -> Self:
        """Those in whose title or text the words stand."""
        return self.alias(printed=words_in("title", "body")).filter(printed=searched(words))


class Article(models.Model):
    """A dated text. Its body never changes once stored: statements point into it.

    `copy_of` is the earliest article that prints much of the same text, among those of the days around it. Which one
    that is may change, when an earlier one comes in late.
    """

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="articles")
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="articles")
    round = models.ForeignKey(Round, on_delete=models.SET_NULL, null=True, blank=True, related_name="articles")
    title = models.CharField(max_length=500)
    date = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=10, default="en")
    url = models.URLField(max_length=1000, blank=True)
    body = models.TextField()
    body_sha256 = models.CharField(max_length=64)
    sources = models.JSONField(default=list, blank=True, help_text="What a digest rests on: key, outlet, url, date.")
    shown = models.CharField(max_length=10, choices=Shown.choices, default=Shown.FULL)
    file_name = models.CharField(max_length=255, blank=True)
    fingerprint = models.BinaryField(null=True, help_text="Of the body, to tell copies by.")
    apart = models.BooleanField(default=False, help_text="An editor says that it is no copy, however much it is like.")
    copy_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="copies")
    stored_at = models.DateTimeField(auto_now_add=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ("-date", "-id")
        indexes = [
            models.Index(fields=["negotiation", "date", "id"], name="article_by_date"),
            GinIndex(words_in("title", "body"), name="article_words"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["negotiation", "body_sha256"], name="article_content_is_unique"),
            models.CheckConstraint(condition=Q(body_sha256=sha256_of("body")), name="article_hash_is_of_body"),
            models.CheckConstraint(condition=~Q(body=""), name="article_has_a_body"),
            models.CheckConstraint(condition=Q(shown__in=Shown.values), name="article_shown_is_known"),
            in_calendar("article_dated_in_calendar", "date"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="article_is_stamped",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("instant", "timestamptz")],
                func=f"{REVISION} NEW.stored_at := instant; RETURN NEW;",
            ),
            pgtrigger.Trigger(
                name="article_is_immutable",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["round", "shown", "copy_of"]),
                func="RAISE EXCEPTION 'article % is immutable: store a new one instead', OLD.id"
                " USING ERRCODE = 'check_violation';",
            ),
            pgtrigger.Protect(name="article_stays", operation=pgtrigger.Delete),
            within_one_negotiation(round="round", copy_of="article"),
            COPIES_AN_EARLIER_ARTICLE,
        ]

    def __str__(self) -> str:
        return self.title
