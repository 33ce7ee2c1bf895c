"""Articles in, as an editor sees it: everything brought is kept at once, and what became of it is told."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.models import User
from accounts.roles import Role
from negotiations.models import Arrival, Article, Delivery, Edit, Feed, Negotiation, State
from tests.factories import RIVER_TALKS
from tests.jobs import waiting, work
from tests.web.html import Page

INTAKE = "/n/river-talks/tagging/intake/"
EVE = (RIVER_TALKS / "articles" / "2021-05-15-eve.md").read_bytes()
QUERIES = 9
# session, user, the negotiation, the editor's grants; how many deliveries, the deliveries, their states, what is told
# of their arrivals; the feeds
HTMX = {"HX-Request": "true"}


@pytest.fixture
def client(negotiation: Negotiation, editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client


def page(client: Client, url: str = INTAKE, status: int = 200) -> Page:
    answer = client.get(url)
    assert answer.status_code == status
    return Page(answer)


def upload(client: Client, *files: tuple[str, bytes]) -> Any:
    chosen = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(f"{INTAKE}files/", {"chosen": chosen})


def paste(client: Client, **changes: str) -> Any:
    given = {"title": "A report", "date": "2021-05-15", "body": "Words.\r\nMore words.", "shown": "full"}
    return client.post(f"{INTAKE}text/", {**given, **changes})


def test_files_are_kept_with_their_jobs_and_shown_on_their_way(client: Client) -> None:
    answer = upload(client, ("eve.md", EVE), ("lines.jsonl", b'{"title": "A"}\n{"title": "B"}'))
    delivery = Delivery.objects.get()
    assert (answer.status_code, answer.url) == (303, f"{INTAKE}#delivery-{delivery.pk}")
    assert waiting() == ["negotiations.tasks.intake.take_in"] * 3
    assert {bytes(arrival.data or b"") for arrival in Arrival.objects.all()} >= {EVE}
    shown = page(client)
    progress = shown.one("//progress")
    assert (progress.get("value"), progress.get("max")) == ("0", "3")
    assert "2 files with 3 articles" in shown.words("//*[@class='came']").lower()
    assert shown.one(f"//article[@id='delivery-{delivery.pk}']").get("hx-trigger") == "every 1s"


def test_when_all_is_read_it_asks_no_more_and_leads_to_the_article(client: Client) -> None:
    upload(client, ("eve.md", EVE))
    work()
    shown = page(client)
    assert not shown.all("//progress")
    assert not shown.all("//article[@hx-trigger]")
    assert "1 stored" in shown.words("//*[contains(@class, 'tally')]")
    link = shown.one("//*[@class='arrived']//a")
    assert link.get("href") == f"/n/river-talks/articles/{Article.objects.get().pk}/"


def test_the_progress_is_a_fragment_and_a_page(client: Client) -> None:
    upload(client, ("eve.md", EVE))
    url, target = f"{INTAKE}{Delivery.objects.get().pk}/", f"delivery-{Delivery.objects.get().pk}"
    fragment = client.get(url, headers={**HTMX, "HX-Target": target}).content.decode()
    assert fragment.count("<article") == 1
    assert "<html" not in fragment
    assert "<progress" in fragment
    assert len(page(client, url).all(f"//article[@id='{target}']")) == 1


def test_bringing_in_is_audited(client: Client) -> None:
    upload(client, ("eve.md", EVE))
    edit = Edit.objects.get()
    assert (edit.verb, edit.by, edit.reason, edit.deliveries) == (
        "bring",
        "editor",
        "1 file",
        [Delivery.objects.get().pk],
    )


def test_each_failure_is_told_on_a_line_with_what_to_do(client: Client) -> None:
    upload(client, ("a.docx", b"x"), ("b.txt", b"no day"), ("<b>.md", b"words"))
    work()
    lines = page(client).all("//*[@class='troubles']/li")
    told = [" ".join(line.text_content().split()) for line in lines]
    assert [line.split(":")[0] for line in told] == ["a.docx", "b.txt", "<b>.md"]
    assert all("xpected" in line for line in told)
    assert ["Try again" in line for line in told] == [False, True, True]


def test_one_or_all_that_failed_are_tried_again(client: Client) -> None:
    upload(client, ("b.txt", b"no day"), ("c.txt", b"no day either"))
    work()
    delivery = Delivery.objects.get()
    first = delivery.arrivals.first()
    assert first
    assert client.post(f"{INTAKE}{delivery.pk}/retry/", {"arrival": first.pk}).status_code == 303
    assert len(waiting()) == 1
    assert client.post(f"{INTAKE}{delivery.pk}/retry/").status_code == 303
    assert len(waiting()) == 2
    target = {**HTMX, "HX-Target": f"delivery-{delivery.pk}"}
    again = client.post(f"{INTAKE}{delivery.pk}/retry/", headers=target)
    assert again.status_code == 409
    assert "Nothing of this waits to be tried again" in again.content.decode()


@pytest.mark.parametrize("named", ["nonsense", "1x", "-1", "1.0", " ", "٣", "9" * 30, "9" * 5000, "another's"])
def test_what_names_no_arrival_of_the_delivery_tries_nothing_again(client: Client, named: str) -> None:
    for name in ("b.txt", "c.txt"):
        upload(client, (name, b"no day"))
    work()
    theirs, ours = Delivery.objects.all()
    number = theirs.arrivals.get().pk if named == "another's" else named
    answer = client.post(f"{INTAKE}{ours.pk}/retry/", {"arrival": number})
    assert answer.status_code == 400
    assert "expected the number of an article" in answer.content.decode()
    assert waiting() == []


def test_without_files_it_says_so_and_stores_nothing(client: Client) -> None:
    answer = client.post(f"{INTAKE}files/")
    assert answer.status_code == 422
    assert "Choose one or more files first." in Page(answer).words("//form//*[@role='alert']")
    assert not Delivery.objects.exists()


def test_a_pasted_text_is_stored_as_it_was_typed(client: Client) -> None:
    assert paste(client, outlet="The Post", place="Havn", shown="quotes").status_code == 303
    work()
    article = Article.objects.get()
    assert (article.title, str(article.date), article.place, article.shown) == (
        "A report",
        "2021-05-15",
        "Havn",
        "quotes",
    )
    assert (article.body, article.outlet.name) == ("Words.\nMore words.", "The Post")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"title": ""}, "Title: This field is required."),
        ({"date": "15 May"}, "Published: Expected a day as YYYY-MM-DD."),
        ({"date": "2999-01-01"}, "in the future"),
        ({"body": "  \n "}, "has no text"),
        ({"shown": "everything"}, "Select a valid choice"),
    ],
)
def test_a_text_that_is_refused_comes_back_as_it_was_typed(client: Client, changes: dict[str, str], says: str) -> None:
    answer = paste(client, **{"outlet": "The <Post>"} | changes)
    assert answer.status_code == 422
    shown = Page(answer)
    assert says in shown.words("//form//*[@role='alert']")
    assert shown.one("//input[@name='outlet']").get("value") == "The <Post>"
    assert shown.one("//details[@open]/summary").text_content() == "Paste a text"
    body = changes.get("body", "Words.\r\nMore words.")
    assert shown.one("//textarea[@name='body']").text_content().strip() == body.replace("\r", "").strip()
    assert not Delivery.objects.exists()


def test_addresses_are_kept_each_once_and_fetched_by_jobs(client: Client) -> None:
    given = "https://a.example/1\nhttps://a.example/1  https://b.example/2\n"
    assert client.post(f"{INTAKE}addresses/", {"addresses": given}).status_code == 303
    assert list(Arrival.objects.values_list("url", flat=True)) == ["https://a.example/1", "https://b.example/2"]
    assert len(waiting()) == 2
    assert Delivery.objects.get().what == "2 addresses"


@pytest.mark.parametrize(
    "address", ["nonsense", "javascript:alert(1)", "ftp://a.example/", "file:///etc/passwd", "//a"]
)
@pytest.mark.parametrize("form", ["addresses", "feeds"])
def test_what_is_no_address_is_named(client: Client, form: str, address: str) -> None:
    name = "addresses" if form == "addresses" else "address"
    answer = client.post(f"{INTAKE}{form}/", {name: address})
    assert answer.status_code == 422
    assert f"“{address}”" in Page(answer).words("//form//*[@role='alert']")
    assert not ProcrastinateJob.objects.exists()


def test_a_feed_is_followed_rests_and_is_let_go(client: Client, negotiation: Negotiation) -> None:
    assert client.post(f"{INTAKE}feeds/", {"address": "https://a.example/feed"}).status_code == 303
    feed = Feed.objects.get()
    assert "https://a.example/feed" in page(client).words("//*[@class='feeds']")
    twice = client.post(f"{INTAKE}feeds/", {"address": "https://a.example/feed"})
    assert twice.status_code == 422
    assert "followed already" in Page(twice).words("//form//*[@role='alert']")
    client.post(f"{INTAKE}feeds/{feed.pk}/pause/")
    assert "paused" in page(client).words("//*[@class='feeds']")
    client.post(f"{INTAKE}feeds/{feed.pk}/resume/")
    client.post(f"{INTAKE}feeds/{feed.pk}/unfollow/")
    assert not Feed.objects.exists()
    assert [edit.verb for edit in Edit.objects.order_by("pk")] == ["follow", "pause", "resume", "unfollow"]


def much_alike(client: Client) -> Arrival:
    long = " ".join(f"The parties spoke for {at} hours of point {at}, and nobody agreed." for at in range(30))
    for title, body in (("First", long), ("Twin", long.replace("nobody agreed", "<b>no one</b> agreed", 2))):
        paste(client, title=title, body=body)
        work()
    return Arrival.objects.get(state=State.DECISION)


def test_two_that_are_much_alike_stand_beside_each_other_with_what_differs(client: Client) -> None:
    arrival = much_alike(client)
    link = page(client).one("//*[@class='troubles']//a[contains(text(), 'Compare')]").get("href")
    shown = page(client, link)
    differs = [mark.text_content() for mark in shown.all("//div[@class='beside']//mark")]
    assert differs == ["<b>no one</b>", "<b>no one</b>", "nobody", "nobody"]
    assert [head.text_content().strip() for head in shown.all("//article//h3")] == ["Twin", "First"]
    assert arrival.resembles


@pytest.mark.parametrize(
    ("verdict", "articles", "copies", "says"),
    [("same", 1, 0, "nothing was stored"), ("appearance", 2, 1, "stored as a copy"), ("new", 2, 0, "on its own")],
)
def test_an_editor_says_what_it_is(client: Client, verdict: str, articles: int, copies: int, says: str) -> None:
    arrival = much_alike(client)
    answer = client.post(f"{INTAKE}arrivals/{arrival.pk}/decide/", {"verdict": verdict}, follow=True)
    assert says in Page(answer).words("//p[@role='status']")
    work()
    assert Article.objects.count() == articles
    assert Article.objects.exclude(copy_of=None).count() == copies
    again = client.post(f"{INTAKE}arrivals/{arrival.pk}/decide/", {"verdict": "new"}, follow=True)
    assert "settled already" in again.content.decode()
    assert page(client, f"{INTAKE}arrivals/{arrival.pk}/", 404)


def test_another_verdict_is_refused_by_name(client: Client) -> None:
    answer = client.post(f"{INTAKE}arrivals/{much_alike(client).pk}/decide/", {"verdict": "maybe"})
    assert answer.status_code == 400
    assert "same, appearance, new" in answer.content.decode()


def test_what_came_into_another_negotiation_is_not_found(client: Client, editor: User) -> None:
    other = Negotiation.objects.create(slug="other", title="Other talks")
    delivery = Delivery.objects.create(negotiation=other, by=editor, what="1 file")
    arrival = delivery.arrivals.create(ordinal=0, name="a.md", data=b"a", state="failed", fault="no")
    feed = Feed.objects.create(negotiation=other, url="https://a.example/", followed_by=editor)
    assert client.get(f"{INTAKE}{delivery.pk}/").status_code == 404
    assert client.post(f"{INTAKE}{delivery.pk}/retry/").status_code == 404
    assert client.post(f"{INTAKE}arrivals/{arrival.pk}/decide/", {"verdict": "new"}).status_code == 404
    assert client.post(f"{INTAKE}feeds/{feed.pk}/unfollow/").status_code == 404


def test_costs_the_same_however_much_came_in(client: Client) -> None:
    counts = []
    for number in (3, 6):
        for at in range(number):
            lines = "\n".join(json.dumps({"title": f"{number} {at} {line}"}) for line in range(number))
            upload(client, (f"{number}-{at}.jsonl", lines.encode()), (f"{number}-{at}.docx", b"x"))
        with CaptureQueriesContext(connection) as seen:
            page(client)
        counts.append(len(seen))
    assert counts == [QUERIES, QUERIES]


def test_a_reader_sees_no_link_to_it(client: Client, reader: User) -> None:
    assert reader.role == Role.READER
    other = Client()
    other.force_login(reader)
    assert other.get(INTAKE).status_code == 404
    assert "intake" not in other.get("/n/river-talks/").content.decode()
