"""What came in on its way into the record: stored, known, doubted or refused, and begun again at any point."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError

from accounts.models import User
from negotiations.actions import Conflict, bring_articles, retry_arrivals, settle_arrival
from negotiations.extraction.backends import Failed, Rules
from negotiations.ingest import arrivals as module
from negotiations.ingest.arrivals import take_in_arrival
from negotiations.ingest.fetch import Fetched, NotFetched, fetch
from negotiations.ingest.unpacking import address_arrivals, file_arrivals, text_arrival
from negotiations.models import Arrival, Article, Delivery, Negotiation, State, Suggestion, Verdict
from tests.factories import RIVER_TALKS, make_negotiation
from tests.ingest.server import Site
from tests.jobs import waiting, work

EVE = (RIVER_TALKS / "articles" / "2021-05-15-eve.md").read_bytes()
TODAY = date(2021, 7, 1)
LONG = "".join(
    f"The parties spoke for {at} hours about point {at} of the list, and nobody agreed. " for at in range(40)
)
PAGE = """<html><head><title>At the lake</title><meta property="article:published_time" content="{day}">
</head><body><article>{words}</article></body></html>"""


def bring(negotiation: Negotiation, by: User, *arrivals: Arrival) -> Delivery:
    delivery = bring_articles(negotiation, arrivals, what="something", by=by)
    work()
    return delivery


def text(body: str, title: str = "A report", day: str = "2021-05-15") -> Arrival:
    return text_arrival({"title": title, "date": day, "body": body})


def page(web: Site, path: str = "/lake", day: str = "2021-05-15") -> Arrival:
    words = "".join(f"<p>Paragraph {at}: the sides met again and spoke of truce.</p>" for at in range(12))
    (arrival,) = address_arrivals([web.says(path, PAGE.format(day=day, words=words))])
    return arrival


def states(delivery: Delivery) -> list[str]:
    return list(delivery.arrivals.values_list("state", flat=True))


def only(delivery: Delivery) -> Arrival:
    return delivery.arrivals.get()


def test_a_file_becomes_an_article_with_its_suggestions(negotiation: Negotiation, editor: User) -> None:
    arrival = only(bring(negotiation, editor, *file_arrivals("2021-05-15-eve.md", EVE)))
    assert (arrival.state, arrival.fault, arrival.data) == (State.STORED, "", None)
    assert arrival.article
    assert (arrival.article.title, arrival.article.file_name) == ("On the eve of the talks", "2021-05-15-eve.md")
    assert arrival.article.suggestions.exists()


def test_the_same_words_again_are_known_and_suggest_nothing_twice(negotiation: Negotiation, editor: User) -> None:
    first = only(bring(negotiation, editor, *file_arrivals("eve.md", EVE)))
    made = Suggestion.objects.count()
    again = only(bring(negotiation, editor, *file_arrivals("other-name.md", EVE)))
    assert (again.state, again.article) == (State.KNOWN, first.article)
    assert (Article.objects.count(), Suggestion.objects.count()) == (1, made)


def test_each_line_of_json_lines_arrives_on_its_own(negotiation: Negotiation, editor: User) -> None:
    rows = ['{"title": "A", "date": "2021-05-01", "body": "One."}', "nonsense", "", '{"title": "B"}']
    delivery = bring(negotiation, editor, *file_arrivals("many.jsonl", "\n".join(rows).encode()))
    names = delivery.arrivals.values_list("name", "state")
    assert list(names) == [("many.jsonl:1", "stored"), ("many.jsonl:2", "failed"), ("many.jsonl:4", "failed")]
    faults = delivery.arrivals.order_by("ordinal").values_list("fault", flat=True)
    assert faults[1].startswith("many.jsonl:2: is not JSON")
    assert "many.jsonl:4: body: " in faults[2]


def test_what_is_wrong_with_one_stops_no_other(negotiation: Negotiation, editor: User) -> None:
    files = [("a.txt", b"No day"), ("eve.md", EVE), ("b.md", b""), ("c.html", b"<p>x</p>"), ("d.txt", b"\xff\xfe\xff")]
    delivery = bring(negotiation, editor, *(each for file in files for each in file_arrivals(*file)))
    assert states(delivery) == ["failed", "stored", "failed", "failed", "failed"]
    for arrival in delivery.arrivals.filter(state="failed"):
        assert arrival.fault.startswith(f"{arrival.name}: ")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("report.docx", b"PK", "ends in .docx"),
        ("report", b"words", "ends in nothing"),
        ("big.txt", b"a" * 10_000_001, "more than 10,000,000 bytes"),
    ],
)
def test_what_could_never_be_read_is_told_at_once_and_not_kept(
    negotiation: Negotiation, editor: User, name: str, data: bytes, says: str
) -> None:
    delivery = bring_articles(negotiation, file_arrivals(name, data), what="1 file", by=editor)
    assert not waiting()
    arrival = only(delivery)
    assert (arrival.state, arrival.data) == (State.FAILED, None)
    assert says in arrival.fault
    with pytest.raises(Conflict):
        retry_arrivals(delivery, by=editor)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\x00b\n.md", "a�b�.md"),
        ("gpj\u202e.md", "gpj�.md"),
        ("<script>.md", "<script>.md"),
        ("x" * 400 + ".md", "x" * 297 + ".md"),
        ("   ", "(no name)"),
    ],
)
def test_a_hostile_name_is_shown_harmless(name: str, shown: str) -> None:
    (arrival,) = file_arrivals(name, EVE)
    assert arrival.name == shown


def test_a_page_is_fetched_and_known_by_its_address(negotiation: Negotiation, editor: User, web: Site) -> None:
    arrival = only(bring(negotiation, editor, page(web)))
    assert arrival.article
    assert (arrival.article.url, arrival.article.outlet.name) == (f"{web.url}/lake", "127.0.0.1")
    assert (arrival.article.title, arrival.article.date) == ("At the lake", date(2021, 5, 15))


def test_a_page_that_failed_is_fetched_again_when_tried_again(
    negotiation: Negotiation, editor: User, web: Site
) -> None:
    arrival = page(web)
    there = web.answers.pop("/lake")
    delivery = bring(negotiation, editor, arrival)
    assert "no such page (404)" in only(delivery).fault
    web.answers["/lake"] = there
    retry_arrivals(delivery, by=editor)
    assert states(delivery) == ["waiting"]
    work()
    assert (only(delivery).state, only(delivery).fault) == (State.STORED, "")


def test_a_page_without_a_day_says_to_paste_it(negotiation: Negotiation, editor: User, web: Site) -> None:
    arrival = page(web)
    web.says("/lake", web.answers["/lake"].body.replace(b"published_time", b"nothing"))
    fault = only(bring(negotiation, editor, arrival)).fault
    assert fault.startswith(f"{web.url}/lake: declares no date")
    assert fault.endswith("Or paste its text, with its day.")


def test_one_host_is_asked_one_thing_at_a_time(negotiation: Negotiation, editor: User) -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    arrivals = address_arrivals(
        ["https://a.example/1", "https://a.example/2", "https://b.example/", "https://a.example/1"]
    )
    bring_articles(negotiation, [*arrivals, text("words")], what="some", by=editor)
    locks = ProcrastinateJob.objects.order_by("id").values_list("lock", flat=True)
    assert list(locks) == ["host a.example", "host a.example", "host b.example", None]


@pytest.fixture
def doubtful(negotiation: Negotiation, editor: User) -> Arrival:
    """A text that is much like a stored one."""
    bring(negotiation, editor, text(LONG, "First"))
    return only(
        bring(negotiation, editor, text(LONG.replace("nobody agreed", "no one agreed", 3), "Twin", "2021-05-16"))
    )


def test_a_text_much_like_a_stored_one_waits_for_a_decision(doubtful: Arrival) -> None:
    assert doubtful.state == State.DECISION
    assert doubtful.resembles == Article.objects.get(title="First")
    assert Article.objects.count() == 1
    assert doubtful.data


def test_the_same_article_is_not_stored(doubtful: Arrival, editor: User) -> None:
    settle_arrival(doubtful, Verdict.SAME, by=editor)
    assert not waiting()
    doubtful.refresh_from_db()
    assert (doubtful.state, doubtful.article, doubtful.data) == (State.KNOWN, doubtful.resembles, None)
    assert Article.objects.count() == 1


def test_an_appearance_is_stored_as_a_copy(doubtful: Arrival, editor: User) -> None:
    settle_arrival(doubtful, Verdict.APPEARANCE, by=editor)
    work()
    assert Article.objects.get(title="Twin").copy_of == doubtful.resembles


def test_a_new_one_is_stored_on_its_own_and_stays_so(doubtful: Arrival, negotiation: Negotiation, editor: User) -> None:
    settle_arrival(doubtful, Verdict.NEW, by=editor)
    work()
    twin = Article.objects.get(title="Twin")
    assert twin.copy_of is None
    earlier = bring(negotiation, editor, text(LONG.replace("spoke", "talked", 3), "Earliest", "2021-05-14"))
    settle_arrival(only(earlier), Verdict.APPEARANCE, by=editor)
    work()
    twin.refresh_from_db()
    assert twin.copy_of is None
    assert Article.objects.get(title="First").copy_of == Article.objects.get(title="Earliest")


def test_two_editors_cannot_settle_it_both(doubtful: Arrival, editor: User) -> None:
    settle_arrival(doubtful, Verdict.SAME, by=editor)
    with pytest.raises(Conflict, match="settled already"):
        settle_arrival(doubtful, Verdict.NEW, by=editor)


def test_two_much_alike_in_one_delivery_are_doubted_too(negotiation: Negotiation, editor: User) -> None:
    delivery = bring(negotiation, editor, text(LONG), text(LONG + "The end.", "Twin"))
    assert states(delivery) == ["stored", "decision"]


def test_another_negotiation_is_not_compared_with(negotiation: Negotiation, editor: User) -> None:
    bring(negotiation, editor, text(LONG))
    assert states(bring(make_negotiation("other-talks"), editor, text(LONG + "The end."))) == ["stored"]


def test_a_job_that_runs_twice_does_nothing_twice(negotiation: Negotiation, editor: User) -> None:
    arrival = only(bring(negotiation, editor, *file_arrivals("eve.md", EVE)))
    made, changed = Suggestion.objects.count(), arrival.changed_at
    take_in_arrival(arrival.pk, TODAY)
    arrival.refresh_from_db()
    assert (Suggestion.objects.count(), arrival.changed_at) == (made, changed)


@pytest.mark.parametrize("at", ["stored_article", "most_alike", "save_article"])
def test_whatever_breaks_is_told_and_may_be_tried_again(
    negotiation: Negotiation, editor: User, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise DatabaseError("the disk is full")

    delivery = bring_articles(negotiation, file_arrivals("eve.md", EVE), what="1 file", by=editor)
    with monkeypatch.context() as patch:
        patch.setattr(module, at, fail)
        with pytest.raises(DatabaseError):
            work()
    assert "Try again" in only(delivery).fault
    assert Article.objects.count() == 0
    retry_arrivals(delivery, by=editor)
    work()
    assert states(delivery) == ["stored"]


def test_one_whose_worker_was_killed_is_begun_again(negotiation: Negotiation, editor: User) -> None:
    delivery = bring_articles(negotiation, file_arrivals("eve.md", EVE), what="1 file", by=editor)
    delivery.arrivals.update(state=State.WORKING)
    work()
    assert states(delivery) == ["stored"]


@pytest.mark.parametrize("answer", ["a page", "nothing"])
def test_a_worker_thought_dead_writes_nothing_over_what_another_did(
    negotiation: Negotiation, editor: User, web: Site, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    delivery = bring_articles(negotiation, [page(web)], what="1 address", by=editor)
    pk = only(delivery).pk

    def slowly(url: str) -> Fetched:
        with monkeypatch.context() as patch:
            patch.setattr(module, "fetch", fetch)
            take_in_arrival(pk, TODAY)
        if answer == "nothing":
            raise NotFetched(url, "it did not answer in time")
        return fetch(url)

    monkeypatch.setattr(module, "fetch", slowly)
    take_in_arrival(pk, TODAY)
    arrival = only(delivery)
    assert (arrival.state, arrival.fault, arrival.data) == (State.STORED, "", None)
    assert arrival.article == Article.objects.get()


def test_without_a_back_end_it_is_stored_and_suggested_later(
    negotiation: Negotiation, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise Failed("nobody answered")

    with monkeypatch.context() as patch:
        patch.setattr(Rules, "suggest", fail)
        delivery = bring(negotiation, editor, *file_arrivals("eve.md", EVE))
    assert states(delivery) == ["stored"]
    assert "eve.md: nobody answered. The article is stored without suggestions" in only(delivery).fault
    assert not Suggestion.objects.exists()
    retry_arrivals(delivery, by=editor)
    work()
    assert (only(delivery).state, only(delivery).fault) == (State.STORED, "")
    assert Suggestion.objects.exists()


def test_a_text_that_was_pasted_keeps_what_was_said_of_it(negotiation: Negotiation, editor: User) -> None:
    row = {"title": "T", "date": "2021-05-15", "outlet": "Post", "place": "Havn", "shown": "quotes", "body": "Words."}
    arrival = only(bring(negotiation, editor, text_arrival(row)))
    assert arrival.article
    kept = {name: str(getattr(arrival.article, name)) for name in row}
    assert kept == json.loads(json.dumps(row))
