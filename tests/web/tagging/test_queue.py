"""The queue: its order and the reasons, its filters, many decided as one deed, and only those that were shown."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from negotiations import actions
from negotiations.models import Edit, Statement, Status, Suggestion
from tests.desk import long_article, signed_in, suggested
from tests.talks import FIRST_DAY, Sketch, person, sketch
from tests.web.html import Page, words_of

QUEUE = "/n/canal/tagging/"


@pytest.fixture
def found(db: None) -> Sketch:
    return sketch(issues=2, rounds=1)


@pytest.fixture
def client(db: None) -> Client:
    return signed_in()


def told(page: Page) -> list[str]:
    return [words_of(cell) for cell in page.all("//td[contains(@class, 'why-now')]/b")]


def opened(client: Client, query: str = "") -> Page:
    response = client.get(QUEUE + query)
    assert response.status_code == 200
    return Page(response)


def a_bit_of_each(found: Sketch) -> None:
    """P0 stands at 0 on issue 0 since the first day."""
    found.says(found.article("We stand there."), "We stand", outcome=0)
    later = FIRST_DAY + timedelta(days=40)
    suggested(found, found.article("We say no more.", on=later), "We say", outcome=None)
    suggested(found, found.article("We stay put.", on=later), "We stay", outcome=0)
    suggested(found, found.article("We go half way.", on=later), "We go", outcome=50)
    suggested(found, found.article("We go all the way.", on=later), "all the way", outcome=100, confidence=0.2)
    suggested(found, found.article("They speak at last.", on=later), "They speak", party=1, outcome=100)
    suggested(found, found.article("They mumble.", on=later), "They mumble", party=1, act="", outcome=None)
    soon = found.article("Another of us says all.", on=FIRST_DAY + timedelta(days=3))
    suggested(found, soon, "says all", outcome=100, speaker="the aide")
    found.says(
        found.article("The chief says none.", on=FIRST_DAY + timedelta(days=2)), "says none", outcome=0, speaker="c"
    )


def test_what_changes_most_stands_first_and_says_why(found: Sketch, client: Client) -> None:
    a_bit_of_each(found)
    assert told(opened(client)) == [
        "contradicts P0, who said 0 on 3 May 2025",
        "would move P0 from 0 to 100 on Issue 0",
        "would move P0 from 0 to 50 on Issue 0",
        "first word of P1 on Issue 0",
        "changes no position",
        "names no act: choose one",
        "P0 stays where it is on Issue 0",
    ]


FILTERS = [
    ("?party=p1", 2),
    ("?issue=i1", 0),
    ("?act=unsure", 1),
    ("?act=comment", 6),
    ("?rule=fronted", 7),
    ("?rule=other", 0),
    ("?least=0.5", 6),
    ("?most=0.5", 1),
    ("?words=all", 2),
    ("?words=aide", 1),
    ("?round=r0", 0),
    ("?status=unsure", 0),
    ("?status=decided", 0),
]


@pytest.mark.parametrize(("query", "number"), FILTERS)
def test_narrows_by_each_filter(query: str, number: int, found: Sketch, client: Client) -> None:
    a_bit_of_each(found)
    assert len(told(opened(client, query))) == number


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("?party=nobody", "party"),
        ("?status=done", "status"),
        ("?least=2", "least"),
        ("?least=0.9&most=0.1", "least"),
        ("?page=9", "page"),
        ("?size=7", "size"),
        ("?colour=red", "colour"),
    ],
)
def test_what_cannot_be_asked_is_told_by_name(query: str, named: str, found: Sketch, client: Client) -> None:
    response = client.get(QUEUE + query)
    assert (response.status_code, Page(response).words("//dt")) == (400, named)


def test_ticks_what_is_complete_and_says_what_is_not(found: Sketch, client: Client) -> None:
    a_bit_of_each(found)
    page = opened(client)
    assert len(page.all("//input[@name='id'][@checked]")) == 6
    assert len(page.all("//input[@name='id'][@data-incomplete]")) == 1


def test_accepts_exactly_what_was_shown_and_undoes_it_as_one(found: Sketch, client: Client) -> None:
    _, many = long_article(found, 6)
    shown = [one.pk for one in many[:4]]
    response = client.post(f"{QUEUE}accept/", {"id": shown, "next": f"{QUEUE}?size=100"})
    assert (response.status_code, response["Location"]) == (303, f"{QUEUE}?size=100")
    accepted = Suggestion.objects.filter(status=Status.ACCEPTED)
    assert sorted(accepted.values_list("pk", flat=True)) == shown
    page = opened(client)
    assert "4 suggestions accepted" in page.words("//form[@class='done']")
    client.post(page.one("//form[@class='done']").get("action"), {"next": QUEUE})
    assert not Statement.objects.known_at(None).exists()
    assert Suggestion.objects.filter(status=Status.PENDING).count() == 6


def test_rejects_for_one_reason_and_asks_for_it(found: Sketch, client: Client) -> None:
    _, many = long_article(found, 3)
    ids = [one.pk for one in many]
    refused = client.post(f"{QUEUE}reject/", {"id": ids})
    assert (refused.status_code, Page(refused).words("//*[@class='problems']")) == (
        422,
        "Say why they are rejected: choose a reason.",
    )
    client.post(f"{QUEUE}reject/", {"id": ids, "why": "a repeat"})
    assert set(Suggestion.objects.values_list("status", "reason")) == {(Status.REJECTED, "a repeat")}
    assert Edit.objects.get().suggestions == ids


def test_what_somebody_decided_meanwhile_is_told_and_the_rest_can_be_done(found: Sketch, client: Client) -> None:
    _, many = long_article(found, 4)
    actions.reject_suggestion(many[1], reason="out of scope", by=person(Role.EDITOR, "colleague"))
    response = client.post(f"{QUEUE}accept/", {"id": [one.pk for one in many]})
    page = Page(response)
    assert response.status_code == 409
    assert page.words("//h2") == "Nothing was done: 1 of the 4 were decided meanwhile"
    assert "colleague rejected “We now stand at 1 of a hundred" in page.words("//*[contains(@class, 'overtaken')]")
    assert not Statement.objects.exists()
    rest = page.all("//main//input[@name='id']/@value")
    assert [int(key) for key in rest] == [one.pk for one in many if one != many[1]]
    client.post(page.one("//main//form[.//input[@name='id']]").get("action"), {"id": rest})
    assert Statement.objects.count() == 3


def test_those_that_lack_an_act_are_refused_in_words(found: Sketch, client: Client) -> None:
    article, many = long_article(found, 2)
    many.append(suggested(found, article, "the envoy said", act="", outcome=None))
    response = client.post(f"{QUEUE}accept/", {"id": [one.pk for one in many]})
    assert response.status_code == 422
    assert "1 of the 3 name no party or no act" in Page(response).words("//*[@class='problems']")


@pytest.mark.parametrize("ids", [["x"], ["999999"], ["1" * 30]])
def test_numbers_of_nothing_are_refused(ids: list[str], found: Sketch, client: Client) -> None:
    assert client.post(f"{QUEUE}accept/", {"id": ids}).status_code == 400


def test_suggestions_of_another_negotiation_are_not_touched(found: Sketch, client: Client) -> None:
    _, theirs = long_article(sketch("moat"), 2)
    assert client.post(f"{QUEUE}accept/", {"id": [one.pk for one in theirs]}).status_code == 400
    assert not Edit.objects.exists()


def test_the_unsure_have_a_queue_of_their_own(found: Sketch, client: Client) -> None:
    _, many = long_article(found, 2)
    actions.doubt_suggestion(many[0], reason="who speaks?", by=person(Role.EDITOR, "colleague"))
    assert len(told(opened(client))) == 1
    assert "unsure: colleague, “who speaks?”" in opened(client, "?status=unsure").words("//main")


def test_numbers_its_pages(found: Sketch, client: Client) -> None:
    long_article(found, 30)
    assert (len(told(opened(client))), len(told(opened(client, "?page=2")))) == (25, 5)


def test_an_empty_queue_says_what_to_do(found: Sketch, client: Client) -> None:
    assert opened(client).words("//*[@class='none']").startswith("Nothing waits: bring articles in")
    assert "No suggestion matches." in opened(client, "?party=p0").words("//*[@class='none']")


@pytest.mark.parametrize("number", [5, 20])
def test_costs_the_same_queries_however_many(number: int, found: Sketch, client: Client) -> None:
    long_article(found, number)
    client.get(QUEUE)
    with CaptureQueriesContext(connection) as seen:
        client.get(QUEUE)
    assert len(seen) == QUERIES


QUERIES = 25


def test_answers_the_list_alone_when_it_is_narrowed(found: Sketch, client: Client) -> None:
    response = client.get(f"{QUEUE}?party=p0", headers={"HX-Request": "true", "HX-Target": "queue"})
    assert "<html" not in response.content.decode()
