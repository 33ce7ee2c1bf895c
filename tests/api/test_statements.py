from __future__ import annotations

import csv
import io
from base64 import urlsafe_b64encode
from datetime import timedelta
from typing import Any

import pytest
from django.http import StreamingHttpResponse
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from negotiations.models import Negotiation, Shown, Statement
from tests.api.conftest import API, answer, problem
from tests.talks import FIRST_DAY, LONG_BEFORE_THE_LOAD, sketch

QUERIES = 3
# the negotiation that is named; statements with all that they name; the options of their issues
SHAPE = {
    "id",
    "lineage",
    "repeat_of",
    "negotiation",
    "article",
    "start",
    "end",
    "quote",
    "said_on",
    "party",
    "person",
    "speaker",
    "office",
    "addressee",
    "demand",
    "act",
    "issue",
    "outcome",
    "channel",
    "sources",
    "recorded_at",
}


def walk(url: str) -> list[Any]:
    """Every statement from the first page to the last."""
    found: list[Any] = []
    for _ in range(1000):
        told = Client().get(url).json()
        found += told["results"]
        if not told["next"]:
            return found
        url = told["next"]
    raise AssertionError("the walk does not end")


def test_tells_all_of_a_statement(talks: Negotiation) -> None:
    told = answer("statements/", limit=1000)["results"]
    assert {frozenset(one) for one in told} == {frozenset(SHAPE)}
    by_id = {one["id"]: one for one in told}
    for statement in Statement.objects.select_related("article", "party", "issue"):
        one = by_id[statement.pk]
        assert one["quote"] == statement.article.body[one["start"] : one["end"]]
        assert one["party"] == statement.party.slug
        assert one["issue"] == (statement.issue.slug if statement.issue else None)
        assert (one["outcome"] is None) == (statement.outcome is None)


def test_an_open_end_is_null(talks: Negotiation) -> None:
    found = sketch()
    article = found.article("At least so much.")
    said = found.says(article, "At least", outcome=None, act="appeal")
    (one,) = answer("statements/", negotiation="canal")["results"]
    assert (one["id"], one["outcome"]) == (said.pk, None)


@pytest.mark.parametrize("limit", [1, 7, 100, 1000])
def test_the_walk_meets_every_statement_exactly_once(talks: Negotiation, limit: int) -> None:
    url = f"{API}statements/?negotiation=russia-ukraine-talks&limit={limit}"
    if limit == 1:
        url += "&party=europe"
    met = [one["id"] for one in walk(url)]
    wanted = Statement.objects.filter(negotiation=talks)
    if limit == 1:
        wanted = wanted.filter(party__slug="europe")
    assert len(met) == len(set(met))
    assert set(met) == set(wanted.values_list("pk", flat=True))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=st.lists(st.integers(0, 2), min_size=1, max_size=12), limit=st.integers(1, 5), slug=st.uuids())
def test_the_walk_meets_each_once_when_many_share_a_day(db: None, days: list[int], limit: int, slug: object) -> None:
    found = sketch(f"canal-{slug}")
    for number, day in enumerate(days):
        article = found.article(f"Number {number}: we stand.", on=FIRST_DAY + timedelta(days=day))
        found.says(article, "we stand")
    met = [one["id"] for one in walk(f"{API}statements/?negotiation=canal-{slug}&limit={limit}")]
    said = list(Statement.objects.filter(negotiation=found.negotiation).order_by("-said_on", "-pk"))
    assert met == [statement.pk for statement in said]


def test_the_address_of_the_next_page_keeps_what_was_asked(talks: Negotiation) -> None:
    told = answer("statements/", party="ukraine", limit=5)
    assert "party=ukraine" in told["next"]
    assert "limit=5" in told["next"]
    assert {one["party"] for one in walk(told["next"])} == {"ukraine"}


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ({"party": "ukraine"}, lambda one: one["party"] == "ukraine"),
        ({"issue": "ceasefire"}, lambda one: one["issue"] == "ceasefire"),
        ({"act": "reject"}, lambda one: one["act"] == "reject"),
        ({"channel": "direct"}, lambda one: one["channel"] == "direct"),
        ({"person": "volodymyr-zelensky"}, lambda one: one["person"] == "volodymyr-zelensky"),
        ({"from": "2025-06-01"}, lambda one: one["said_on"] >= "2025-06-01"),
        ({"to": "2022-12-31"}, lambda one: one["said_on"] <= "2022-12-31"),
        ({"on": "2025-05-16"}, lambda one: one["said_on"] <= "2025-05-16"),
        ({"party": ["ukraine", "us"]}, lambda one: one["party"] in ("ukraine", "us")),
        ({"act": ["reject", "accept"]}, lambda one: one["act"] in ("reject", "accept")),
        ({"repeats": "no"}, lambda one: one["repeat_of"] is None),
        (
            {"party": ["ukraine", "us"], "act": ["reject", "accept"], "from": "2025-05-16", "to": "2025-07-23"},
            lambda one: (
                one["party"] in ("ukraine", "us")
                and one["act"] in ("reject", "accept")
                and "2025-05-16" <= one["said_on"] <= "2025-07-23"
            ),
        ),
    ],
)
def test_narrows_to_what_is_asked_for(talks: Negotiation, query: dict[str, Any], holds: Any) -> None:
    all_of_them = answer("statements/", limit=1000)["results"]
    told = answer("statements/", limit=1000, **query)["results"]
    assert told
    assert told == [one for one in all_of_them if holds(one)]


