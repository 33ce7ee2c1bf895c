from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from negotiations.actions import accept_suggestion, reject_suggestion, retract_statement, suggested_coding
from negotiations.extraction import EXTRACTOR, VERSION
from negotiations.models import Article, Negotiation, Suggestion
from tests.talks import FIRST_DAY, Sketch, person, sketch
from tests.web.conftest import MATRIX
from tests.web.html import Balance, Page, words_of
from tests.web.test_headers import Inline

URL = "/n/canal/extraction/"
QUERIES = 11
# the session, the user and their grants, the negotiation; parties, issues, statements, suggestions, articles;
# decisions; those that wait


@pytest.fixture
def editor(db: None) -> Client:
    client = Client()
    client.force_login(person(Role.EDITOR))
    return client


def page_of(editor: Client, query: str = "", url: str = URL) -> Page:
    answer = editor.get(f"{url}{query}")
    assert answer.status_code == 200
    return Page(answer)


def suggests(found: Sketch, article: Article, words: str, **more: Any) -> Suggestion:
    """By P0 on the first issue, a comment, unless said otherwise."""
    start = article.body.index(words)
    given = {"party": found.parties[0], "issue": found.issues[0], "act": "comment", "rule": "fronted"}
    given |= {"extractor": EXTRACTOR, "version": VERSION, "confidence": 0.75, "raw": 0.7, "kind": "direct"}
    given |= {"start": start, "end": start + len(words)}
    return Suggestion.objects.create(negotiation=found.negotiation, article=article, **(given | more))


@pytest.fixture
def canal(db: None) -> Sketch:
    """Three statements: one found, one found as another act, one missed; a fourth suggestion is of nothing coded."""
    found = sketch(issues=2)
    article = found.article("We stand here. They fall there. Nobody knew this. And something else besides.")
    found.says(article, "We stand here")
    found.says(article, "They fall there", act="demand")
    found.says(article, "Nobody knew this", party=1)
    suggests(found, article, "We stand here", confidence=0.95)
    suggests(found, article, "They fall there", act="accept", rule="reported")
    suggests(found, article, "And something else besides", act="")
    return found


def row(page: Page, section: str, name: str) -> list[str]:
    path = f"//section[@aria-labelledby='{section}']//tr[th//a[normalize-space()='{name}']]/td"
    return [words_of(cell) for cell in page.all(path)]


def test_opens_with_how_many_are_right_and_how_many_were_found(canal: Sketch, editor: Client) -> None:
    page = page_of(editor)
    assert page.words("//p[@id='lead']").startswith("33% of the suggestions")
    assert "1 of 3 suggestions right · 1 of 3 statements found · 1 article" in page.words("//p[@class='coverage']")


def test_each_level_asks_for_one_thing_more(canal: Sketch, editor: Client) -> None:
    page = page_of(editor)
    assert row(page, "levels", "+ issue") == ["67%", "67%", "67%", "2", "3", "3"]
    assert row(page, "levels", "+ act") == ["33%", "33%", "33%", "1", "3", "3"]


@pytest.mark.parametrize(
    ("section", "name", "figures"),
    [
        ("by-act", "comment", ["100%", "50%", "67%", "1", "1", "2"]),
        ("by-act", "demand", ["–", "0%", "–", "0", "0", "1"]),
        ("by-act", "unsure", ["0%", "–", "–", "0", "1", "0"]),
        ("by-party", "P0", ["33%", "50%", "40%", "1", "3", "2"]),
        ("by-issue", "Issue 0", ["33%", "33%", "33%", "1", "3", "3"]),
        ("by-rule", "fronted", ["50%", "1", "2"]),
    ],
)
def test_by_act_party_issue_and_rule(
    section: str, name: str, figures: list[str], canal: Sketch, editor: Client
) -> None:
    assert row(page_of(editor), section, name) == figures


def test_which_act_is_taken_for_which_leads_to_where_it_was(canal: Sketch, editor: Client) -> None:
    link = page_of(editor).one("//a[contains(@href, 'coded=demand&suggested=accept')]")
    assert words_of(link) == "1"
    page = page_of(editor, "?coded=demand&suggested=accept")
    (mistake,) = page.all("//table[contains(@class, 'mistakes')]/tbody/tr")
    assert "They fall there" in words_of(mistake)
    statement = canal.negotiation.statements.get(act="demand")
    assert mistake.xpath(".//a/@href") == [f"/n/canal/articles/{statement.article_id}/#s{statement.pk}"]


