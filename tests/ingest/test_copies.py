"""Wire copies: the same text in several papers, and the same words in several texts."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from negotiations.ingest.copies import link_copies, link_repeats
from negotiations.ingest.parse import Head, ParsedArticle
from negotiations.ingest.save import save_article
from negotiations.ingest.suggestions import Suggester
from negotiations.models import Article, Negotiation, Suggestion
from tests.extraction.test_copies import text
from tests.factories import DAY, make_article, make_negotiation

WIRE = text(300)
QUOTE = "We want the whole river and we will wait for as long as it takes"


def take_in(negotiation: Negotiation, body: str, day: int = 0, *, suggest: bool = False) -> Article:
    head = Head(title="At the lake", date=DAY + timedelta(days=day))
    parsed = ParsedArticle("lake.md", head, body)
    article, is_new = save_article(parsed, negotiation)
    if suggest and is_new:
        suggester = Suggester(negotiation)
        suggester.keep(suggester.read(parsed), article)
    return article


def originals(negotiation: Negotiation) -> dict[str, str | None]:
    """By the first words of a body, those of the body it copies."""
    rows = Article.objects.filter(negotiation=negotiation).values_list("body", "copy_of__body")
    return {body[:12]: first and first[:12] for body, first in rows}


def test_a_copy_knows_its_original_and_another_report_knows_none(negotiation: Negotiation) -> None:
    original = take_in(negotiation, WIRE)
    shortened = take_in(negotiation, " ".join(WIRE.split()[:150]), day=1)
    other = take_in(negotiation, text(300, seed=2))
    assert (original.copy_of, shortened.copy_of, other.copy_of) == (None, original, None)


@pytest.mark.parametrize(("day", "is_copy"), [(10, True), (11, False)])
def test_the_same_text_long_after_is_no_copy(day: int, is_copy: bool, negotiation: Negotiation) -> None:
    take_in(negotiation, WIRE)
    assert bool(take_in(negotiation, f"{WIRE} Again.", day).copy_of) is is_copy


def test_another_negotiation_has_its_own_originals(negotiation: Negotiation) -> None:
    take_in(negotiation, WIRE)
    assert take_in(make_negotiation("other-talks"), f"{WIRE} Again.").copy_of is None


BODIES = [(f"Paper-{name} {WIRE}", day) for name, day in (("A", 2), ("B", 0), ("C", 1), ("D", 0))]


def test_whatever_comes_in_first_the_earliest_is_the_original(db: None) -> None:
    found = []
    for number, order in enumerate(permutations(BODIES)):
        negotiation = make_negotiation(f"talks-{number}")
        for body, day in order:
            take_in(negotiation, body, day)
        found.append(originals(negotiation))
    assert all(one == found[0] for one in found)
    assert [copy for copy, first in found[0].items() if first is None] in (["Paper-B word"], ["Paper-D word"])


def test_a_round_up_of_two_reports_makes_neither_a_copy_of_the_other(negotiation: Negotiation) -> None:
    one, other = take_in(negotiation, WIRE), take_in(negotiation, text(300, seed=2), day=1)
    both = take_in(negotiation, f"{one.body} {other.body}", day=2)
    other.refresh_from_db()
    assert (both.copy_of, other.copy_of) == (one, None)


def test_taking_it_in_again_changes_nothing(negotiation: Negotiation) -> None:
    take_in(negotiation, WIRE)
    copy = take_in(negotiation, f"{WIRE} Again.", day=1)
    before = list(Article.objects.order_by("pk").values())
    assert take_in(negotiation, f"{WIRE} Again.", day=1) == copy
    link_copies(copy)
    assert list(Article.objects.order_by("pk").values()) == before


def test_articles_stored_before_there_were_fingerprints_stay_apart(negotiation: Negotiation) -> None:
    stored = make_article(negotiation, WIRE)
    assert stored.fingerprint is None
    assert take_in(negotiation, f"{WIRE} Again.", day=1).copy_of is None


@pytest.mark.parametrize("number", [4, 8])
def test_copies_are_found_in_as_many_queries_however_many_there_are(number: int, negotiation: Negotiation) -> None:
    for at in range(number):
        take_in(negotiation, f"Paper {at} {WIRE}", day=at % 3)
    first = take_in(negotiation, f"First {WIRE}", day=-1)
    Article.objects.update(copy_of=None)
    with CaptureQueriesContext(connection) as seen:
        link_copies(first)
    assert len(seen) == 2
    assert first.copies.count() == number


def said(words: str, by: str = "Ada Berg") -> str:
    return f"“{words},” {by} said."


def repeats(negotiation: Negotiation) -> dict[str, str | None]:
    """By the first words of the article, those of the article where it was said first."""
    rows = Suggestion.objects.filter(negotiation=negotiation)
    return {
        body[:7]: first and first[:7] for body, first in rows.values_list("article__body", "repeat_of__article__body")
    }


def test_a_repeated_quote_is_linked_to_where_it_stood_first(negotiation: Negotiation) -> None:
    first = take_in(negotiation, f"Paper A. {said(QUOTE)}", suggest=True)
    again = take_in(negotiation, f"Paper B has it too. {said(QUOTE[12:])}", day=3, suggest=True)
    assert again.suggestions.get().repeat_of == first.suggestions.get()
    assert first.suggestions.get().repeat_of is None


@pytest.mark.parametrize(
    ("body", "day"),
    [
        (said(QUOTE, "Pio Costa"), 1),
        (said("We want the whole lake and we will wait for nobody at all"), 1),
        (said(QUOTE), 11),
    ],
    ids=["another party", "other words", "long after"],
)
def test_other_words_are_no_repeat(body: str, day: int, negotiation: Negotiation) -> None:
    take_in(negotiation, f"Paper A. {said(QUOTE)}", suggest=True)
    article = take_in(negotiation, f"Paper B. {body}", day, suggest=True)
    assert [one.repeat_of for one in article.suggestions.all()] == [None]


def test_within_one_article_nothing_repeats(negotiation: Negotiation) -> None:
    article = take_in(negotiation, f"{said(QUOTE)}\n\nBerg spoke late. {said(QUOTE)}", suggest=True)
    assert [one.repeat_of for one in article.suggestions.all()] == [None, None]


def test_whatever_comes_in_first_the_earliest_said_it_first(db: None) -> None:
    bodies = [(f"Paper {name}. {said(QUOTE)}", day) for name, day in (("A", 2), ("B", 0), ("C", 1), ("D", 0))]
    found = []
    for number, order in enumerate(permutations(bodies)):
        negotiation = make_negotiation(f"talks-{number}")
        for body, day in order:
            take_in(negotiation, body, day, suggest=True)
        found.append(repeats(negotiation))
    assert len(found[0]) == 4
    assert all(one == found[0] for one in found)
    assert list(found[0].values()).count(None) == 1


@pytest.mark.parametrize("number", [4, 8])
def test_repeats_are_found_in_as_many_queries_however_many_there_are(number: int, negotiation: Negotiation) -> None:
    for at in range(number):
        take_in(negotiation, f"Paper {at}. {said(QUOTE)}", day=at % 3 + 1, suggest=True)
    first = take_in(negotiation, f"First. {said(QUOTE)}", suggest=True)
    Suggestion.objects.update(repeat_of=None)
    with CaptureQueriesContext(connection) as seen:
        link_repeats(first)
    assert len([query for query in seen if "SAVEPOINT" not in query["sql"]]) == 2
    assert first.suggestions.get().repeats.count() == number


def test_in_a_copy_a_short_quote_repeats_too(negotiation: Negotiation) -> None:
    first, again, other = (
        take_in(negotiation, f"{body} {said('Not one boat')}", day, suggest=True)
        for day, body in enumerate((f"Paper A. {WIRE}.", f"Paper B. {WIRE}.", "Paper C."))
    )
    assert again.suggestions.get().repeat_of == first.suggestions.get()
    assert other.suggestions.get().repeat_of is None


def test_dates_decide_before_hashes(negotiation: Negotiation) -> None:
    days = {take_in(negotiation, f"Paper {at} {WIRE}", day=at).date for at in range(5)}
    first = Article.objects.get(date=DAY)
    assert days == {date(2021, 5, 16 + at) for at in range(5)}
    assert set(Article.objects.exclude(pk=first.pk).values_list("copy_of", flat=True)) == {first.pk}
