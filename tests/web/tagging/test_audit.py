"""The audit: who, when, what with old and new side by side, why; undone and restored from there."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from negotiations import actions
from negotiations.models import Edit, Statement
from tests.desk import long_article, signed_in
from tests.talks import Sketch, person, sketch
from tests.web.html import Page, words_of

AUDIT = "/n/canal/tagging/audit/"


@pytest.fixture
def found(db: None) -> Sketch:
    return sketch()


@pytest.fixture
def client(db: None) -> Client:
    return signed_in()


def opened(client: Client, query: str = "") -> Page:
    response = client.get(AUDIT + query)
    assert response.status_code == 200
    return Page(response)


def heads(page: Page) -> list[str]:
    return [words_of(one).split(" · ", 2)[2].split(" Undo")[0] for one in page.all("//div[@class='edit-head']/p")]


@pytest.fixture
def corrected(found: Sketch) -> Statement:
    said = found.says(found.article("We stand here."), "We stand")
    coding = actions.Coding(**(vars(actions.coding_of(said)) | {"act": "demand"}))
    return actions.correct_statement(said, coding, reason="misread", by=person(Role.EDITOR))


def test_shows_who_did_what_and_why_the_newest_first(corrected: Statement, client: Client) -> None:
    page = opened(client)
    assert heads(page) == ["a statement corrected (“misread”)", "1 passage tagged"]
    assert [words_of(one) for one in page.all("//div[@class='edit-head']//b")] == ["editor", "coder"]


def test_sets_old_and_new_side_by_side(corrected: Statement, client: Client) -> None:
    rows = [words_of(row) for row in opened(client).all("//table[contains(@class, 'sides-table')]/tbody/tr")]
    assert rows == ["act comment demand"]


def test_restores_what_was_retracted(corrected: Statement, client: Client) -> None:
    actions.retract_statement(corrected, by=person(Role.EDITOR))
    page = opened(client)
    form = page.all("//form[contains(@action, '/undo/')]")[0]
    assert words_of(form).startswith("Restore")
    response = client.post(form.get("action"), {"next": AUDIT})
    assert (response.status_code, response["Location"]) == (303, AUDIT)
    assert Statement.objects.known_at(None).get().act == "demand"
    after = opened(client)
    assert "undone by editor" in after.words("//main")
    assert heads(after)[0].startswith("a deed undone · takes back what editor did")


def test_what_is_undone_offers_no_undo_and_the_undoing_a_way_back(corrected: Statement, client: Client) -> None:
    actions.undo_edit(Edit.objects.get(verb="correct"), by=person(Role.EDITOR))
    page = opened(client)
    buttons = [words_of(one) for one in page.all("//form[contains(@action, '/undo/')]//button")]
    assert [words.split()[0] for words in buttons] == ["Restore", "Undo"]


@pytest.mark.parametrize(
    ("query", "number"),
    [("?by=coder", 1), ("?by=nobody", 0), ("?verb=correct", 1), ("?on=2020-01-01", 0), ("?article={a}", 2)],
)
def test_narrows_by_person_verb_day_and_article(
    query: str, number: int, corrected: Statement, found: Sketch, client: Client
) -> None:
    found.says(other := found.article("They stand there."), "They stand", party=1)
    expected = number + (query == "?by=coder")
    assert len(heads(opened(client, query.format(a=corrected.article_id)))) == expected
    assert len(heads(opened(client, f"?article={other.pk}"))) == 1


def test_shows_the_history_of_one_statement(corrected: Statement, found: Sketch, client: Client) -> None:
    found.says(found.article("They stand there."), "They stand", party=1)
    for key in (corrected.pk, corrected.supersedes_id):
        page = opened(client, f"?statement={key}")
        assert len(heads(page)) == 2
        assert page.words("//section[@class='versions']/h3") == "2 versions of this statement"
        assert [words_of(one) for one in page.all("//section[@class='versions']//b[1]")][:1] == ["demand"]


def test_a_deed_of_many_shows_some_and_leads_to_all(found: Sketch, client: Client) -> None:
    _, many = long_article(found, 8)
    actions.accept_suggestions(many, by=person(Role.EDITOR))
    page = opened(client)
    assert len(page.all("//div[@class='change']")) == 5
    link = page.one("//a[contains(., 'and 3 more')]").get("href")
    assert len(Page(client.get(link)).all("//div[@class='change']")) == 8


def test_shows_nothing_of_another_negotiation(corrected: Statement, client: Client) -> None:
    sketch("moat").reports(2)
    edit = Edit.objects.filter(negotiation="moat").first()
    assert edit
    assert len(heads(opened(client))) == 2
    assert client.get(f"/n/canal/tagging/edits/{edit.pk}/").status_code == 404
    assert client.get(f"{AUDIT}?statement={Statement.objects.latest('pk').pk}").status_code == 200
    assert not heads(opened(client, f"?statement={Statement.objects.latest('pk').pk}"))


def test_what_cannot_be_asked_is_told_by_name(found: Sketch, client: Client) -> None:
    for query, named in (("?on=yesterday", "on"), ("?page=4", "page"), ("?who=me", "who")):
        response = client.get(AUDIT + query)
        assert (response.status_code, Page(response).words("//dt")) == (400, named)


def test_says_so_where_nothing_was_done(found: Sketch, client: Client) -> None:
    assert opened(client).words("//*[@class='none']") == "Nobody did anything here yet."


def test_who_belongs_to_the_talks_is_told_to_their_admins_alone(found: Sketch, client: Client) -> None:
    chief = person(Role.ADMIN)
    actions.invite_member(found.negotiation, Role.EDITOR, note="ada@example.org", by=chief)
    edit = Edit.objects.get(negotiation="canal")
    for url, status in ((AUDIT, 200), (f"/n/canal/tagging/edits/{edit.pk}/", 404)):
        assert "ada@example.org" in signed_in(chief).get(url).content.decode()
        seen = client.get(url)
        assert seen.status_code == status
        assert "ada@example.org" not in seen.content.decode()
        assert "invite" not in seen.content.decode()


@pytest.mark.parametrize("number", [4, 8])
def test_costs_the_same_queries_however_many(number: int, found: Sketch, client: Client) -> None:
    found.reports(number)
    client.get(AUDIT)
    with CaptureQueriesContext(connection) as seen:
        client.get(AUDIT)
    assert len(seen) == QUERIES


QUERIES = 13