@pytest.mark.parametrize(
    ("query", "told", "shown"),
    [
        ("?rule=fronted", "1 suggestion wrong", ["And something else besides"]),
        ("?rule=reported", "1 suggestion wrong", ["They fall there"]),
        ("?act=demand", "0 suggestions wrong, 1 statement not found", ["They fall there"]),
        ("?act=-", "1 suggestion wrong, 0 statements not found", ["And something else besides"]),
        ("?party=p1", "0 suggestions wrong, 1 statement not found", ["Nobody knew this"]),
        ("?level=issue", "1 suggestion wrong, 1 statement not found", ["And something", "Nobody knew this"]),
        ("?level=act", "2 suggestions wrong, 2 statements not found", ["They fall", "And something", "Nobody knew"]),
        ("?confidence=medium", "2 suggestions wrong", ["They fall there", "And something else besides"]),
        ("?confidence=high", "0 suggestions wrong", []),
    ],
)
def test_every_figure_leads_to_its_mistakes(
    query: str, told: str, shown: list[str], canal: Sketch, editor: Client
) -> None:
    page = page_of(editor, query)
    assert told in page.words("//section[@aria-labelledby='mistakes']/div[@class='section-head']/p")
    rows = page.all("//table[contains(@class, 'mistakes')]/tbody/tr")
    assert len(rows) == len(shown)
    assert all(words in words_of(row) for words, row in zip(shown, rows, strict=True))


def test_every_link_of_the_page_leads_somewhere(talks: Negotiation, editor: Client) -> None:
    url = f"{MATRIX}extraction/"
    links = page_of(editor, url=url).all("//a[contains(@href, '/extraction/?')]/@href")
    assert len(links) > 40
    for link in links[::5]:
        listed = page_of(editor, url=link.split("#")[0])
        assert listed.all("//section[@aria-labelledby='mistakes']")


@pytest.mark.parametrize(
    "query",
    [
        *("?rule=nonsense", "?act=shout", "?party=p9", "?issue=i9", "?level=none", "?confidence=sure", "?coded=demand"),
        *(
            "?coded=demand&suggested=praise",
            "?act=comment&rule=fronted",
            "?rul=fronted",
            "?act=comment&page=2",
            "?page=x",
        ),
    ],
)
def test_a_figure_that_is_not_on_the_page_is_refused(query: str, canal: Sketch, editor: Client) -> None:
    assert editor.get(f"{URL}{query}").status_code == 400


def test_a_long_list_goes_on_and_keeps_its_figure(db: None, editor: Client) -> None:
    found = sketch()
    article = found.article("We stand here. " + " ".join(f"Word{at} is said." for at in range(60)))
    found.says(article, "We stand here")
    for at in range(60):
        suggests(found, article, f"Word{at} is")
    first = page_of(editor, "?rule=fronted")
    link = first.one("//a[@rel='next']").get("href")
    assert link == "?rule=fronted&page=2#mistakes"
    words = [words_of(cell) for page in (first, page_of(editor, link), page_of(editor, "?rule=fronted&page=3"))
             for cell in page.all("//table[contains(@class, 'mistakes')]/tbody/tr/td[1]")]  # fmt: skip
    assert len(words) == len(set(words)) == 60


def test_the_chart_and_its_table_tell_the_same_numbers(canal: Sketch, editor: Client) -> None:
    page = page_of(editor)
    rows = [words_of(line) for line in page.all("//details[@class='numbers']//tbody/tr")]
    assert rows[0].startswith("0.7 to 0.8 2 0.75 0 0%")
    assert rows[1].startswith("0.9 to 1.0 1 0.95 1 100%")
    assert [words_of(title) for title in page.all("//svg//title")] == [
        "0.7 to 0.8: 0 of 2 right",
        "0.9 to 1.0: 1 of 1 right",
    ]


def test_what_editors_decide_is_counted_at_once(canal: Sketch, editor: Client) -> None:
    by = person(Role.EDITOR)
    article = canal.negotiation.articles.get()
    kept, changed, refused = (suggests(canal, article, words) for words in ("And something", "else", "besides"))
    accept_suggestion(kept, suggested_coding(kept), by=by)
    other = suggested_coding(changed)
    accept_suggestion(changed, type(other)(**(vars(other) | {"act": "reject"})), by=by)
    reject_suggestion(refused, reason="No.", by=by)
    page = page_of(editor)
    told = dict(
        zip(
            [words_of(term) for term in page.all("//dl[@class='tallies']//dt")],
            [words_of(number) for number in page.all("//dl[@class='tallies']//dd")],
            strict=True,
        )
    )
    assert told == {"accepted as they were": "1", "accepted, changed": "1", "rejected": "1", "waiting": "0"}


def test_what_was_retracted_is_no_longer_measured_against(canal: Sketch, editor: Client) -> None:
    retract_statement(
        canal.negotiation.statements.select_related("negotiation").get(act="demand"), by=person(Role.EDITOR)
    )
    assert "1 of 2 statements found" in page_of(editor).words("//p[@class='coverage']")


def test_suggestions_of_other_rules_and_of_articles_without_statements_are_left_out(
    canal: Sketch, editor: Client
) -> None:
    suggests(canal, canal.negotiation.articles.get(), "Nobody knew this", version="before")
    suggests(canal, canal.article("Nothing coded here."), "Nothing coded")
    assert "1 of 3 suggestions right" in page_of(editor).words("//p[@class='coverage']")


def test_without_statements_it_says_what_is_missing(db: None, editor: Client) -> None:
    found = sketch()
    suggests(found, found.article("Nothing coded here."), "Nothing coded")
    page = page_of(editor)
    assert "Nothing to measure against yet" in page.words("//main")
    assert not page.all("//svg[@class='chart-plot']")
    assert editor.get(f"{URL}?rule=fronted").status_code == 400


