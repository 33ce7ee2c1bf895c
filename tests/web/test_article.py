from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import Role
from negotiations.models import Article, Negotiation, Suggestion
from tests.talks import FIRST_DAY, person, sketch
from tests.web.conftest import MATRIX, Count
from tests.web.html import Balance, Page

QUERIES = 17
# the negotiation; the article with outlet and round; its agenda: negotiation, parties, memberships, issues, options,
# saliences, rounds; revision, statements of the record; those of the article; the options of their issues; where else
# they stand; copies of the article; the articles before and after it
FOR_AN_EDITOR = QUERIES + 4
# the session, the user and their grants; suggestions that wait, counted
HOSTILE = (
    "“Stop <script>alert('x')</script> & go,” said P0 \U0001d54f. "
    "שלום עולם means <b>peace</b> &amp; \u202eevil\u202c 🕊 forever."
)

SAID = ["<script>alert('x')</script> & go", "שלום עולם", "\u202eevil\u202c 🕊", "\U0001d54f"]


def page_of(article: Article, client: Client | None = None, query: str = "") -> Page:
    response = (client or Client()).get(f"/n/{article.negotiation.slug}/articles/{article.pk}/{query}")
    assert response.status_code == 200
    return Page(response)


def text_of(page: Page) -> str:
    """The article as it is read, without the numbers of its statements."""
    for number in page.all("//*[contains(@class, 'art')]//span[contains(@class, 'sg-n')]"):
        number.drop_tree()
    return "".join(paragraph.text_content() for paragraph in page.all("//div[contains(@class, 'art')]/p"))


def marked(page: Page, statement: int) -> str:
    marks = page.all("//div[contains(@class, 'art')]//mark[@data-statements]")
    ours = [mark for mark in marks if str(statement) in mark.get("data-statements").split()]
    return "".join(link.text_content() for mark in ours for link in mark.xpath("./a"))


def test_shows_every_article_whole_with_every_statement_marked_where_it_stands(talks: Negotiation) -> None:
    for article in talks.articles.order_by("date")[::6]:
        page = page_of(article)
        for statement in article.statements.all():
            assert marked(page, statement.pk) == statement.quote
            assert len(page.all(f"//li[@id='s{statement.pk}']")) == 1
        assert text_of(page) == article.body.replace("\n", "")


def test_what_an_article_says_is_never_markup(db: None) -> None:
    found = sketch()
    article = found.article(HOSTILE, title="<i>A & B</i>")
    article.statements.all()
    said = [
        found.says(article, words, outcome=at)
        for at, words in enumerate(
            ["<script>alert('x')</script> & go", "שלום עולם", "\u202eevil\u202c 🕊", "\U0001d54f"]
        )
    ]
    page = page_of(article)
    assert "<script>alert" not in page.text
    assert "<i>A" not in page.text
    assert not page.all("//b[text()='peace']")
    assert text_of(page) == HOSTILE
    assert [marked(page, one.pk) for one in said] == [one.quote for one in said]
    for url in ("/", "/n/canal/", "/n/canal/?cell=i0.p0", "/n/canal/issues/i0/", "/n/canal/articles/"):
        text = Client().get(url).content.decode()
        assert "<script>alert" not in text
        assert "<i>A" not in text
        assert Balance.of(text).faults == []


def test_a_speaker_named_by_an_article_is_never_markup(db: None) -> None:
    found = sketch()
    article = found.article("We stand here.")
    found.says(article, "We stand", speaker="<img src=x onerror=alert(1)>")
    for url in (f"/n/canal/articles/{article.pk}/", "/n/canal/?cell=i0.p0", "/n/canal/issues/i0/", "/"):
        assert "<img" not in Client().get(url).content.decode()


def test_statements_that_overlap_are_each_marked_whole(db: None) -> None:
    found = sketch()
    article = found.article("One two three four five.\n\nSix seven.")
    spans = ["One two three four", "two three", "three four five.\n\nSix", "two three four five", "Six seven"]
    said = [found.says(article, words, outcome=at) for at, words in enumerate(spans)]
    page = page_of(article)
    assert text_of(page) == article.body.replace("\n", "")
    for one in said:
        assert marked(page, one.pk) == one.quote.replace("\n", "")
    assert Balance.of(page.text).faults == []