def test_of_a_round_is_what_was_said_while_it_lasted_or_reported_of_it(db: None) -> None:
    found = sketch(rounds=3)
    first = found.negotiation.round_set.get(slug="r0")
    reported = found.article("Of the first round, later.", on=FIRST_DAY + timedelta(days=9))
    type(reported).objects.filter(pk=reported.pk).update(round=first)
    during = found.says(found.article("While it lasted."), "While it lasted")
    after = found.says(reported, "Of the first round")
    found.says(found.article("Of nothing.", on=FIRST_DAY + timedelta(days=8)), "Of nothing")
    told = answer("statements/", negotiation="canal", round="r0")["results"]
    assert [one["id"] for one in told] == [after.pk, during.pk]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("toll", {"We want no tolls", "Nothing"}),
        ("no tolls", {"We want no tolls", "Nothing"}),
        ('"want no tolls"', {"We want no tolls", "Nothing"}),
        ('"tolls want"', set()),
        ("quarrel", {"We want no tolls", "Nothing"}),
        ("lock or ferry", {"A lock"}),
        ("tolls -nothing", {"We want no tolls"}),
        ("the of and", set()),
        ("'\"!&|:*<->() \\", set()),
        ("<script>alert(1)</script>", set()),
        ("канал", {"Канал"}),
        ("運河", set()),
    ],
)
def test_words_are_looked_for_in_the_quote_and_in_its_article(db: None, words: str, wanted: set[str]) -> None:
    found = sketch()
    quarrel = found.article("We want no tolls. Nothing more.", title="A quarrel")
    found.says(quarrel, "We want no tolls")
    found.says(quarrel, "Nothing")
    found.says(found.article("A lock is enough."), "A lock")
    found.says(found.article("Канал наш."), "Канал")
    told = answer("statements/", negotiation="canal", words=words)["results"]
    assert {one["quote"] for one in told} == wanted


def test_words_are_looked_for_in_the_quote_alone_where_that_is_asked(db: None) -> None:
    found = sketch()
    article = found.article("We want no tolls. Nothing more.")
    said = found.says(article, "We want no tolls")
    found.says(article, "Nothing")
    told = answer("statements/", negotiation="canal", words="tolls", words_in="quote")["results"]
    assert [one["id"] for one in told] == [said.pk]


def test_an_article_of_which_little_may_be_shown_is_searched_all_the_same(db: None) -> None:
    found = sketch()
    found.says(found.article("We want it. The rest is secret.", shown=Shown.QUOTES), "We want it")
    assert answer("statements/", negotiation="canal", words="secret")["results"]


def test_knew_nothing_before_the_load(talks: Negotiation) -> None:
    assert answer("statements/", known=str(LONG_BEFORE_THE_LOAD.date())) == {"next": None, "results": []}


