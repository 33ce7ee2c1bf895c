from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from negotiations.models import Issue, Negotiation, Office, Party
from tests.factories import issue_of, make_negotiation, party_of, person_of
from tests.models.conftest import execute


@pytest.mark.parametrize("table", ["office", "membership"])
def test_dates_run_forwards_and_may_be_open(table: str, negotiation: Negotiation) -> None:
    for since, until in [("2020-01-01", "2020-01-01"), (None, "2020-01-01"), ("2020-01-01", None), (None, None)]:
        execute(f"UPDATE negotiations_{table} SET since = %s, until = %s", since, until)
    with pytest.raises(IntegrityError, match=f"{table}_dates_in_order"):
        execute(f"UPDATE negotiations_{table} SET since = '2020-01-02', until = '2020-01-01'")


def test_a_round_ends_after_it_starts(negotiation: Negotiation) -> None:
    with pytest.raises(IntegrityError, match="round_dates_in_order"):
        execute('UPDATE negotiations_round SET start = "end" + 1')


@pytest.mark.parametrize(
    "change",
    [
        "issue SET low = 0, high = 50 WHERE kind = 'ordinal'",
        "issue SET low = NULL WHERE kind = 'numeric'",
        "issue SET unit = '' WHERE kind = 'numeric'",
        "issue SET low = high WHERE kind = 'numeric'",
        "issue SET low = 0, high = 100 WHERE kind = 'open'",
        "issue SET kind = 'fuzzy'",
        "option SET value = 100.5 WHERE slug = 'full'",
        "option SET value = -1 WHERE slug = 'full'",
        "option SET slug = 'same'",
        "office SET rank = 10",
        "office SET rank = 0",
        "party SET role = 'bystander'",
        "party SET slot = 'z'",
        "party SET side = 3 WHERE side = 1",
        "party SET side = 1 WHERE side = 2",
        "party SET slug = 'same'",
        "person SET pronoun = 'it'",
        "membership SET bloc_id = party_id",
        "salience SET weight = 0",
        "salience SET weight = 1000.001",
        "salience SET weight = 'NaN'",
        "issue SET high = 'NaN' WHERE kind = 'numeric'",
        "issue SET low = 'NaN', high = 'NaN' WHERE kind = 'numeric'",
        "issue SET silent_after_days = 0",
        "issue SET silent_after_days = 36501",
        "demand SET outcome = 'empty'",
        "demand SET outcome = '(,)'",
        "demand SET outcome = '[0,1)'",
        "delegate SET is_head = true",
        "negotiation SET silent_after_days = 0",
        "negotiation SET silent_after_days = 36501",
    ],
)
def test_the_agenda_keeps_its_shape(change: str, negotiation: Negotiation) -> None:
    with pytest.raises(IntegrityError):
        execute(f"UPDATE negotiations_{change}")


@pytest.mark.parametrize("day", ["infinity", "-infinity", "1799-12-31", "3000-01-01"])
@pytest.mark.parametrize(
    ("table", "columns"),
    [("office", ["since", "until"]), ("membership", ["since", "until"]), ("round", ["start", "end"])],
)
def test_days_lie_in_the_calendar(table: str, columns: list[str], day: str, negotiation: Negotiation) -> None:
    first, last = columns
    execute(f"UPDATE negotiations_{table} SET \"{first}\" = '1800-01-01', \"{last}\" = '2999-12-31'")
    column = first if day.startswith(("-", "1")) else last
    with pytest.raises(IntegrityError, match=f"{table}_dates_in_calendar"):
        execute(f'UPDATE negotiations_{table} SET "{column}" = %s', day)


def test_a_form_says_how_long_a_silence_may_be(negotiation: Negotiation) -> None:
    negotiation.silent_after_days = 36_501
    with pytest.raises(ValidationError, match="less than or equal to 36500"):
        negotiation.full_clean()


@pytest.mark.parametrize(
    ("table", "column", "named"),
    [
        ("person", "party_id", "party"),
        ("office", "party_id", "party"),
        ("office", "person_id", "person"),
        ("demand", "party_id", "party"),
        ("demand", "issue_id", "issue"),
        ("membership", "party_id", "party"),
        ("membership", "bloc_id", "party"),
        ("round", "host_id", "party"),
        ("delegation", "round_id", "round"),
        ("delegation", "party_id", "party"),
        ("salience", "issue_id", "issue"),
        ("salience", "party_id", "party"),
    ],
)
def test_parts_of_the_agenda_are_of_one_negotiation(
    table: str, column: str, named: str, negotiation: Negotiation
) -> None:
    other = make_negotiation("other-talks")
    ours = execute(f"SELECT id FROM negotiations_{table} WHERE {column} IS NOT NULL ORDER BY id")[0][0]
    theirs = execute(f"SELECT max(id) FROM negotiations_{named} WHERE negotiation_id = %s", other.pk)[0][0]
    with pytest.raises(IntegrityError, match="must be of negotiation"):
        execute(f"UPDATE negotiations_{table} SET {column} = %s WHERE id = %s", theirs, ours)


