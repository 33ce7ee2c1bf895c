from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client

from accounts.roles import Role
from negotiations.models import Negotiation, Shown
from negotiations.readers import search as reader
from negotiations.web.views.search import FOUND_A_PAGE
from tests.talks import FIRST_DAY, LONG_BEFORE_THE_LOAD, Sketch, person, sketch
from tests.web.conftest import MATRIX, Count
from tests.web.html import Page, words_of
from tests.web.test_appearances import printed

STATEMENTS = 7
# the negotiations; how many statements and articles each has; those found, best first; how many have the words in
# the quote; the words listed, the options of their issues
ARTICLES = 6
# the same, as far as the best; the articles listed with their passages; sentences of those that may not be shown


def page(client: Client | None = None, **query: object) -> Page:
    response = (client or Client()).get(f"/search/?{urlencode(query)}")
    assert response.status_code == 200
    return Page(response)


def listed(found: Page) -> list[int]:
    return [int(row[1:]) for row in found.all("//li[@class='row']/@id")]


def titles(found: Page) -> list[str]:
    return [words_of(title) for title in found.all("//li[@class='found-article']/h3")]


def counts(found: Page) -> tuple[int, int]:
    one, other = found.all("//nav[@class='tabs']//span[@class='n']")
    return int(one.text), int(other.text)


def signed_in() -> Client:
    client = Client()
    client.force_login(person(Role.READER))
    return client


@pytest.fixture
def found(db: None) -> Sketch:
    found = sketch()
    quarrel = found.article("We want no tolls. Nothing more.", title="A quarrel", on=FIRST_DAY + timedelta(days=3))
    found.says(quarrel, "Nothing more")
    found.says(quarrel, "We want no tolls")
    tolls = found.article("Tolls, tolls, tolls: so it goes on. We want them, tolls and all.", title="Tolls again")
    found.says(tolls, "We want them, tolls and all", party=1)
    found.article("A lock is enough.", title="A lock")
    return found


def test_statements_with_the_words_in_the_quote_come_first_then_those_of_their_articles(found: Sketch) -> None:
    shown = page(q="toll")
    quotes = {s.pk: s.quote for s in found.negotiation.statements.all()}
    assert [quotes[pk] for pk in listed(shown)] == ["We want no tolls", "We want them, tolls and all", "Nothing more"]
    rows = shown.all("//li[@class='row']")
    assert [words_of(hit) for hit in rows[0].xpath(".//b[@class='hit']")] == ["tolls"]
    assert "words in the article" in words_of(rows[2])


def test_articles_come_best_first_with_the_passage(found: Sketch) -> None:
    shown = page(q="toll", kind="articles")
    assert titles(shown) == ["Tolls again", "A quarrel"]
    passage = shown.all("//li[@class='found-article']/p[@class='passage']")[1]
    assert words_of(passage.xpath("./b")[0]) == "tolls"
    assert "want no tolls. Nothing more" in words_of(passage)
    assert counts(shown) == (3, 2)


def test_only_articles_have_the_words_so_they_are_shown(found: Sketch) -> None:
    assert titles(page(q="lock")) == ["A lock"]
    assert "No statement has these words" in page(q="lock", kind="statements").text


@pytest.mark.parametrize("words", ["ceasefire", '"prisoner exchange"', "truce or ceasefire", "ceasefire -prisoner"])
def test_finds_the_statements_that_the_api_finds(talks: Negotiation, words: str) -> None:
    shown = page(q=words, kind="statements")
    told = Client().get(shown.one("//*[@id='foot']//a[contains(@href, '/api/')]").get("href") + "&limit=1000")
    ids: list[int] = []
    number = 1
    while len(ids) < counts(shown)[0]:
        ids += listed(page(q=words, kind="statements", page=number))
        number += 1
    assert sorted(ids) == sorted(one["id"] for one in told.json()["results"])
    assert len(ids) == len(set(ids))


def test_rows_lead_to_their_place_in_the_article(talks: Negotiation) -> None:
    link = page(q="ceasefire").all("//li[@class='row']//*[@class='src']/a/@href")[0]
    path, anchor = link.split("#")
    assert Page(Client().get(path)).all(f"//li[@id='{anchor}']")


