"""What parameters mean; that they are refused by name is proved where they are asked."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import QueryDict
from django.utils import timezone

from negotiations.filters import ArticleQuery, asked


def known(words: str) -> datetime:
    query = QueryDict(mutable=True)
    query["known"] = words
    found = asked(ArticleQuery, query)["known"]
    assert isinstance(found, datetime)
    return found


def test_a_day_alone_is_known_to_its_end_and_today_until_now() -> None:
    assert known("2025-06-01") == datetime(2025, 6, 1, 23, 59, 59, 999999, tzinfo=UTC)
    before = timezone.now()
    assert before <= known(str(before.date())) <= timezone.now()


def test_an_instant_without_a_zone_is_utc_and_a_plus_may_have_become_a_space() -> None:
    assert known("2025-06-01T12:00:00") == datetime(2025, 6, 1, 12, tzinfo=UTC)
    assert known("2025-06-01T12:00:00 02:00") == datetime(2025, 6, 1, 10, tzinfo=UTC)