def test_without_suggestions_of_these_rules_it_says_what_to_do(db: None, editor: Client) -> None:
    found = sketch()
    found.says(found.article("We stand here."), "We stand")
    text = page_of(editor).words("//main")
    assert "No suggestion to measure yet" in text
    assert "manage.py evaluate canal" in text


HIDDEN = "Nobody may reprint this sentence"


def test_of_an_article_shown_as_quotes_no_other_words_are_listed(db: None, editor: Client) -> None:
    found = sketch()
    article = found.article(f"{HIDDEN}. We want peace, he said.", shown="quotes")
    found.says(article, "We want peace", act="demand")
    suggests(found, article, HIDDEN)
    suggests(found, article, "We want peace, he said", act="accept")
    page = page_of(editor, "?level=act")
    assert "reprint" not in page.text
    assert "of this article only what is coded may be" in page.words("//table[contains(@class, 'mistakes')]")
    assert "he said" not in page.words("//table[contains(@class, 'mistakes')]")
    assert "We want peace" in page.words("//table[contains(@class, 'mistakes')]")


def test_what_an_article_or_a_rule_says_is_never_markup(db: None, editor: Client) -> None:
    found = sketch()
    article = found.article("<script>alert(1)</script> & <b>so on</b>.", title="<i>A & B</i>")
    found.says(article, "so on")
    suggests(found, article, "<script>alert(1)</script>", rule="<b>&?")
    page = page_of(editor)
    link = page.one("//section[@aria-labelledby='by-rule']//tbody//a").get("href")
    listed = page_of(editor, url=link.split("#")[0])
    for one in (page, listed):
        assert "<script>alert" not in one.text
        assert "<i>A" not in one.text
        assert Balance.of(one.text).faults == []
    assert "<script>alert(1)</script>" in listed.words("//table[contains(@class, 'mistakes')]")


@pytest.mark.parametrize("query", ["", "?rule=fronted", "?coded=demand&suggested=accept"])
def test_is_whole_and_has_no_script_or_style_of_its_own(query: str, canal: Sketch, editor: Client) -> None:
    page, seen = page_of(editor, query), Inline()
    seen.feed(page.text)
    assert seen.found == []
    assert Balance.of(page.text).faults == []
    ids = page.all("//@id")
    assert len(ids) == len(set(ids))


# -- for editors alone ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMIN])
def test_editors_are_led_to_it_from_every_page_of_the_negotiation(role: Role, canal: Sketch) -> None:
    client = Client()
    client.force_login(person(role))
    for url in ("/n/canal/", "/n/canal/issues/", "/n/canal/articles/", URL):
        assert page_of(client, url=url).one("//nav[@class='tabs']//a[normalize-space()='Accuracy']").get("href") == URL
    assert page_of(client).one("//nav[@class='tabs']//a[@aria-current]").get("href") == URL


@pytest.mark.parametrize("role", [None, Role.READER])
def test_for_everybody_else_there_is_no_such_page_and_no_link_to_it(role: Role | None, canal: Sketch) -> None:
    client = Client()
    if role:
        client.force_login(person(role))
    refused, missing = client.get(f"{URL}?rul=x"), client.get("/n/canal/extractions/")
    assert refused.status_code == missing.status_code == 404
    assert _without_tokens(refused.content.decode()) == _without_tokens(
        missing.content.decode().replace("extractions/", "extraction/%3Frul%3Dx")
    )
    for url in ("/n/canal/", "/n/canal/issues/", "/n/canal/articles/"):
        assert "extraction/" not in page_of(client, url=url).text


def _without_tokens(text: str) -> str:
    page = Page(type("Answer", (), {"content": text.encode()})())
    for field in page.all("//input[@name='csrfmiddlewaretoken']"):
        field.drop_tree()
    return words_of(page.root) + str(page.all("//a/@href"))


def test_an_editor_whose_account_was_closed_is_no_editor(canal: Sketch) -> None:
    client = Client()
    by = person(Role.EDITOR, "closed")
    client.force_login(by)
    by.is_active = False
    by.save(update_fields=["is_active"])
    assert client.get(URL).status_code == 404


def test_an_unknown_negotiation_is_not_found(editor: Client) -> None:
    assert editor.get("/n/moat/extraction/").status_code == 404


@pytest.mark.parametrize("number", [6, 12])
@pytest.mark.parametrize("query", ["", "?rule=fronted"])
def test_costs_the_same_queries_however_many_rows(number: int, query: str, db: None, editor: Client) -> None:
    found = sketch(parties=number, issues=number)
    for at in range(number):
        article = found.article(f"We stand at {at}. They fall.", on=FIRST_DAY + timedelta(days=at))
        found.says(article, "We stand", party=at, issue=at)
        suggests(found, article, "We stand", party=found.parties[at], issue=found.issues[-at])
    editor.get(URL)
    with CaptureQueriesContext(connection) as seen:
        assert editor.get(f"{URL}{query}").status_code == 200
    assert len(seen) == QUERIES
