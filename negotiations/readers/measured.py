"""The suggestions and statements on record, set against each other in every article in which statements stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import QuerySet

from negotiations.extraction import EXTRACTOR, VERSION
from negotiations.extraction.matching import match
from negotiations.extraction.scoring import Near, Score
from negotiations.models import Article, Issue, Negotiation, Party, Statement, Suggestion
from negotiations.models.record import SuggestionQuerySet


@dataclass(frozen=True)
class Standing:
    """A statement as it is measured; `party` and `issue` are slugs."""

    pk: int
    article: int
    start: int
    end: int
    party: str | None
    issue: str | None
    act: str
    optional: bool = False


@dataclass(frozen=True)
class Proposed:
    """A suggestion as it is measured."""

    pk: int
    article: int
    start: int
    end: int
    party: str | None
    issue: str | None
    act: str | None
    rule: str
    raw: float | None
    confidence: float


class Measured(NamedTuple):
    parties: Sequence[Party]
    issues: Sequence[Issue]
    articles: Sequence[Article]
    score: Score[Standing, Proposed]


def of_these_rules(negotiation: Negotiation) -> SuggestionQuerySet:
    """What today's rules suggested, not those before them."""
    return Suggestion.objects.filter(negotiation=negotiation, extractor=EXTRACTOR, version=VERSION)


def measured(negotiation: Negotiation) -> Measured:
    """Five queries. Each article is matched by itself."""
    parties = list(Party.objects.filter(negotiation=negotiation))
    issues = list(Issue.objects.filter(negotiation=negotiation))
    slugs = _Slugs({party.pk: party.slug for party in parties}, {issue.pk: issue.slug for issue in issues})
    statements, suggestions = _standing(negotiation, slugs), _proposed(negotiation, slugs)
    articles = list(Article.objects.filter(pk__in=statements).defer("sources", "fingerprint"))
    score: Score[Standing, Proposed] = Score()
    for article in articles:
        score.add(match(article.body, statements[article.pk], suggestions[article.pk]), Near())
    return Measured(parties, issues, articles, score)


class _Slugs(NamedTuple):
    parties: dict[int, str]
    issues: dict[int, str]

    def of(self, party: int | None, issue: int | None) -> tuple[str | None, str | None]:
        return self.parties.get(party or 0), self.issues.get(issue or 0)


PLACE = ("id", "article_id", "start", "end", "party_id", "issue_id", "act")


def _standing(negotiation: Negotiation, slugs: _Slugs) -> dict[int, list[Standing]]:
    rows = Statement.objects.known_at(None).filter(negotiation=negotiation).order_by("article_id", "start", "id")
    found: dict[int, list[Standing]] = defaultdict(list)
    for pk, article, start, end, party, issue, act in rows.values_list(*PLACE):
        found[article].append(Standing(pk, article, start, end, *slugs.of(party, issue), act))
    return found


def _proposed(negotiation: Negotiation, slugs: _Slugs) -> dict[int, list[Proposed]]:
    rows: QuerySet[Suggestion] = of_these_rules(negotiation).order_by("article_id", "start", "id")
    found: dict[int, list[Proposed]] = defaultdict(list)
    for pk, article, start, end, party, issue, act, *rest in rows.values_list(*PLACE, "rule", "raw", "confidence"):
        found[article].append(Proposed(pk, article, start, end, *slugs.of(party, issue), act or None, *rest))
    return found
