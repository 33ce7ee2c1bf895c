"""Statements and articles by words, over all the negotiations that the reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db.models import Case, Count, QuerySet, TextField, Value, When

from negotiations.models import (
    Article,
    Revision,
    Shown,
    Statement,
    are_too_common,
    closeness,
    has_words,
    marked,
    passages,
    quotes_words,
)
from negotiations.readers.evidence import Words, words_of
from negotiations.readers.highlights import Part, parts_of, passages_of

Kind = Literal["statements", "articles"]
RANKED = 500
"""So many of the newest are put in order, best first: a search that finds more is answered by narrowing it."""


@dataclass(frozen=True)
class Search:
    """What is looked for, in which negotiations (ids), as known at an instant."""

    words: str
    within: Sequence[int]
    known: datetime | None

    def statements(self) -> QuerySet[Statement]:
        """Each utterance once, however many articles print it."""
        standing = Statement.objects.known_at(self.known)
        return standing.filter(has_words(self.words), negotiation__in=self.within, repeat_of=None)

    def articles(self) -> QuerySet[Article]:
        stored = Article.objects.containing(self.words).filter(negotiation__in=self.within)
        return stored.filter(stored_at__lte=self.known) if self.known else stored


@dataclass(frozen=True)
class Results:
    """What was found, best first; `statements` and `articles` count by negotiation (id), whichever is looked at."""

    search: Search
    kind: Kind
    ids: Sequence[int]
    statements: dict[int, int]
    articles: dict[int, int]

    @property
    def statement_count(self) -> int:
        return sum(self.statements.get(pk, 0) for pk in self.search.within)

    @property
    def article_count(self) -> int:
        return sum(self.articles.get(pk, 0) for pk in self.search.within)

    @property
    def count(self) -> int:
        return self.statement_count if self.kind == "statements" else self.article_count

    @property
    def by_negotiation(self) -> dict[int, int]:
        return self.statements if self.kind == "statements" else self.articles

    @property
    def quote_count(self) -> int:
        """Of the statements, those with the words in their own quote."""
        return self.search.statements().filter(quotes_words(self.search.words)).count()

    @property
    def for_nothing(self) -> bool:
        """Nothing was found because nothing was left to look for."""
        return not self.count and are_too_common(self.search.words)


def results(words: str, known: datetime | None, visible: Sequence[int], within: Sequence[int], kind: str) -> Results:
    """Five queries. Without a kind: statements, unless only articles have the words."""
    Revision.objects.settle(visible, known)
    everywhere, search = Search(words, visible, known), Search(words, within, known)
    statements, articles = _by_negotiation(everywhere.statements()), _by_negotiation(everywhere.articles())
    only_articles = not statements.keys() & set(within) and articles.keys() & set(within)
    chosen: Kind = "articles" if kind == "articles" or (not kind and only_articles) else "statements"
    ids = ranked_statements(search) if chosen == "statements" else ranked_articles(search)
    return Results(search, chosen, ids, statements, articles)


def _by_negotiation(rows: QuerySet[Statement] | QuerySet[Article]) -> dict[int, int]:
    return dict(rows.order_by().values_list("negotiation").annotate(Count("pk")))


def ranked_statements(search: Search) -> list[int]:
    """Those whose own quote has the words come first, by how close together they stand there; then the newest."""
    in_quote = Case(When(quotes_words(search.words), then=Value(1)), default=Value(0))
    newest = search.statements().order_by(in_quote.desc(), "-said_on", "-pk").values("pk")[:RANKED]
    ranked = Statement.objects.filter(pk__in=newest).annotate(closeness=closeness(search.words, "quote"))
    return list(ranked.order_by(in_quote.desc(), "-closeness", "-said_on", "-pk").values_list("pk", flat=True))


def ranked_articles(search: Search) -> list[int]:
    newest = search.articles().order_by("-date", "-pk").values("pk")[:RANKED]
    ranked = Article.objects.filter(pk__in=newest).annotate(closeness=closeness(search.words, "title", "body"))
    return list(ranked.order_by("-closeness", "-date", "-pk").values_list("pk", flat=True))


def statements_found(ids: Sequence[int], search: Search) -> list[Words]:
    words = words_of(ids, search.words)
    return [words[pk] for pk in ids]


@dataclass(frozen=True)
class FoundArticle:
    """`passages` are the words in their surroundings, or, where the text may not be shown, in `sentences` that are
    quoted as statements."""

    article: Article
    title: Sequence[Part]
    passages: Sequence[Sequence[Part]]
    sentences: Sequence[Words]

    @property
    def in_full(self) -> bool:
        return self.article.shown == Shown.FULL


def articles_found(ids: Sequence[int], search: Search) -> list[FoundArticle]:
    """Of a text that may not be shown nothing is even read but what stands in statements."""
    shown = Case(
        When(shown=Shown.FULL, then=passages("body", search.words)), default=Value(""), output_field=TextField()
    )
    rows = Article.objects.filter(pk__in=ids).select_related("outlet", "negotiation").defer("body", "fingerprint")
    marked_up: Iterable[Any] = rows.annotate(told=shown, heading=marked("title", search.words))
    quoted = _quoted_in(ids, search)
    found = {
        row.pk: FoundArticle(row, parts_of(row.heading, row.title), passages_of(row.told), quoted.get(row.pk, []))
        for row in marked_up
    }
    return [found[pk] for pk in ids]


MOST_SENTENCES = 2


def _quoted_in(articles: Sequence[int], search: Search) -> dict[int, list[Words]]:
    """The statements that have the words, of those articles that may be shown in no other way."""
    standing = Statement.objects.known_at(search.known).filter(quotes_words(search.words), article__in=articles)
    standing = standing.exclude(article__shown=Shown.FULL)
    found: dict[int, list[Words]] = {}
    for words in words_of(standing.order_by("start").values_list("pk", flat=True), search.words).values():
        sentences = found.setdefault(words.statement.article_id, [])
        if len(sentences) < MOST_SENTENCES:
            sentences.append(words)
    return found
