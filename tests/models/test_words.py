"""Search by words, as the database answers it."""

from __future__ import annotations

import pytest
from django.db import connection

from negotiations.models import Article, Statement, are_too_common, has_words
from negotiations.models.words import SEARCHED
from tests.talks import Sketch, sketch


@pytest.fixture
def found(db: None) -> Sketch:
    found = sketch()
    found.says(found.article("We want no tolls. Nothing more.", title="A quarrel"), "We want no tolls")
    found.says(found.article("A lock is enough."), "A lock")
    return found


def plan(rows: object) -> str:
    """How the database would go about it in a table too large to be read whole."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    return str(rows.explain())  # type: ignore[attr-defined]


def test_words_are_looked_up_in_an_index(found: Sketch) -> None:
    assert "article_words" in plan(Article.objects.containing("tolls"))
    assert "statement_words" in plan(Statement.objects.quoting("tolls"))


def test_quote_and_article_are_each_looked_up_in_their_own(found: Sketch) -> None:
    told = plan(Statement.objects.filter(has_words("tolls -ferry"), negotiation=found.negotiation))
    assert "article_words" in told
    assert "statement_words" in told


def test_finds_any_form_of_a_word_in_title_and_text(found: Sketch) -> None:
    for words in ("toll", "TOLLED", "quarrels", "quarrel toll", '"no tolls"', "ferry or toll"):
        assert [article.title for article in Article.objects.containing(words)] == ["A quarrel"], words
    for words in ("ferry", "toll ferry", '"tolls want"', "the"):
        assert not Article.objects.containing(words).exists(), words


def test_says_when_every_word_is_too_common(db: None) -> None:
    assert are_too_common("the of and")
    assert are_too_common("  !!! ")
    assert not are_too_common("the river")


def test_a_text_too_long_for_the_index_is_kept_and_searched_from_its_beginning(db: None) -> None:
    body = "beginning " + " ".join(f"word{number}" for number in range(200_000))
    kept = sketch().article(body)
    assert len(body) > SEARCHED * 5
    assert Article.objects.containing("beginning").get() == kept
    assert not Article.objects.containing("word199999").exists()