def test_an_utterance_counts_once_however_many_print_it(db: None) -> None:
    found = sketch()
    printed(found, "The Gazette")
    printed(found, "The Herald")
    shown = page(q="river")
    assert counts(shown) == (1, 2)
    assert len(listed(shown)) == 1


def test_of_a_text_that_may_not_be_shown_only_sentences_quoted_are(db: None) -> None:
    found = sketch()
    kept = found.article("We want no tolls. The toll of war is a secret.", title="Kept", shown=Shown.QUOTES)
    said = found.says(kept, "no tolls")
    found.article("Only the toll is told here, and not to you.", title="Untold", shown=Shown.QUOTES)
    shown = page(q="toll", kind="articles")
    assert set(titles(shown)) == {"Kept", "Untold"}
    assert "We want no tolls." in shown.text.replace('<mark class="span">', "").replace("</mark>", "").replace(
        '<b class="hit">', ""
    ).replace("</b>", "")
    assert shown.all(f"//a[contains(@href, '/articles/{kept.pk}/')][contains(@href, '#s{said.pk}')]")
    for secret in ("war", "secret", "told here", "not to you"):
        assert secret not in shown.text
    assert "only the sentences quoted may be shown" in shown.text
    assert "secret" not in page(q="secret", kind="articles").words("//ol[@class='found']")


def test_what_is_not_public_is_neither_shown_nor_counted(found: Sketch) -> None:
    secret = sketch("moat", public=False)
    secret.says(secret.article("Tolls on the moat.", title="Hidden"), "Tolls on the moat")
    member = signed_in()
    person(Role.READER).grants.create(negotiation=secret.negotiation, role=Role.READER)
    for kind in ("statements", "articles"):
        shown = page(q="toll", kind=kind)
        assert counts(shown) == (3, 2)
        assert "moat" not in shown.text
        assert counts(page(member, q="toll", kind=kind)) == (4, 3)
    hidden, missing = (Client().get(f"/search/?q=toll&negotiation={slug}") for slug in ("moat", "muck"))
    assert (hidden.status_code, hidden.content.replace(b"moat", b"muck")) == (400, missing.content)


def test_looks_in_one_negotiation_where_it_is_named(found: Sketch) -> None:
    other = sketch("lake")
    other.says(other.article("Tolls on the lake."), "Tolls on the lake")
    assert counts(page(q="toll")) == (4, 3)
    assert counts(page(q="toll", negotiation="lake")) == (1, 1)
    options = [words_of(option) for option in page(q="toll").all("//select[@name='negotiation']/option")]
    assert options[0] == "all negotiations"
    assert options[-2:] == ["Talks on the canal (3)", "Talks on the lake (1)"]


def test_nothing_was_known_before_the_load(talks: Negotiation) -> None:
    known = LONG_BEFORE_THE_LOAD.date()
    for kind in ("statements", "articles"):
        shown = page(q="ceasefire", known=known, kind=kind)
        assert counts(shown) == (0, 0)
        assert "as known on 1 Jan 2020" in shown.text
        assert shown.all("//a[contains(text(), 'what is known now')]/@href")


def test_links_keep_what_was_known(talks: Negotiation) -> None:
    instant = str(talks.statements.latest("recorded_at").recorded_at).replace(" ", "T").replace("+00:00", "Z")
    for kind, path in (("statements", "//*[@class='src']/a/@href"), ("articles", "//h3/a/@href")):
        links = page(q="ceasefire", known=instant, kind=kind).all(path)
        assert links
        assert all("known=" in link for link in links)


def test_without_words_it_says_what_can_be_asked(talks: Negotiation) -> None:
    shown = page()
    assert "a phrase" in shown.text
    assert not shown.all("//nav[@class='tabs']")
    assert page(q="   ").words("//h1") == "Search"


@pytest.mark.parametrize("words", ["the of and", "!!!", "-"])
def test_words_that_every_text_has_are_told_to_be_too_common(talks: Negotiation, words: str) -> None:
    assert "only words that stand in every text" in page(q=words).text


@pytest.mark.parametrize("words", ["xylophone", "<script>alert(1)</script>", '"', "運河", "\\", "%s", "{{ q }}", "';"])
def test_words_that_nothing_has_find_nothing_and_come_back_as_text(talks: Negotiation, words: str) -> None:
    shown = page(q=words)
    assert not listed(shown)
    assert shown.one("//*[@id='q']").get("value") == words
    assert "<script>alert" not in shown.text


