"""Each truth of a statement, attacked by raw SQL."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from accounts.models import User
from negotiations.models import Article, Negotiation, Revision, Statement
from tests.factories import (
    issue_of,
    make_article,
    make_negotiation,
    make_statement,
    make_suggestion,
    party_of,
    person_of,
)
from tests.models.conftest import Insert, Row, execute

ANOTHER = "00000000-0000-0000-0000-000000000002"
EARLY, LATE = datetime(2001, 1, 1, tzinfo=UTC), datetime(2101, 1, 1, tzinfo=UTC)


def test_a_sound_statement_goes_in(insert: Insert, row: Row) -> None:
    assert Statement.objects.get(pk=insert()).quote == row["quote"]


def test_the_quote_stands_at_its_offsets(insert: Insert, row: Row) -> None:
    with pytest.raises(IntegrityError, match="the quote is not what stands at"):
        insert(start=row["start"] + 1, end=row["end"] + 1)


def test_the_quote_is_the_words_of_the_article(insert: Insert) -> None:
    with pytest.raises(IntegrityError, match="the quote is not what stands at"):
        insert(quote="We want the truce new")


def test_offsets_count_code_points_and_not_what_utf_16_or_bytes_count(
    insert: Insert, row: Row, article: Article
) -> None:
    before = article.body[: row["start"]]
    in_utf_16, in_bytes = len(before.encode("utf-16-le")) // 2, len(before.encode())
    assert row["start"] < in_utf_16 < in_bytes
    for start in (in_utf_16, in_bytes):
        with pytest.raises(IntegrityError), transaction.atomic():
            insert(start=start, end=start + len(row["quote"]))
    assert insert()


@pytest.mark.parametrize(
    ("start", "end", "quote"), [(3, 3, ""), (5, 3, ""), (-2, 3, "🚢🕊 "), (0, 10_000, "🚢"), (10_000, 10_001, "")]
)
def test_a_span_lies_in_the_article_and_is_not_empty(start: int, end: int, quote: str, insert: Insert) -> None:
    with pytest.raises(IntegrityError):
        insert(start=start, end=end, quote=quote)


@pytest.mark.parametrize("outcome", ["[50,50]", "[0,100]", "[25,]", "[,25]", None])
def test_an_outcome_is_a_point_a_range_open_at_one_end_or_none(outcome: str | None, insert: Insert) -> None:
    assert insert(outcome=outcome)


@pytest.mark.parametrize(
    "outcome", ["[50,101]", "[-1,50]", "[101,]", "[,-1]", "empty", "(0,50]", "[0,50)", "(0,50)", "(,)"]
)
def test_an_outcome_lies_on_the_scale_and_includes_its_ends(outcome: str, insert: Insert) -> None:
    with pytest.raises(IntegrityError):
        insert(outcome=outcome)


def test_a_numeric_scale_has_ends_of_its_own(insert: Insert, negotiation: Negotiation) -> None:
    fund = issue_of(negotiation, "fund").pk
    assert insert(issue_id=fund, outcome="[1300,]")
    with pytest.raises(IntegrityError, match="off the scale"):
        insert(issue_id=fund, outcome="[2001,]")


def test_a_question_without_a_scale_takes_no_outcome(insert: Insert, negotiation: Negotiation) -> None:
    water = issue_of(negotiation, "water").pk
    assert insert(issue_id=water, outcome=None)
    with pytest.raises(IntegrityError, match="off the scale"):
        insert(issue_id=water)


def test_an_outcome_is_on_an_issue(insert: Insert) -> None:
    assert insert(issue_id=None, outcome=None)
    with pytest.raises(IntegrityError):
        insert(issue_id=None)


@pytest.mark.parametrize("act", ["appeal", "threaten", "accuse", "praise"])
def test_some_acts_take_no_outcome(act: str, insert: Insert) -> None:
    assert insert(act=act, outcome=None)
    with pytest.raises(IntegrityError, match="statement_outcome_fits_act"):
        insert(act=act)


@pytest.mark.parametrize(
    ("column", "value"), [("act", "mumble"), ("act", ""), ("channel", "rumour"), ("rank", 0), ("rank", 10)]
)
def test_a_word_outside_the_codebook_of_acts_is_refused(column: str, value: Any, insert: Insert) -> None:
    with pytest.raises(IntegrityError):
        insert(**{column: value})


@pytest.mark.parametrize("column", ["party_id", "addressee_id", "person_id", "issue_id", "demand_id", "article_id"])
def test_nothing_of_another_negotiation_is_named(column: str, insert: Insert, negotiation: Negotiation) -> None:
    def named(in_: Negotiation) -> int:
        return {
            "party_id": party_of(in_, "sudmark").pk,
            "addressee_id": party_of(in_, "sudmark").pk,
            "person_id": person_of(in_, "ada-berg").pk,
            "issue_id": issue_of(in_, "truce").pk,
            "demand_id": in_.demand_set.get(slug="truce-now").pk,
            "article_id": (in_.articles.first() or make_article(in_)).pk,
        }[column]

    assert insert(**{column: named(negotiation)})
    with pytest.raises(IntegrityError, match="of negotiation"):
        insert(**{column: named(make_negotiation("other-talks")), "lineage": "00000000-0000-0000-0000-000000000002"})


def test_the_same_coding_stands_once(insert: Insert) -> None:
    insert()
    with pytest.raises(IntegrityError, match="statement_is_coded_once"):
        insert(lineage="00000000-0000-0000-0000-000000000002")


def test_a_lineage_has_one_open_version(insert: Insert) -> None:
    first = insert()
    with pytest.raises(IntegrityError, match="statement_one_open_version"), transaction.atomic():
        insert(outcome="[0,0]")
    execute("UPDATE negotiations_statement SET superseded_at = now() WHERE id = %s", first)
    assert insert(outcome="[0,0]")


OTHERWISE = {
    "negotiation_id": "negotiation_id + 1",
    "article_id": "article_id + 1",
    "lineage": "'00000000-0000-0000-0000-000000000009'",
    "supersedes_id": "id",
    "repeat_of_id": "id",
    "suggestion_id": "1",
    "start": "start - 1",
    '"end"': '"end" + 1',
    "quote": "quote || '!'",
    "party_id": "party_id + 1",
    "person_id": "1",
    "speaker": "'somebody'",
    "office": "'King'",
    "rank": "1",
    "addressee_id": "party_id",
    "act": "'propose'",
    "issue_id": "issue_id + 1",
    "outcome": "'[0,0]'",
    "demand_id": "1",
    "channel": "'unnamed'",
    "cites": """'["b"]'""",
    "said_on": "said_on - 1",
    "coder_id": "coder_id + 1",
    "recorded_at": "recorded_at - interval '1 day'",
    "id": "id + 1000",
}


def test_every_column_is_attacked_below() -> None:
    attacked = {name.strip('"') for name in OTHERWISE}
    assert attacked | {"superseded_at"} == {field.column for field in Statement._meta.concrete_fields}


@pytest.mark.parametrize("column", OTHERWISE)
def test_no_column_of_a_statement_ever_changes(column: str, insert: Insert) -> None:
    statement = insert()
    sql = f"UPDATE negotiations_statement SET {column} = {OTHERWISE[column]} WHERE id = %s"
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        execute(sql, statement)
    with pytest.raises(IntegrityError, match="never changes"):
        execute(sql.replace(" WHERE", ", superseded_at = now() WHERE"), statement)


def test_a_statement_closes_once(insert: Insert) -> None:
    statement = insert()
    execute("UPDATE negotiations_statement SET superseded_at = now() WHERE id = %s", statement)
    for again in ("now()", "NULL"):
        with pytest.raises(IntegrityError, match="only be closed, once"), transaction.atomic():
            execute(f"UPDATE negotiations_statement SET superseded_at = {again} WHERE id = %s", statement)


def test_a_statement_is_never_deleted(insert: Insert) -> None:
    statement = insert()
    with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
        execute("DELETE FROM negotiations_statement")
    assert Statement.objects.filter(pk=statement).exists()


def test_the_database_sets_the_instants_whatever_the_writer_says(insert: Insert) -> None:
    statement = Statement.objects.get(pk=insert(recorded_at=EARLY, superseded_at=EARLY))
    assert statement.recorded_at is not None
    assert datetime.now(UTC) - statement.recorded_at < timedelta(hours=1)
    assert statement.superseded_at is None
    execute("UPDATE negotiations_statement SET superseded_at = %s WHERE id = %s", LATE, statement.pk)
    statement.refresh_from_db()
    assert statement.superseded_at is not None
    assert statement.recorded_at <= statement.superseded_at < LATE


def test_a_transaction_is_one_instant_and_one_revision(insert: Insert, negotiation: Negotiation) -> None:
    first = insert()
    second = insert(outcome="[0,0]", lineage="00000000-0000-0000-0000-000000000002")
    instants = set(Statement.objects.filter(pk__in=[first, second]).values_list("recorded_at", flat=True))
    revision = Revision.objects.get(negotiation=negotiation)
    assert (instants, revision.number) == ({revision.at}, 1)


@pytest.mark.django_db(transaction=True)
def test_what_was_known_is_a_filter(article: Article, editor: User) -> None:
    statement = make_statement(article, editor)
    assert statement.recorded_at is not None
    before = statement.recorded_at - timedelta(microseconds=1)
    assert list(Statement.objects.known_at(before)) == []
    assert list(Statement.objects.known_at(statement.recorded_at)) == [statement]
    Statement.objects.update(superseded_at=LATE)
    statement.refresh_from_db()
    assert list(Statement.objects.known_at(statement.superseded_at)) == []
    assert list(Statement.objects.known_at(None)) == []
    assert list(Statement.objects.known_at(statement.recorded_at)) == [statement]


@pytest.mark.parametrize("day", ["infinity", "-infinity", "1799-12-31", "3000-01-01", "0044-03-15 BC"])
def test_it_was_said_on_a_day_of_the_calendar(day: str, insert: Insert) -> None:
    assert insert(said_on=date(1800, 1, 1))
    with pytest.raises(IntegrityError, match="statement_said_in_calendar"):
        insert(said_on=day, lineage=ANOTHER)


def close(statement: int) -> int:
    execute("UPDATE negotiations_statement SET superseded_at = now() WHERE id = %s", statement)
    return statement


def test_a_version_follows_a_closed_one_of_its_lineage(insert: Insert) -> None:
    first = insert()
    with pytest.raises(IntegrityError, match="no closed version of lineage"), transaction.atomic():
        insert(supersedes_id=first, lineage=ANOTHER, outcome="[0,0]")
    close(first)
    with pytest.raises(IntegrityError, match="no closed version of lineage"), transaction.atomic():
        insert(supersedes_id=first, lineage=ANOTHER)
    assert insert(supersedes_id=first)


def test_an_open_version_is_followed_by_none(insert: Insert) -> None:
    with pytest.raises(IntegrityError, match="no closed version of lineage"):
        insert(supersedes_id=insert(), outcome="[0,0]")


@pytest.mark.parametrize(
    ("column", "refusal"), [("supersedes_id", "no closed version"), ("repeat_of_id", "of negotiation")]
)
def test_a_version_or_a_repeat_is_of_the_same_negotiation(
    column: str, refusal: str, insert: Insert, row: Row, editor: User
) -> None:
    elsewhere = make_statement(make_article(make_negotiation("other-talks")), editor)
    with pytest.raises(IntegrityError, match=refusal):
        insert(**{column: close(elsewhere.pk), "lineage": str(elsewhere.lineage)})


def test_a_repeat_is_of_a_statement_of_the_same_negotiation(insert: Insert) -> None:
    assert insert(repeat_of_id=insert(), lineage=ANOTHER, outcome="[0,0]")


def test_a_suggestion_is_accepted_in_its_own_article(insert: Insert, article: Article) -> None:
    other = make_suggestion(make_article(article.negotiation, "We want the truce now, they said."), "We want")
    with pytest.raises(IntegrityError, match="is not of article"), transaction.atomic():
        insert(suggestion_id=other.pk)
    assert insert(suggestion_id=make_suggestion(article, "We want").pk)


@pytest.mark.parametrize("scale", ["low = 0, high = 299", "low = 301, high = 2000"])
def test_a_scale_holds_the_outcomes_on_record(scale: str, insert: Insert, negotiation: Negotiation) -> None:
    fund = issue_of(negotiation, "fund").pk
    sql = f"UPDATE negotiations_issue SET {scale} WHERE id = %s"
    execute("UPDATE negotiations_demand SET outcome = NULL")
    insert(issue_id=fund, outcome="[300,]")
    insert(issue_id=fund, outcome="[,300]", lineage="00000000-0000-0000-0000-000000000002")
    execute("UPDATE negotiations_issue SET low = 300, high = 301 WHERE id = %s", fund)
    with pytest.raises(IntegrityError, match="off the scale"):
        execute(sql, fund)


@pytest.mark.parametrize("table", ["party", "person", "issue", "demand", "round"])
def test_what_a_statement_names_stays_in_its_negotiation(table: str, negotiation: Negotiation) -> None:
    other = Negotiation.objects.create(slug="other-talks", title="Other talks")
    with pytest.raises(IntegrityError, match="stays there"):
        execute(f"UPDATE negotiations_{table} SET negotiation_id = %s", other.pk)
