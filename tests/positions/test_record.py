"""The record of a negotiation: what was said, what was not, and what nobody looked at."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from negotiations.models import Article, Negotiation, Statement
from negotiations.positions import Outcome, record_of, records_of
from tests.factories import coding, issue_of, make_article, make_negotiation, make_statement, party_of
from tests.positions.sketches import FUND, ONE, OTHER, TRUCE, day, record, says


def test_an_issue_not_spoken_of_has_no_position_though_the_party_was_read() -> None:
    talks = record(says(40, on=10), says(None, act="accuse", issue=None, party=OTHER, on=10))
    assert talks.position(ONE, FUND, day(10)) is None
    assert talks.position(OTHER, TRUCE, day(10)) is None
    assert talks.was_read(ONE, day(10), 90)
    assert talks.was_read(OTHER, day(10), 90)


@pytest.mark.parametrize(("on", "read"), [(9, False), (10, True), (100, True), (101, False)])
def test_a_party_was_read_within_so_many_days_before(on: int, read: bool) -> None:
    assert record(says(40, on=10)).was_read(ONE, day(on), 90) is read


def test_a_party_of_which_nothing_was_coded_was_not_read() -> None:
    assert not record(says(40, on=10)).was_read(OTHER, day(10), 90)


def test_the_last_day_is_the_last_on_which_something_was_said() -> None:
    talks = record(says(40, on=3), says(50, on=7))
    assert talks.days == [day(3), day(7)]
    assert [talks.last_day(day(number)) for number in (9, 6, 1)] == [day(7), day(3), day(1)]


def test_a_record_is_read_in_one_query_for_any_number_of_negotiations(article: Article, editor: User) -> None:
    other = make_negotiation("other-talks")
    make_statement(article, editor)
    make_statement(make_article(other), editor, outcome=(25, None))
    # Expect 1 query: the statements of both.
    with CaptureQueriesContext(
        connection,
    ) as queries:
        records = records_of([article.negotiation, other])
    assert len(queries) == 1
    outcomes = [records[one.pk].coded[0].outcome for one in (article.negotiation, other)]
    assert outcomes == [Outcome(100, 100), Outcome(25, None)]


def test_a_repeat_of_an_utterance_counts_once(statement: Statement, negotiation: Negotiation) -> None:
    twin = make_article(negotiation, "Elsewhere: “We want the truce now.”")
    repeat = Statement.objects.get(pk=statement.pk)
    repeat.pk, repeat.lineage, repeat.article, repeat.start, repeat.end = None, "0" * 32, twin, 12, 33
    repeat.repeat_of = statement
    repeat._state.adding = True
    repeat.save()
    assert Statement.objects.count() == 2
    assert [coded.id for coded in record_of(negotiation).coded] == [statement.pk]


def test_a_bloc_does_not_speak_for_its_members_nor_they_for_it(article: Article, editor: User) -> None:
    negotiation = article.negotiation
    make_statement(article, editor, party="northern-league")
    truce = issue_of(negotiation, "truce").pk
    found = record_of(negotiation)
    standing = [
        found.position(party_of(negotiation, slug).pk, truce, article.date) for slug in ("northern-league", "norland")
    ]
    assert [position is not None for position in standing] == [True, False]


def test_a_statement_without_an_issue_is_on_no_lane(article: Article, editor: User) -> None:
    make_statement(article, editor, issue=None, outcome=None, act="praise")
    found = record_of(article.negotiation)
    assert len(found.coded) == 1
    assert found.lanes == {}


def test_the_office_held_that_day_speaks(article: Article, editor: User) -> None:
    later = make_article(article.negotiation, "Olav Lund: “No truce.” Printed late.")
    make_statement(article, editor, person="ada-berg")
    make_statement(later, editor, "No truce", outcome=0, person="olav-lund")
    negotiation = article.negotiation
    found = record_of(negotiation)
    position = found.position(party_of(negotiation, "norland").pk, issue_of(negotiation, "truce").pk, article.date)
    assert position is not None
    assert (position.outcome, len(position.voices)) == (Outcome(100, 100), 1)
    assert coding(article).person is None


def test_counts_what_was_said_from_one_day_to_another_both_included() -> None:
    found = record(says(20, on=0), says(30, on=2), says(40, on=2, party=OTHER), says(50, on=5))
    assert [found.count_between(day(first), day(last)) for first, last in ((0, 5), (1, 4), (2, 2), (3, 4), (6, 9))] == [
        4,
        2,
        2,
        0,
        0,
    ]
    assert found.count_between(day(5), day(0)) == 0


def test_knows_what_each_party_said_by_a_day() -> None:
    found = record(says(20, on=0), says(30, on=2), says(40, on=2, party=OTHER))
    assert [len(found.said_by(party, day(1))) for party in (ONE, OTHER)] == [1, 0]
    assert set(found.by_party) == {ONE, OTHER}
