"""Where else an article was printed and a statement quoted, as readers see it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from negotiations.actions import accept_suggestion, retract_statement, suggested_coding
from negotiations.models import Article, Statement, Suggestion
from tests.api.conftest import answer
from tests.talks import FIRST_DAY, Sketch, person, sketch
from tests.web.conftest import Count
from tests.web.html import Page

QUERIES = 17
SAID = "We want the whole river now and for ever"


def printed(found: Sketch, paper: str, day: int = 0, copy_of: Article | None = None) -> Statement:
    """The statement accepted in an article of that paper."""
    body = f"{paper}: “{SAID}.”"
    article = found.article(body, on=FIRST_DAY + timedelta(days=day), paper=paper, copy_of=copy_of)
    suggestion = Suggestion.objects.create(
        negotiation=found.negotiation,
        article=article,
        extractor="rules",
        version="1",
        rule="fronted",
        confidence=0.9,
        start=body.index(SAID),
        end=body.index(SAID) + len(SAID),
        kind="direct",
        party=found.parties[0],
        act="comment",
        issue=found.issues[0],
        outcome=NumericRange(50, 50, "[]"),
    )
    return accept_suggestion(suggestion, suggested_coding(suggestion), by=person(Role.EDITOR, "coder"))


def page_of(article: Article, **query: str) -> Page:
    return Page(Client().get(f"/n/{article.negotiation.slug}/articles/{article.pk}/", query))


def printed_by(page: Page) -> list[tuple[str, str]]:
    return [(link.text_content(), link.get("href")) for link in page.all("//p[contains(@class, 'printed')]/a")]


def beside(page: Page, statement: Statement) -> list[tuple[str, str]]:
    links = page.all(f"//li[@id='s{statement.pk}']//p[@class='src']/a")
    return [(link.text_content(), link.get("href")) for link in links]


def test_original_and_copies_lead_to_one_another(db: None) -> None:
    found = sketch()
    first = printed(found, "The Post").article
    copies = [printed(found, paper, day + 1, first).article for day, paper in enumerate(("The Star", "The Times"))]
    links = {one.pk: (one.outlet.name, f"/n/canal/articles/{one.pk}/") for one in (first, *copies)}
    for article in (first, *copies):
        page = page_of(article)
        assert printed_by(page) == [link for pk, link in links.items() if pk != article.pk]
        assert ("first" in page.words("//p[contains(@class, 'printed')]")) is (article != first)


def test_a_statement_leads_to_where_else_its_words_stand(db: None) -> None:
    found = sketch()
    first, star, times = (printed(found, paper, day) for day, paper in enumerate(("The Post", "The Star", "The Times")))
    said = {
        one: (one.article.outlet.name, f"/n/canal/articles/{one.article_id}/#s{one.pk}") for one in (first, star, times)
    }
    for statement in said:
        assert beside(page_of(statement.article), statement) == [said[one] for one in said if one != statement]
    assert "Also in" in page_of(first.article).words(f"//li[@id='s{first.pk}']")
    assert "Counted once, with" in page_of(star.article).words(f"//li[@id='s{star.pk}']")


def test_an_article_printed_once_says_nothing_of_copies(db: None) -> None:
    page = page_of(printed(sketch(), "The Post").article)
    assert "Also" not in page.words("//main")


def test_figures_and_lists_count_the_words_once(db: None) -> None:
    found = sketch()
    first = printed(found, "The Post")
    printed(found, "The Star", 1)
    (cell,) = [c for c in answer("negotiations/canal/matrix/")["rows"][0]["cells"] if c["party"] == "p0"]
    assert (cell["statements"], cell["position"]["basis"]) == (1, [first.pk])
    assert cell["position"]["since"] == FIRST_DAY.isoformat()
    told = {one["slug"]: one["statements"] for one in answer("negotiations/")["results"]}
    assert told["canal"] == 1
    listed = answer("statements/?negotiation=canal")["results"]
    assert sorted(str(one["repeat_of"]) for one in listed) == sorted(["None", str(first.lineage)])


def test_only_what_stands_is_shown_beside_a_statement(db: None) -> None:
    found = sketch()
    first = printed(found, "The Post")
    star = printed(found, "The Star", 1, first.article)
    assert len(beside(page_of(first.article), first)) == 1
    retract_statement(star, by=person(Role.EDITOR, "coder"))
    assert beside(page_of(first.article), first) == []
    assert len(printed_by(page_of(first.article))) == 1


def test_links_keep_the_instant(db: None) -> None:
    found = sketch()
    first = printed(found, "The Post")
    printed(found, "The Star", 1, first.article)
    page = page_of(first.article, known=timezone.now().isoformat())
    links = [*printed_by(page), *beside(page, first)]
    assert ["?known=" in href for _, href in links] == [True, True]


def test_nothing_is_told_of_a_negotiation_that_one_may_not_see(db: None) -> None:
    secret = printed(sketch("secret", public=False), "The Whisper")
    first = printed(sketch(), "The Post")
    page = page_of(first.article)
    assert "Whisper" not in page.text
    assert str(secret.pk) not in [href.rsplit("#s")[-1] for _, href in beside(page, first)]
    assert Client().get(f"/n/secret/articles/{secret.article_id}/").status_code == 404


def test_the_name_of_a_paper_is_never_markup(db: None) -> None:
    found = sketch()
    first = printed(found, "The Post")
    printed(found, "<b>Star</b>", 1, first.article)
    assert "<b>Star" not in page_of(first.article).text


def test_of_very_many_only_the_first_are_named(db: None) -> None:
    found = sketch()
    first = printed(found, "Paper 0")
    for at in range(1, 12):
        printed(found, f"Paper {at}", at % 5 + 1, first.article)
    page = page_of(first.article)
    assert (len(printed_by(page)), len(beside(page, first))) == (8, 8)
    assert "and 3 more" in page.words("//p[contains(@class, 'printed')]")


@pytest.mark.parametrize("number", [4, 8])
def test_costs_the_same_queries_however_many_copies(queries_of: Count, number: int) -> None:
    found = sketch()
    first = printed(found, "Paper 0")
    for at in range(number):
        printed(found, f"Paper {at + 1}", at + 1, first.article)
    assert queries_of(f"/n/canal/articles/{first.article_id}/") == QUERIES