@pytest.mark.parametrize(
    ("query", "name", "says"),
    [
        ({"pary": "ukraine"}, "pary", "'party'"),
        ({"ordering": "secret"}, "ordering", "no such parameter"),
        ({"limit": 0}, "limit", "1"),
        ({"limit": 1001}, "limit", "1000"),
        ({"limit": "many"}, "limit", "number"),
        ({"cursor": "nonsense"}, "cursor", "next"),
        ({"cursor": urlsafe_b64encode(b"2025-05-16/x").decode()}, "cursor", "next"),
        ({"cursor": urlsafe_b64encode(b"\xff\xfe").decode()}, "cursor", "next"),
        ({"cursor": "é"}, "cursor", "next"),
        ({"known": "2999-01-01"}, "known", "future"),
        ({"act": "shout"}, "act", "shout"),
        ({"channel": "telepathy"}, "channel", "telepathy"),
        ({"from": "soon"}, "from", "yyyy-mm-dd"),
        ({"from": "16/05/2025"}, "from", "yyyy-mm-dd"),
        ({"to": "9999-12-31"}, "to", "1800 to 2999"),
        ({"article": "first"}, "article", "number"),
        ({"party": "a\x00b"}, "party", "null"),
        ({"party": ["ukraine", "a\x00b"]}, "party", "null"),
        ({"words": "a\x00b"}, "words", "null"),
        ({"words": "peace " * 2000}, "words", "200"),
        ({"issue": ["ceasefire", "territory"]}, "issue", "more than once"),
        ({"from": "2025-06-02", "to": "2025-06-01"}, "from", "lies after 2025-06-01"),
        ({"repeats": "yes"}, "repeats", "yes"),
        ({"on": ["2025-06-02", "2025-06-03"]}, "on", "more than once"),
        ({"format": "csv", "limit": 5}, "limit", "no such parameter"),
        ({"format": "csv", "cursor": "x"}, "cursor", "no such parameter"),
        ({"format": "xml"}, "format", "xml"),
    ],
)
def test_refuses_by_name(talks: Negotiation, query: dict[str, Any], name: str, says: str) -> None:
    told = problem("statements/", 400, **query)
    assert list(told["parameters"]) == [name]
    assert says in told["parameters"][name].lower()


@pytest.mark.parametrize("name", ["negotiation", "party", "issue", "person", "round"])
def test_a_name_that_nobody_bears_is_refused_by_name(talks: Negotiation, name: str) -> None:
    told = problem("statements/", 400, **{name: "atlantis"})
    assert told["parameters"] == {name: f"'atlantis' is no {name} here"}


def test_a_slip_in_a_name_is_told_the_nearest(talks: Negotiation) -> None:
    told = problem("statements/", 400, negotiation="russia-ukraine-talks", party="ukrain")
    assert told["parameters"]["party"].endswith("did you mean 'ukraine'?")


def test_of_several_names_the_one_that_nobody_bears_is_told(talks: Negotiation) -> None:
    told = problem("statements/", 400, negotiation="russia-ukraine-talks", party=["us", "ukrain"])
    assert told["parameters"]["party"] == "'ukrain' is no party here; did you mean 'ukraine'?"


def table(**query: Any) -> list[dict[str, str]]:
    response = Client().get(f"{API}statements/", query | {"format": "csv"})
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert isinstance(response, StreamingHttpResponse)
    text = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("query", [{}, {"party": ["russia", "us"], "words": "ceasefire"}, {"act": "appeal"}])
def test_the_table_is_the_whole_list_whatever_its_length(talks: Negotiation, query: dict[str, Any]) -> None:
    told = answer("statements/", limit=1000, **query)["results"]
    lines = table(**query)
    assert [int(line["id"]) for line in lines] == [one["id"] for one in told]
    for line, one in zip(lines, told, strict=True):
        assert line["quote"].removeprefix("'") == one["quote"]
        assert line["outcome.low"] == ("" if not one["outcome"] else str(one["outcome"]["low"]))
        assert line["sources"].split() == [source["url"] for source in one["sources"]]


def test_a_table_of_nothing_is_empty(talks: Negotiation) -> None:
    assert table(words="xylophone") == []


@pytest.mark.parametrize("number", [20, 40])
def test_the_table_costs_the_same_queries_however_long(
    db: None, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    sketch(issues=4).reports(number)
    with django_assert_num_queries(QUERIES):
        assert len(table(negotiation="canal")) == number


def test_a_party_of_another_negotiation_is_none_here(talks: Negotiation) -> None:
    sketch(issues=1)
    assert "negotiation" not in problem("statements/", 400, negotiation="canal", party="ukraine")["parameters"]


def test_an_article_that_is_not_there_gives_nothing(talks: Negotiation) -> None:
    assert answer("statements/", article=999_999_999)["results"] == []


@pytest.mark.parametrize("number", ["0", "-1", "1.7", "1E+100000", "x", str(10**30), ""])
def test_an_article_that_is_no_number_is_refused(talks: Negotiation, number: str) -> None:
    assert "whole number" in problem("statements/", 400, article=number)["parameters"]["article"]


@pytest.mark.parametrize("number", [20, 40])
def test_costs_the_same_queries_however_many_statements(
    db: None, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    sketch(issues=4).reports(number)
    with django_assert_num_queries(QUERIES):
        answer("statements/", negotiation="canal", limit=1000)
