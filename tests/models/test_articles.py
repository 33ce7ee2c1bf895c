from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from negotiations.models import Article, Negotiation
from tests.factories import make_article, make_negotiation
from tests.models.conftest import execute


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("body", "'something else'"),
        ("body_sha256", "repeat('0', 64)"),
        ("title", "'Another title'"),
        ("date", "date + 1"),
        ("place", "'Elsewhere'"),
        ("url", "'https://example.org/'"),
        ("sources", """'["x"]'"""),
        ("fingerprint", "'x'"),
        ("negotiation_id", "negotiation_id + 1"),
        ("stored_at", "stored_at + interval '1 day'"),
    ],
)
def test_an_article_never_changes(column: str, value: str, article: Article) -> None:
    with pytest.raises(IntegrityError, match="is immutable"):
        execute(f"UPDATE negotiations_article SET {column} = {value}")


def test_what_may_be_shown_of_it_and_its_round_may_change(article: Article) -> None:
    execute("UPDATE negotiations_article SET shown = 'quotes', round_id = (SELECT min(id) FROM negotiations_round)")
    article.refresh_from_db()
    assert article.shown == "quotes"
    assert article.round is not None


def test_what_may_be_shown_is_one_of_two(article: Article) -> None:
    with pytest.raises(IntegrityError, match="article_shown_is_known"):
        execute("UPDATE negotiations_article SET shown = 'nothing'")


@pytest.mark.parametrize("day", [date(1799, 12, 31), date(3000, 1, 1)])
def test_an_article_is_dated_in_the_calendar(day: date, negotiation: Negotiation) -> None:
    with pytest.raises(IntegrityError, match="article_dated_in_calendar"):
        make_article(negotiation, day=day)


def test_its_round_is_one_of_its_negotiation(article: Article) -> None:
    theirs = make_negotiation("other-talks").round_set.first()
    with pytest.raises(IntegrityError, match="must be of negotiation"):
        Article.objects.update(round=theirs)


def test_an_article_copies_an_earlier_one_of_its_negotiation(article: Article) -> None:
    later = make_article(article.negotiation, "Again.", article.date + timedelta(days=1), copy_of=article)
    assert later.copy_of == article
    for original in (article, later):
        with pytest.raises(IntegrityError, match="is not earlier than its copy"), transaction.atomic():
            Article.objects.filter(pk=article.pk).update(copy_of=original)
    with pytest.raises(IntegrityError, match="must be of negotiation"):
        make_article(make_negotiation("other-talks"), "Again.", date(2031, 1, 1), copy_of=article)


def test_an_article_is_never_deleted(article: Article) -> None:
    with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
        execute("DELETE FROM negotiations_article")
    assert Article.objects.filter(pk=article.pk).exists()


def test_the_hash_is_of_the_body(negotiation: Negotiation) -> None:
    assert make_article(negotiation, "Ünïcode 🚢")
    with pytest.raises(IntegrityError, match="article_hash_is_of_body"):
        make_article(negotiation, "Another text", body_sha256="0" * 64)


def test_an_article_has_words(negotiation: Negotiation) -> None:
    with pytest.raises(IntegrityError, match="article_has_a_body"):
        make_article(negotiation, "")


def test_the_same_words_are_one_article_of_a_negotiation_and_may_be_of_another(article: Article) -> None:
    assert make_article(make_negotiation("other-talks"), article.body)
    with pytest.raises(IntegrityError, match="article_content_is_unique"):
        make_article(article.negotiation, article.body)