def test_a_passage_leads_to_its_statement_and_back(db: None) -> None:
    found = sketch()
    article = found.article("We stand here.")
    said = found.says(article, "We stand")
    page = page_of(article)
    assert page.one("//mark/a").get("href") == f"#s{said.pk}"
    assert page.one(f"//li[@id='s{said.pk}']//a[@class='to-passage num']").get("href") == f"#p{said.pk}"
    assert page.one(f"//*[@id='p{said.pk}']/following-sibling::mark[1]/a").text_content() == "We stand"


def test_a_passage_of_two_parties_bears_the_colours_and_numbers_of_both(db: None) -> None:
    found = sketch()
    article = found.article("One two three.")
    outer, inner = found.says(article, "One two three", party=0), found.says(article, "two", party=1)
    (passage,) = page_of(article).all("//mark[contains(@class, 'sg-over')]")
    assert "g-b" in passage.get("class")
    assert passage.xpath(".//span[@class='sg-also u-a']")
    assert passage.xpath("./a/@href") == [f"#s{inner.pk}"]
    numbers = page_of(article).all("//span[@class='sg-n']/a/@href")
    assert sorted(numbers) == sorted([f"#s{outer.pk}", f"#s{inner.pk}"])


def test_says_which_positions_it_set_and_which_of_them_hold(db: None) -> None:
    found = sketch(issues=2)
    article = found.article("We stand here. And there.")
    found.says(article, "We stand", outcome=50)
    found.says(article, "And there", issue=1, outcome=100)
    found.says(found.article("No longer there.", on=FIRST_DAY + timedelta(days=3)), "No longer", issue=1, outcome=0)
    page = page_of(article)
    assert "Sets 2 positions; 1 still holds on 4 May 2025" in page.words("//details[@class='sets']/summary")
    rows = [" ".join(row.text_content().split()) for row in page.all("//details[@class='sets']//li")]
    assert rows == ["P0 Issue 0: half holds", "P0 Issue 1: yes until 4 May 2025"]
    links = page.all("//details[@class='sets']//li/a/@href")
    cells = [Page(Client().get(link.split("#")[0])).words("//*[@id='evidence']//dl") for link in links]
    assert ["half" in cells[0], "yes" in cells[1]] == [True, True]


def test_lists_one_party_alone_under_the_numbers_of_the_whole(db: None) -> None:
    found = sketch()
    article = found.article("One two three.")
    found.says(article, "One", party=0)
    said = found.says(article, "two", party=1)
    page = page_of(article, query="?party=p1")
    assert page.all("//ol[@class='sts']/li/@id") == [f"s{said.pk}"]
    assert page.words("//ol[@class='sts']//a[@class='to-passage num']") == "To passage 2"
    refused = Client().get(f"/n/canal/articles/{article.pk}/?party=p9")
    assert (refused.status_code, Page(refused).words("//dt")) == (400, "party")


def test_leads_to_the_articles_before_and_after(db: None) -> None:
    found = sketch()
    first, second, third = (found.article(f"Text {at}.", on=FIRST_DAY + timedelta(days=at)) for at in range(3))
    page = page_of(second)
    assert page.one("//a[@rel='prev']").get("href").endswith(f"/articles/{first.pk}/")
    assert page.one("//a[@rel='next']").get("href").endswith(f"/articles/{third.pk}/")
    assert not page_of(first).all("//a[@rel='prev']")


def test_shows_the_clock_of_knowledge_alone_and_a_link_that_lasts(talks: Negotiation) -> None:
    article = talks.articles.order_by("date")[3]
    page = page_of(article)
    assert not page.all("//*[@id='clocks']//input[@name='on']")
    assert page.one("//*[@id='clocks']//input[@name='known']").get("value") == ""
    lasting = page.one("//*[@id='foot']/a[contains(., 'Permanent')]").get("href")
    assert lasting.startswith("?known=")
    assert "on=" not in lasting
    assert text_of(page_of(article, query=lasting)) == text_of(page_of(article))


SECRET = "Nobody may reprint this sentence. "
QUOTED = "“We want peace,” said P0."


def quotes_only() -> Article:
    found = sketch()
    body = f"{SECRET}{QUOTED} And not this one either.\n\nNor this paragraph, which nobody quoted."
    article = found.article(body, shown="quotes")
    found.says(article, "We want peace", party=0)
    found.says(article, "peace", party=1, outcome=7)
    return article


def test_an_article_shown_as_quotes_shows_their_sentences_and_nothing_else(db: None) -> None:
    page = page_of(quotes_only())
    assert text_of(page) == QUOTED