def test_what_is_inserted_is_of_one_negotiation(negotiation: Negotiation) -> None:
    theirs = party_of(make_negotiation("other-talks"), "norland")
    with pytest.raises(IntegrityError, match="must be of negotiation"):
        Office.objects.create(person=person_of(negotiation, "ada-berg"), party=theirs, title="President")


@pytest.mark.parametrize("outcome", ["[2001,]", "[,-1]", "[0,2001]"])
def test_a_demand_lies_on_the_scale_of_its_issue(outcome: str, negotiation: Negotiation) -> None:
    fund = issue_of(negotiation, "fund").pk
    execute("UPDATE negotiations_demand SET issue_id = %s, outcome = '[0,2000]'", fund)
    with pytest.raises(IntegrityError, match="off the scale"):
        execute("UPDATE negotiations_demand SET outcome = %s::numrange", outcome)


def test_a_question_without_a_scale_takes_no_demanded_outcome(negotiation: Negotiation) -> None:
    with pytest.raises(IntegrityError, match="off the scale"):
        execute("UPDATE negotiations_demand SET outcome = '[1,1]', issue_id = %s", issue_of(negotiation, "water").pk)


def test_a_scale_holds_what_is_demanded_on_it(negotiation: Negotiation) -> None:
    fund = issue_of(negotiation, "fund").pk
    execute("UPDATE negotiations_demand SET issue_id = %s, outcome = '[300,]'", fund)
    with pytest.raises(IntegrityError, match="off the scale"):
        execute("UPDATE negotiations_issue SET high = 299 WHERE id = %s", fund)


def test_the_highest_office_held_that_day_counts(negotiation: Negotiation) -> None:
    berg, lund = person_of(negotiation, "ada-berg"), person_of(negotiation, "olav-lund")
    Office.objects.filter(person=berg, rank=2).update(rank=1)
    Office.objects.filter(person=berg, title="President").update(rank=3)

    def held(day: date) -> str | None:
        office = berg.office_on(day)
        return office.title if office else None

    assert held(date(2018, 4, 30)) is None
    assert held(date(2018, 5, 1)) == "President"
    assert held(date(2020, 12, 31)) == "Chair of the League"
    assert held(date(2021, 1, 1)) == "President"
    assert lund.office_on(date(2022, 1, 1)) is None


def test_an_open_negotiation_is_for_all_and_a_closed_one_for_its_members(
    negotiation: Negotiation, reader: User
) -> None:
    def seen(by: User | AnonymousUser) -> bool:
        return Negotiation.objects.visible_to(by).exists()

    assert seen(AnonymousUser())
    Negotiation.objects.update(public=False)
    assert not seen(AnonymousUser())
    assert not seen(reader)
    reader.grants.create(negotiation=negotiation, role="reader")
    assert seen(reader)


def test_history_sees_what_raw_sql_and_bulk_writes_do_to_a_party(negotiation: Negotiation) -> None:
    events = Party.pgh_event_model.objects.filter(pgh_obj_id=party_of(negotiation, "norland").pk)  # type: ignore[attr-defined]
    execute("UPDATE negotiations_party SET name = 'Northland' WHERE slug = 'norland'")
    Party.objects.filter(slug="norland").update(name="Norseland")
    assert list(events.order_by("pgh_id").values_list("pgh_label", "name")) == [
        ("insert", "Norland"),
        ("update", "Northland"),
        ("update", "Norseland"),
    ]


def test_history_keeps_what_was_deleted_and_is_itself_kept(negotiation: Negotiation) -> None:
    water = issue_of(negotiation, "water")
    water.demands.all().delete()
    execute("DELETE FROM negotiations_issue WHERE id = %s", water.pk)
    events = Issue.pgh_event_model.objects.filter(pgh_obj_id=water.pk)  # type: ignore[attr-defined]
    assert list(events.order_by("pgh_id").values_list("pgh_label", flat=True)) == ["insert", "delete"]
    for sql in ("UPDATE negotiations_issueevent SET title = ''", "DELETE FROM negotiations_issueevent"):
        with pytest.raises(Exception, match="Cannot"), transaction.atomic():
            execute(sql)
