"""Writers of one negotiation at the same time: their instants rise strictly, each transaction counts once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event
from typing import TypeVar

import pytest
from django.db import connection, transaction

from accounts.models import User
from negotiations.actions import correct_statement, tag_statement, tag_statements
from negotiations.models import Article, Negotiation, Revision, Statement
from tests.factories import coding, make_article, make_negotiation, make_statement

pytestmark = pytest.mark.django_db(transaction=True)
T = TypeVar("T")


def alone(work: Callable[[], T]) -> T:
    """In a connection of its own, closed afterwards."""
    try:
        return work()
    finally:
        connection.close()


def revision_of(negotiation: Negotiation) -> Revision:
    return Revision.objects.get(negotiation=negotiation)


def test_many_writers_get_instants_of_their_own(article: Article, editor: User) -> None:
    codings = [coding(article, outcome=value) for value in range(12)]
    with ThreadPoolExecutor(4) as pool:
        written = list(pool.map(lambda one: alone(partial(tag_statement, one, by=editor)), codings))
    instants = {statement.recorded_at for statement in written}
    assert len(instants) == 12
    assert (revision_of(article.negotiation).number, revision_of(article.negotiation).at) == (
        2 + 12,
        max(instants, key=str),
    )


def test_a_deed_on_many_statements_is_one_revision(article: Article, editor: User) -> None:
    first, _ = tag_statements([coding(article), coding(article, outcome=0)], by=editor)
    assert revision_of(article.negotiation).number == 3  # after the codebook and the article
    corrected = correct_statement(first, coding(article, outcome=25), by=editor)
    first.refresh_from_db()
    assert first.superseded_at == corrected.recorded_at
    assert revision_of(article.negotiation).number == 4


def test_negotiations_count_apart(article: Article, editor: User) -> None:
    make_statement(article, editor)
    other = make_negotiation("other-talks")
    make_statement(make_article(other), editor)
    assert revision_of(article.negotiation).number == revision_of(other).number == 3


def test_a_writer_waits_for_the_one_before_and_comes_after(article: Article, editor: User) -> None:
    written, may_end = Event(), Event()

    def slow() -> Statement:
        with transaction.atomic():
            statement = make_statement(article, editor)
            written.set()
            assert may_end.wait(10)
        return statement

    def quick() -> Statement:
        assert written.wait(10)
        return make_statement(article, editor, outcome=0)

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.submit(alone, slow), pool.submit(alone, quick)
        assert written.wait(10)
        with pytest.raises(TimeoutError):
            second.result(timeout=0.3)
        may_end.set()
        assert first.result().recorded_at < second.result().recorded_at  # type: ignore[operator]
    assert revision_of(article.negotiation).number == 4


def test_what_was_settled_before_a_writer_ended_stays_as_it_was(article: Article, editor: User) -> None:
    standing = make_statement(article, editor)
    settled = revision_of(article.negotiation).at
    written, may_end = Event(), Event()

    def slow() -> None:
        with transaction.atomic():
            make_statement(article, editor, outcome=0)
            written.set()
            assert may_end.wait(10)

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(alone, slow)
        assert written.wait(10)
        assert revision_of(article.negotiation).at == settled
        may_end.set()
        writing.result()
    assert list(Statement.objects.known_at(settled)) == [standing]
    assert Statement.objects.known_at(revision_of(article.negotiation).at).count() == 2


def test_a_clock_set_back_does_not_turn_instants_round(article: Article, editor: User) -> None:
    first = make_statement(article, editor)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE negotiations_revision SET at = at + interval '1 hour'")
    second = make_statement(article, editor, outcome=0)
    assert first.recorded_at is not None
    assert second.recorded_at is not None
    assert (second.recorded_at - first.recorded_at).total_seconds() > 3600
