"""An article with its statements marked in the text, and what they set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Q, QuerySet

from negotiations.models import Article, Party, Shown, Statement
from negotiations.readers.appearances import copies_of, with_appearances
from negotiations.readers.articles import stored_by
from negotiations.readers.evidence import Words, as_words
from negotiations.readers.intervals import Interval, intervals
from negotiations.readers.passages import Passage, passages_of
from negotiations.readers.reading import Reading


@dataclass(frozen=True)
class Listed:
    """A statement with its number in the text, and the position it sets, if it sets one."""

    number: int
    words: Words
    sets: Interval | None


@dataclass(frozen=True)
class ArticlePage:
    """`passages` is the full text, or only the sentences quoted where no more may be shown."""

    article: Article
    reading: Reading
    words: Sequence[Words]
    passages: Sequence[Passage[Words]]
    left_out: bool
    sets: Sequence[Interval]
    party: Party | None
    waiting: int | None
    copies: Sequence[Article]
    earlier: Article | None
    later: Article | None

    @property
    def in_full(self) -> bool:
        return self.article.shown == Shown.FULL

    @cached_property
    def listed(self) -> list[Listed]:
        """In the order of the text; of one party where it is asked for."""
        setting = {number: held for held in self.sets for number in held.position.basis}
        return [
            Listed(number, words, setting.get(words.statement.pk))
            for number, words in enumerate(self.words, start=1)
            if self.party in (None, words.statement.party)
        ]

    @cached_property
    def parties(self) -> list[tuple[Party, int]]:
        """Who speaks, with the number of statements, in the order of the codebook."""
        speakers = [words.statement.party_id for words in self.words]
        return [(party, speakers.count(party.pk)) for party in self.reading.agenda.parties if party.pk in speakers]

    @property
    def holding(self) -> list[Interval]:
        """Positions set here that hold on the day of the record shown."""
        return [held for held in self.sets if held.until is None]

    @property
    def first_print(self) -> Article:
        """The earliest of this text and its copies, as far as they were stored by then."""
        return min([self.article, *self.copies], key=lambda one: (one.date, one.body_sha256))

    @property
    def overlaps(self) -> bool:
        return any(len(segment.covering) > 1 for passage in self.passages for segment in passage.segments)


def article_page(
    article: Article, reading: Reading, *, party: str | None = None, for_editor: bool = False
) -> ArticlePage:
    """Only an editor learns how many suggestions wait. Raises NotOnTheAgenda."""
    known = reading.clock.settled
    if party:
        reading.agenda.refuse_strangers(party=("party", party))
    statements = (
        Statement.objects.with_evidence().known_at(known).filter(article=article).order_by("start", "end", "id")
    )
    words = with_appearances([as_words(statement) for statement in statements], article, known)
    passages, left_out = passages_of(article, words)
    earlier, later = _neighbours(article, known)
    return ArticlePage(
        article,
        reading,
        words,
        passages,
        left_out,
        _set_by(reading, {item.statement.pk for item in words}),
        reading.agenda.party(party),
        article.suggestions.waiting().count() if for_editor else None,
        copies_of(article, known),
        earlier,
        later,
    )


def _set_by(reading: Reading, statements: set[int]) -> list[Interval]:
    return [held for held in intervals(reading) if statements.intersection(held.position.basis)]


def _neighbours(article: Article, known: datetime | None) -> tuple[Article | None, Article | None]:
    """The articles before and after by date, as far as they were stored by then."""
    rows = stored_by(Article.objects.filter(negotiation=article.negotiation_id), known).defer("body", "fingerprint")
    before = Q(date__lt=article.date) | Q(date=article.date, id__lt=article.pk)
    after = Q(date__gt=article.date) | Q(date=article.date, id__gt=article.pk)
    return _first(rows.filter(before).order_by("-date", "-id")), _first(rows.filter(after).order_by("date", "id"))


def _first(rows: QuerySet[Article]) -> Article | None:
    return next(iter(rows[:1]), None)