def test_the_rest_of_it_is_in_no_page_and_in_no_answer(db: None) -> None:
    article = quotes_only()
    Suggestion.objects.create(
        negotiation=article.negotiation,
        article=article,
        extractor="rules",
        version="1",
        rule="r",
        confidence=0.5,
        start=0,
        end=len(SECRET),
        kind="indirect",
    )
    editor = Client()
    editor.force_login(person(Role.EDITOR))
    urls = [
        "/",
        "/n/canal/",
        "/n/canal/?cell=i0.p0",
        "/n/canal/issues/",
        "/n/canal/issues/i0/",
        "/n/canal/articles/",
        f"/n/canal/articles/{article.pk}/",
        "/api/v1/negotiations/",
        "/api/v1/negotiations/canal/matrix/",
        "/api/v1/statements/",
    ]
    for client in (Client(), editor):
        for url in urls:
            text = client.get(url).content.decode()
            for hidden in ("reprint", "not this one either", "which nobody quoted"):
                assert hidden not in text, url


def test_where_words_are_left_out_says_so(db: None) -> None:
    gaps = page_of(quotes_only()).all("//div[@class='left-out']")
    assert [gap.text_content()[:3] for gap in gaps] == ["[…]", "[…]"]
    whole = sketch("moat").article("We stand here.")
    assert not page_of(whole).all("//div[@class='left-out']")


def test_with_nothing_coded_it_shows_nothing_of_its_text(db: None) -> None:
    article = sketch().article("Nobody may reprint this sentence.", shown="quotes")
    assert "reprint" not in page_of(article).text


def test_how_many_suggestions_wait_is_told_to_editors_alone(talks: Negotiation) -> None:
    waiting = Suggestion.objects.waiting().filter(negotiation=talks).first()
    assert waiting
    number = Suggestion.objects.waiting().filter(article=waiting.article).count()
    for role in (Role.EDITOR, Role.ADMIN):
        client = Client()
        client.force_login(person(role))
        assert f"{number} suggestion" in " ".join(page_of(waiting.article, client).text.split())
    reader = Client()
    reader.force_login(person(Role.READER))
    for client in (Client(), reader):
        assert "waiting" not in page_of(waiting.article, client).words("//main")


def test_a_suggestion_is_not_shown_as_a_fact(talks: Negotiation) -> None:
    article = max(talks.articles.all(), key=lambda one: one.suggestions.count())
    marks = page_of(article).all("//div[contains(@class, 'art')]//mark/@data-statements")
    shown = {int(number) for numbers in marks for number in numbers.split()}
    assert shown == set(article.statements.values_list("pk", flat=True))


def test_the_words_behind_a_figure_lead_to_the_article_as_it_was_known_then(db: None) -> None:
    found = sketch()
    found.says(found.article("We stand here."), "We stand")
    page = Page(Client().get("/n/canal/", {"known": timezone.now().isoformat(), "cell": "i0.p0"}))
    links = page.all("//*[@id='evidence']//a[contains(@href, '/articles/')]/@href")
    assert links
    assert all("?known=" in link for link in links)


@pytest.mark.parametrize("url", ["articles/999999/", "articles/one/"])
def test_an_unknown_article_is_not_found(talks: Negotiation, url: str) -> None:
    assert Client().get(f"{MATRIX}{url}").status_code == 404


def test_an_article_is_found_only_under_its_own_negotiation(talks: Negotiation) -> None:
    other = sketch().article("Elsewhere.")
    assert Client().get(f"{MATRIX}articles/{other.pk}/").status_code == 404


def test_refuses_a_day_that_it_would_not_use(db: None) -> None:
    article = sketch().article("We stand here.")
    assert Client().get(f"/n/canal/articles/{article.pk}/?on=2025-05-16").status_code == 400


@pytest.mark.parametrize("number", [4, 8])
def test_costs_the_same_queries_however_many_statements(queries_of: Count, number: int) -> None:
    found = sketch(issues=number)
    article = found.article(" ".join(f"Word{at}" for at in range(number)))
    for at in range(number):
        found.says(article, f"Word{at}", party=at % 2, issue=at)
    url = f"/n/canal/articles/{article.pk}/"
    assert queries_of(url) == QUERIES
    editor = Client()
    editor.force_login(person(Role.EDITOR))
    with CaptureQueriesContext(connection) as seen:
        editor.get(url)
    assert len(seen) == FOR_AN_EDITOR
