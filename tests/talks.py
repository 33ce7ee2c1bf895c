"""Negotiations to test with: the bundled one, loaded by the real road, and sketches of a few lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from accounts.models import User
from accounts.roles import Role
from negotiations.actions import Coding, tag_statement
from negotiations.management.bundle import load_bundle
from negotiations.models import Article, Demand, Issue, Negotiation, Option, Outlet, Party, Round, Shown, Statement

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
BUNDLE = SEEDS / "russia-ukraine-talks"
TODAY = date(2026, 1, 31)
LONG_BEFORE_THE_LOAD = datetime(2020, 1, 1, tzinfo=UTC)
FIRST_DAY = date(2025, 5, 1)


def person(role: str, name: str | None = None) -> User:
    """Signs in with their own name as password."""
    found = User.objects.filter(username=name or role).first()
    return found or User.objects.create_user(name or role, password=name or role, role=role)


def load_talks(bundle: Path = BUNDLE) -> Negotiation:
    return load_bundle(bundle, by=person(Role.EDITOR, "coder"), today=TODAY)


@contextmanager
def talks_for_a_while() -> Iterator[Negotiation]:
    """The bundled talks, for tests whose own transactions lie inside of this one."""
    with transaction.atomic():
        yield load_talks()
        transaction.set_rollback(True)


@dataclass
class Sketch:
    negotiation: Negotiation
    parties: list[Party]
    issues: list[Issue]

    def article(
        self,
        body: str,
        *,
        on: date = FIRST_DAY,
        shown: str = Shown.FULL,
        title: str = "A report",
        paper: str = "The Gazette",
        copy_of: Article | None = None,
    ) -> Article:
        outlet, _ = Outlet.objects.get_or_create(name=paper)
        return Article.objects.create(
            negotiation=self.negotiation,
            outlet=outlet,
            title=title,
            date=on,
            body=body,
            body_sha256=sha256(body.encode()).hexdigest(),
            shown=shown,
            copy_of=copy_of,
        )

    def says(
        self,
        article: Article,
        words: str,
        *,
        party: int = 0,
        issue: int = 0,
        outcome: int | None = 50,
        act: str = "comment",
        speaker: str = "",
        demand: Demand | None = None,
    ) -> Statement:
        start = article.body.index(words)
        coding = Coding(
            article=article,
            start=start,
            end=start + len(words),
            party=self.parties[party],
            act=act,
            channel="direct",
            issue=self.issues[issue],
            outcome=None if outcome is None else (Decimal(outcome), Decimal(outcome)),
            speaker=speaker,
            demand=demand,
        )
        return tag_statement(coding, by=person(Role.EDITOR, "coder"))

    def reports(self, number: int, *, day: date = FIRST_DAY, step: timedelta = timedelta(days=1)) -> list[Article]:
        """So many articles, each in turn by the first two parties, on each issue in turn."""
        articles = []
        for at in range(number):
            found = self.article(f"Number {at}. We stand at {at % 7} of {self.negotiation.slug}.", on=day + at * step)
            self.says(found, "We stand", party=at % 2, issue=at // 2 % len(self.issues), outcome=at * 7 % 101)
            articles.append(found)
        return articles


def sketch(slug: str = "canal", *, parties: int = 2, issues: int = 1, rounds: int = 0, public: bool = True) -> Sketch:
    """Parties P0, P1, …; issues i0, i1, … from 0 to 100 with options "no", "half" and "yes"."""
    negotiation = Negotiation.objects.create(slug=slug, title=f"Talks on the {slug}", public=public)
    if not public:
        person(Role.EDITOR, "coder").grants.create(negotiation=negotiation, role=Role.EDITOR)
    found = Sketch(negotiation, [], [])
    for at in range(parties):
        role = "principal" if at < 2 else "observer"
        slot = "ab"[at] if at < 2 else "n"
        party = Party(negotiation=negotiation, slug=f"p{at}", name=f"P{at}", code=f"P{at}"[:5], slot=slot, role=role)
        party.ordinal = at
        party.save()
        found.parties.append(party)
    for at in range(issues):
        issue = Issue(negotiation=negotiation, slug=f"i{at}", title=f"Issue {at}", kind="ordinal", low=0, high=100)
        issue.ordinal = at
        issue.save()
        Option.objects.bulk_create(
            Option(issue=issue, slug=label, label=label, value=value)
            for label, value in (("no", 0), ("half", 50), ("yes", 100))
        )
        found.issues.append(issue)
    for at in range(rounds):
        day = FIRST_DAY + timedelta(days=at)
        Round.objects.create(negotiation=negotiation, slug=f"r{at}", label=f"Round {at}", start=day, end=day)
    return found
