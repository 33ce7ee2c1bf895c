from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from negotiations.models import Article
from tests.factories import DAY, issue_of, party_of

Row = dict[str, Any]
Insert = Callable[..., int]


@pytest.fixture
def row(article: Article, editor: User) -> Row:
    """A sound statement as the columns of its table."""
    start = article.body.index("We want")
    return {
        "negotiation_id": article.negotiation_id,
        "article_id": article.pk,
        "lineage": "00000000-0000-0000-0000-000000000001",
        "start": start,
        "end": start + len("We want the truce now"),
        "quote": "We want the truce now",
        "party_id": party_of(article.negotiation, "norland").pk,
        "issue_id": issue_of(article.negotiation, "truce").pk,
        "outcome": "[100,100]",
        "act": "demand",
        "channel": "direct",
        "said_on": DAY,
        "coder_id": editor.pk,
        "speaker": "",
        "office": "",
        "rank": 9,
        "cites": "[]",
    }


@pytest.fixture
def insert(row: Row) -> Insert:
    """Inserts the sound statement by SQL, some of its columns changed; gives its key."""

    def insert(**changes: Any) -> int:
        values = row | changes
        columns = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("%s" for _ in values)
        sql = f"INSERT INTO negotiations_statement ({columns}) VALUES ({marks}) RETURNING id"
        return int(execute(sql, *values.values())[0][0])

    return insert


def execute(sql: str, *given: Any) -> list[tuple[Any, ...]]:
    """Raw SQL: what no rule written in Python could stop."""
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall()) if cursor.description else []
