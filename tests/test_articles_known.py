"""The list of articles as of a day and as known at an instant."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.talks import FIRST_DAY, sketch
from tests.web.html import Page

pytestmark = pytest.mark.django_db(transaction=True)


def titles(query: str) -> list[str]:
    return [str(link.text_content()) for link in Page(Client().get(f"/n/canal/articles/{query}")).all("//tbody//th//a")]


def test_lists_what_was_dated_by_the_day_and_stored_by_the_instant() -> None:
    found = sketch()
    found.article("First.", title="First")
    before = timezone.now()
    found.says(found.article("Second.", title="Second", on=FIRST_DAY + timedelta(days=1)), "Second")
    assert titles("") == ["Second", "First"]
    assert titles(f"?on={FIRST_DAY}") == ["First"]
    assert titles(f"?known={before:%Y-%m-%dT%H:%M:%S.%fZ}") == ["First"]
    assert titles("?on=2020-01-01") == []


def test_counts_the_statements_that_stood_at_the_instant() -> None:
    found = sketch()
    article = found.article("We stand here.")
    before = timezone.now()
    found.says(article, "We stand")
    for query, number in (("", "1"), (f"?known={before:%Y-%m-%dT%H:%M:%S.%fZ}", "0")):
        assert Page(Client().get(f"/n/canal/articles/{query}")).words("//tbody/tr/td[last()]") == number
