"""What parameters mean; that they are refused by name is proved where they are asked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import timezone

from negotiations.filters import ArticleQuery, BadQuery, TimelineQuery, asked, conditions
from negotiations.filters.asking import takes_several


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


def timeline(words: str) -> dict[str, Any]:
    return asked(TimelineQuery, QueryDict(words))


def test_only_parties_and_acts_may_be_several() -> None:
    found = timeline("party=a&party=b&party=a&party=&act=accept&act=reject")
    assert (found["party"], found["act"]) == (["a", "b"], ["accept", "reject"])
    several = {name for name, field in TimelineQuery.base_fields.items() if takes_several(field)}
    assert several == {"party", "act"}


@pytest.mark.parametrize("name", sorted(set(TimelineQuery.base_fields) - {"party", "act"}))
def test_whatever_takes_one_value_is_refused_where_it_is_given_twice(name: str) -> None:
    with pytest.raises(BadQuery) as refused:
        timeline(f"{name}=1&{name}=2")
    assert refused.value.problems[name] == "is given more than once; expected one value"


def test_what_is_left_empty_is_not_asked_for() -> None:
    assert conditions(timeline("party=&act=&words=&issue=&person=&round=&channel=")) == {}


def test_what_is_asked_for_becomes_a_condition_each() -> None:
    found = conditions(timeline("party=a&words=b&round=c&from=2025-05-01&on=2025-06-01"))
    assert set(found) == {"party", "words", "round"}
