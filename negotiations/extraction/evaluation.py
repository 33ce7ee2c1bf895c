"""Suggests for coded articles, and scores what comes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from negotiations.extraction.calibration import Calibration
from negotiations.extraction.gold import GoldArticle, GoldSet, GoldStatement
from negotiations.extraction.matching import match
from negotiations.extraction.quotations import QuoteLevel, score_quotes
from negotiations.extraction.scoring import Near, Score, Tally
from negotiations.extraction.suggest import suggest
from negotiations.extraction.suggestion import Extraction, Suggestion


@dataclass
class Evaluation:
    """`quotes` stays empty where nobody coded quotes."""

    articles: int = 0
    statements: Score[GoldStatement, Suggestion] = field(default_factory=Score)
    quotes: dict[QuoteLevel, Tally] = field(default_factory=dict)

    def add(self, article: GoldArticle, found: Extraction, near: Near) -> None:
        self.articles += 1
        self.statements.add(match(article.body, article.statements, found.suggestions), near)
        if article.quotes is not None:
            self._count(score_quotes(article.body, article.quotes, found.quotes))

    def extend(self, other: Evaluation) -> None:
        self.articles += other.articles
        self.statements.extend(other.statements)
        self._count(other.quotes)

    def _count(self, quotes: dict[QuoteLevel, Tally]) -> None:
        for level, tally in quotes.items():
            self.quotes[level] = self.quotes.get(level, Tally()) + tally


def evaluate(gold: GoldSet, near: Near, calibration: Calibration | None = None) -> Evaluation:
    evaluation = Evaluation()
    for article in gold.articles:
        found = suggest(
            article.body,
            gold.lexicon,
            title=article.title,
            date=article.date,
            place=article.place,
            calibration=calibration,
        )
        evaluation.add(article, found, near)
    return evaluation


def together(evaluations: Iterable[Evaluation]) -> Evaluation:
    total = Evaluation()
    for evaluation in evaluations:
        total.extend(evaluation)
    return total
