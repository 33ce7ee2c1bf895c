"""Links what is stored to what was printed before: an article to its original, a suggestion to the first of its words.

Both go over the articles of the days around, in the order of their dates and then of their bodies' hashes, which is the
same whichever came in first. So what comes in late takes its place before what it precedes, and that is linked to it.
Whoever stores an article holds the turn to write its negotiation, so nobody else links at the same time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F
from django.db.models.functions import Coalesce, Substr

from negotiations.extraction.copies import ALIKE, Utterance, likeness, unpacked, utterance
from negotiations.models import Article, Suggestion

AROUND = timedelta(days=10)
"""Between the same text in two papers, or the same quote; later it is said again."""

Place = tuple[date, str]
Passage = tuple[date, str, int, int]
"""The place of an article and, within it, of a suggestion: its start and key."""


def link_copies(article: Article) -> None:
    """Two queries, or three; a body without enough words to tell is nobody's copy.

    Each is linked to the earliest that it is like itself, not to what that is a copy of: a round-up of two reports
    makes neither a copy of the other. What an editor set apart stays so.
    """
    if article.apart:
        return
    ours = (article.date, article.body_sha256)
    alike = [one for one in _alike(article) if one.pk != article.pk]
    if earlier := [(one.place, one.pk) for one in alike if one.place < ours]:
        article.copy_of_id = min(earlier)[1]
        article.save(update_fields=["copy_of"])
    later = [one.pk for one in alike if one.place > ours and (one.first is None or one.first > ours)]
    Article.objects.filter(pk__in=later, apart=False).update(copy_of=article)


def most_alike(unstored: Article) -> int | None:
    """The key of the stored article that a text is most like, if it would be linked to any. One query."""
    alike = list(_alike(unstored))
    return max(alike, key=lambda one: one.likeness).pk if alike else None


@dataclass(frozen=True)
class Alike:
    """A stored article; `first` is the place of the original that was known so far."""

    pk: int
    likeness: float
    place: Place
    first: Place | None


def _alike(article: Article) -> Iterator[Alike]:
    found = Article.objects.filter(negotiation=article.negotiation_id, fingerprint__isnull=False)
    around = found.filter(date__range=(article.date - AROUND, article.date + AROUND))
    columns = ("pk", "date", "body_sha256", "copy_of__date", "copy_of__body_sha256", "fingerprint")
    ours = unpacked(bytes(article.fingerprint or b""))
    for pk, day, body, first_day, first_body, stored in around.values_list(*columns):
        share = likeness(ours, unpacked(bytes(stored)))
        if share >= ALIKE:
            yield Alike(pk, share, (day, body), (first_day, first_body) if first_day and first_body else None)


@dataclass
class Said:
    """A suggestion as far as it is compared; `first` is the place of the one that it repeats."""

    party: int
    original: int
    place: Passage
    first: Passage | None
    words: Utterance

    def is_repeated_by(self, other: Said) -> bool:
        elsewhere = self.place[:2] != other.place[:2]
        return (
            elsewhere
            and self.party == other.party
            and self.words.is_one_with(other.words, in_copies=self.original == other.original)
        )


def link_repeats(article: Article) -> None:
    """Two queries: the suggestions of the days around, and the links that changed."""
    said = list(_said_around(article))
    ours = [one for one in said if one.place[:2] == (article.date, article.body_sha256)]
    changed: dict[int, int] = {}
    for one in ours:
        for other in said:
            if one.is_repeated_by(other):
                changed |= _linked(*sorted([one, other], key=lambda either: either.place))
    rows = [Suggestion(pk=pk, repeat_of_id=first) for pk, first in changed.items()]
    Suggestion.objects.bulk_update(rows, ["repeat_of"])


def _linked(earlier: Said, later: Said) -> dict[int, int]:
    """The key of the later one and of its first, where that changed."""
    if later.first is not None and later.first <= earlier.place:
        return {}
    later.first = earlier.place
    return {later.place[-1]: earlier.place[-1]}


PLACE = ("article__date", "article__body_sha256", "start", "pk")


def _said_around(article: Article) -> Iterator[Said]:
    around = (article.date - AROUND, article.date + AROUND)
    parties = article.suggestions.exclude(party=None).values("party")
    rows = Suggestion.objects.filter(
        negotiation=article.negotiation_id, party__in=parties, article__date__range=around
    ).annotate(
        text=Substr("article__body", F("start") + 1, F("end") - F("start")),
        original=Coalesce("article__copy_of", "article"),
    )
    first = (f"repeat_of__{column}" for column in PLACE)
    for party, original, text, content, *places in rows.values_list(
        "party", "original", "text", "content", *PLACE, *first
    ):
        place, earlier = tuple(places[:4]), tuple(places[4:])
        yield Said(
            party, original, place, earlier if earlier[-1] else None, utterance(_content(text, place[2], content))
        )


def _content(text: str, start: int, content: Iterable[list[int]]) -> str:
    """What is said without who says so; all of the evidence where no content is marked."""
    pieces = [text[max(0, first - start) : max(0, last - start)] for first, last in content]
    return " … ".join(pieces) or text
