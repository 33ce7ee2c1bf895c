from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from negotiations.templatetags.words import age, counted, day, in_a_sentence, instant, long_day, short_day

DAY = date(2025, 5, 6)


def test_days_are_told_in_full_and_in_short() -> None:
    assert (day(DAY), short_day(DAY), long_day(DAY)) == ("6 May 2025", "6 May", "6 May 2025")
    assert long_day(date(2025, 11, 27)) == "27 November 2025"


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (0, "same day"),
        (1, "1 day"),
        (59, "59 days"),
        (60, "2 months"),
        (365, "12 months"),
        (730, "24 months"),
        (731, "2 years"),
    ],
)
def test_an_age_is_told_in_the_unit_that_people_use(days: int, told: str) -> None:
    assert age(days) == told


@pytest.mark.parametrize(
    ("number", "noun", "told"),
    [
        (1, "day", "1 day"),
        (0, "day", "0 days"),
        (1200, "article", "1,200 articles"),
        (2, "other party", "2 other parties"),
    ],
)
def test_things_are_counted_in_words(number: int, noun: str, told: str) -> None:
    assert counted(number, noun) == told


@pytest.mark.parametrize(
    ("title", "told"), [("Ceasefire", "ceasefire"), ("NATO membership", "NATO membership"), ("A truce", "a truce")]
)
def test_a_title_inside_a_sentence_keeps_its_acronyms(title: str, told: str) -> None:
    assert in_a_sentence(title) == told


def test_an_instant_is_told_as_known_takes_it() -> None:
    assert instant(datetime(2025, 5, 16, 12, 0, 0, 7, tzinfo=UTC)) == "2025-05-16T12:00:00.000007Z"


def drawn(template: str, url: str) -> str:
    return Template(template).render(Context({"request": RequestFactory().get(url)}))


def test_a_link_keeps_the_query_but_for_what_it_changes() -> None:
    url = "/?on=2025-05-16&cell=a.b&a=x%26y"
    assert drawn("{% query cell=None on='2025-05-17' %}", url) == "?a=x%26y&amp;on=2025-05-17"
    assert drawn("{% query %}", "/") == "?"


def test_a_link_to_another_page_keeps_only_what_is_named() -> None:
    assert drawn("{% keep 'on' 'known' %}", "/?on=2025-05-16&cell=a.b") == "?on=2025-05-16"
    assert drawn("{% keep 'on' 'known' %}", "/?cell=a.b") == ""


def test_nothing_of_a_query_comes_back_as_markup() -> None:
    assert "<" not in drawn("{% query %}{% keep 'on' %}", '/?on=<script>&"><b>=1')
