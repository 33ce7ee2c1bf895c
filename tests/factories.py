"""Small makers of rows for tests; the world is that of samples/river-talks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from accounts.models import User
from accounts.roles import Role
from negotiations.actions import Coding, tag_statement
from negotiations.codebook.reading import read_codebook
from negotiations.codebook.store import save_codebook
from negotiations.models import (
    Article,
    Channel,
    Delivery,
    Issue,
    Negotiation,
    Outlet,
    Party,
    Person,
    Statement,
    Suggestion,
)

SAMPLES = Path(__file__).parent / "samples"
RIVER_TALKS = SAMPLES / "river-talks"
DAY = date(2021, 5, 16)
BODY = "🚢🕊 “We want the truce now,” Ada Berg said. Norland would pay 300 billion. “No truce,” Pio Costa said."

Ends = tuple[float | None, float | None]


def make_user(username: str, role: Role = Role.READER) -> User:
    return User.objects.create(username=username, role=role)


def make_negotiation(slug: str = "river-talks") -> Negotiation:
    codebook = read_codebook(RIVER_TALKS / "codebook.yaml")
    return save_codebook(codebook.model_copy(update={"negotiation": slug}))


def make_article(negotiation: Negotiation, body: str = BODY, day: date = DAY, **more: Any) -> Article:
    outlet, _ = Outlet.objects.get_or_create(name="The River Post")
    digest = sha256(body.encode()).hexdigest()
    given = {"outlet": outlet, "title": "At the lake", "date": day, "body": body, "body_sha256": digest}
    return Article.objects.create(negotiation=negotiation, **(given | more))


def make_suggestion(article: Article, words: str, party: str | None = "norland", **more: Any) -> Suggestion:
    start = article.body.index(words)
    given = {
        "extractor": "rules",
        "version": "1",
        "rule": "fronted",
        "confidence": 0.9,
        "start": start,
        "end": start + len(words),
        "kind": "direct",
        "party": party_of(article.negotiation, party) if party else None,
        "act": "comment",
    }
    made = Suggestion.objects.create(negotiation=article.negotiation, article=article, **(given | more))
    made.refresh_from_db()
    return made


def make_delivery(negotiation: Negotiation, by: User) -> Delivery:
    return Delivery.objects.create(negotiation=negotiation, by=by, what="2 files")


def party_of(negotiation: Negotiation, slug: str) -> Party:
    return Party.objects.get(negotiation=negotiation, slug=slug)


def issue_of(negotiation: Negotiation, slug: str) -> Issue:
    return Issue.objects.get(negotiation=negotiation, slug=slug)


def person_of(negotiation: Negotiation, slug: str) -> Person:
    return Person.objects.get(negotiation=negotiation, slug=slug)


def coding(
    article: Article,
    words: str = "We want the truce now",
    party: str = "norland",
    *,
    issue: str | None = "truce",
    outcome: float | Ends | None = 100,
    act: str = "demand",
    person: str | None = None,
    **more: Any,
) -> Coding:
    """What a coder says of some words of an article; parties, issues and persons by slug."""
    negotiation, start = article.negotiation, article.body.index(words)
    given: dict[str, Any] = {
        "article": article,
        "start": start,
        "end": start + len(words),
        "party": party_of(negotiation, party),
        "act": act,
        "channel": Channel.DIRECT,
        "issue": issue_of(negotiation, issue) if issue else None,
        "outcome": ends_of(outcome),
        "person": person_of(negotiation, person) if person else None,
    }
    return Coding(**(given | more))


def ends_of(outcome: float | Sequence[float | None] | None) -> tuple[Decimal | None, Decimal | None] | None:
    if outcome is None:
        return None
    low, high = outcome if isinstance(outcome, Sequence) else (outcome, outcome)
    return (None if low is None else Decimal(str(low))), (None if high is None else Decimal(str(high)))


def make_statement(article: Article, by: User, words: str = "We want the truce now", **more: Any) -> Statement:
    return tag_statement(coding(article, words, **more), by=by)