def test_other_scripts_are_found(db: None) -> None:
    found = sketch()
    found.says(found.article("Мы хотим канал.", title="Канал"), "хотим канал")
    assert len(listed(page(q="канал"))) == 1


@pytest.mark.parametrize("body", ["Tolls <script>alert(1)</script> & <b>tolls</b>.", "A < B tolls > C & D"])
def test_what_articles_say_never_comes_back_as_markup(db: None, body: str) -> None:
    found = sketch()
    found.says(found.article(body, title="<i>Tolls</i>"), body)
    for kind in ("statements", "articles"):
        shown = page(q="toll", kind=kind)
        assert "<script>alert" not in shown.text
        assert "<i>Tolls" not in shown.text
        assert "<b>tolls" not in shown.text


@pytest.mark.parametrize(
    ("query", "name", "says"),
    [
        ({"q": "a" * 10_000}, "q", "200 characters"),
        ({"q": "a\x00b"}, "q", "Null characters"),
        ({"query": "peace"}, "query", "no such parameter"),
        ({"q": "peace", "party": "russia"}, "party", "no such parameter"),
        ({"q": "peace", "kind": "books"}, "kind", "books"),
        ({"q": "peace", "negotiation": "russia-ukraine"}, "negotiation", "did you mean 'russia-ukraine-talks'?"),
        ({"q": "peace", "page": 0}, "page", "1"),
        ({"q": "peace", "page": 999}, "page", "there is no page 999; expected 1 to"),
        ({"q": "peace", "known": "2999-01-01"}, "known", "future"),
    ],
)
def test_what_cannot_be_answered_is_refused_by_name(
    talks: Negotiation, query: dict[str, object], name: str, says: str
) -> None:
    response = Client().get(f"/search/?{urlencode(query)}")
    assert response.status_code == 400
    refused = Page(response)
    assert refused.words("//dt") == name
    assert says in refused.words("//dd")


def test_a_word_given_twice_is_refused(talks: Negotiation) -> None:
    assert Client().get("/search/?q=peace&q=war").status_code == 400


@pytest.mark.parametrize(
    "place", ["/", "/how/", MATRIX, f"{MATRIX}issues/", f"{MATRIX}articles/", "/nowhere/", "/?x=1"]
)
def test_the_search_box_stands_on_every_page(talks: Negotiation, place: str) -> None:
    box = Page(Client().get(place)).one("//form[@class='find']")
    assert box.get("action") == "/search/"
    assert box.xpath(".//input/@name") == ["q"]


def test_the_search_box_keeps_what_was_known(talks: Negotiation) -> None:
    instant = str(talks.statements.latest("recorded_at").recorded_at).replace(" ", "T").replace("+00:00", "Z")
    box = Page(Client().get(f"{MATRIX}?known={instant}")).one("//form[@class='find']")
    assert box.xpath(".//input[@name='known']/@value") == [instant]


def test_many_are_parted_into_pages(db: None) -> None:
    sketch().reports(FOUND_A_PAGE + 5)
    first = page(q="stand", negotiation="canal")
    assert "Page 1 of 2" in words_of(first.one("//p[contains(@class, 'more')][contains(., 'Page')]"))
    second = page(q="stand", page=2, negotiation="canal")
    assert not set(listed(first)) & set(listed(second))
    assert len(listed(first) + listed(second)) == FOUND_A_PAGE + 5


def test_of_very_many_the_newest_are_ranked_and_it_says_so(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "RANKED", 7)
    monkeypatch.setattr("negotiations.web.views.search.RANKED", 7)
    sketch().reports(12)
    for kind in ("statements", "articles"):
        shown = page(q="stand", kind=kind, negotiation="canal")
        assert counts(shown) == (12, 12)
        assert "the newest 7 of them" in shown.text
        assert len(shown.all("//li[@class='row' or @class='found-article']")) == 7


@pytest.mark.parametrize("number", [10, 20])
def test_costs_the_same_queries_however_much_is_found(queries_of: Count, number: int) -> None:
    for slug in ("canal", "lake", "moat"):
        sketch(slug, issues=2).reports(number)
    assert queries_of("/search/?q=stand") == STATEMENTS
    assert queries_of("/search/?q=stand&kind=articles") == ARTICLES
