"""What there is to tell, checked by hand: positions taken, left and refused, in the order of becoming known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import Role
from negotiations.actions import coding_of, correct_statement, retract_statement, undo_edit
from negotiations.models import Edit, Statement
from negotiations.readers.news import News, news_of
from negotiations.readers.reading import reading_of
from tests.talks import Sketch, person, sketch

DAY = date(2025, 5, 1)


@pytest.fixture
def talks(db: None) -> Sketch:
    return sketch(issues=2)


def says(
    talks: Sketch, outcome: int | None, *, day: int = 0, party: int = 0, issue: int = 0, act: str = "comment"
) -> Statement:
    words = f"We said {act} {outcome}"
    article = talks.article(f"On day {day} P{party} on {issue}: {words}.", on=DAY + timedelta(days=day))
    return talks.says(article, words, party=party, issue=issue, outcome=outcome, act=act)


def news(talks: Sketch, most: int = 50) -> list[News]:
    """The oldest first."""
    reading = reading_of(talks.negotiation, today=timezone.localdate())
    return news_of(reading, lambda *_: True, most=most)[::-1]


def told(talks: Sketch) -> list[str]:
    return [one.sentence for one in news(talks)]


def test_a_first_position_a_concession_and_a_hardening_are_told_and_a_repetition_is_not(talks: Sketch) -> None:
    says(talks, 100, party=1)
    for day, outcome in enumerate([0, 50, 50, 0]):
        says(talks, outcome, day=day)
    assert told(talks) == [
        "P1 said for the first time what it would accept on Issue 0: yes",
        "P0 said for the first time what it would accept on Issue 0: no",
        "P0 moved 50 points closer to P1 on Issue 0: half, before no",
        "P0 moved 50 points away from P1 on Issue 0: no, before half",
    ]


def test_a_refusal_is_told_once_and_as_a_withdrawal_where_it_ends_a_position(talks: Sketch) -> None:
    says(talks, 50, act="reject")
    says(talks, 50, day=1, act="reject")
    says(talks, 100, day=2)
    says(talks, 100, day=3, act="reject")
    assert told(talks) == [
        "P0 newly refused “half” on Issue 0",
        "P0 said for the first time what it would accept on Issue 0: yes",
        "P0 refused what it had accepted on Issue 0: yes",
    ]


def test_what_names_no_outcome_is_no_news(talks: Sketch) -> None:
    says(talks, None, act="accuse")
    assert told(talks) == []


def test_what_comes_in_late_is_told_when_it_became_known_and_not_when_it_was_said(talks: Sketch) -> None:
    says(talks, 100, day=5)
    says(talks, 0, day=1, issue=1)
    assert [one.words.statement.said_on.day for one in news(talks)] == [6, 2]


def test_a_correction_that_says_the_same_is_told_as_of_old_and_another_outcome_anew(talks: Sketch) -> None:
    statement = says(talks, 50)
    (before,) = news(talks)
    coder = person(Role.EDITOR, "coder")
    same = correct_statement(statement, coding_of(statement), by=coder)
    (again,) = news(talks)
    assert (again.known, again.key) == (before.known, before.key)
    other = coding_of(same)
    corrected = correct_statement(same, type(other)(**{**other.__dict__, "outcome": (100, 100)}), by=coder)
    (now,) = news(talks)
    assert now.known == corrected.recorded_at
    assert now.key == before.key


def test_what_was_taken_back_is_no_news_until_that_is_undone(talks: Sketch) -> None:
    statement = says(talks, 50)
    (before,) = news(talks)
    coder = person(Role.EDITOR, "coder")
    retract_statement(statement, by=coder)
    assert news(talks) == []
    undo_edit(Edit.objects.latest("pk"), by=coder)
    assert [one.known for one in news(talks)] == [before.known]


def test_leads_to_the_words_as_of_their_day_as_known_when_they_became_known(talks: Sketch) -> None:
    says(talks, 50)
    (one,) = news(talks)
    known = one.known.isoformat().replace("+00:00", "Z")
    assert one.query == f"?cell=i0.p0&on=2025-05-01&known={known}#evidence"
    assert one.words.span == "We said comment 50"


def test_of_many_the_newest_are_told_in_a_fixed_number_of_queries(talks: Sketch) -> None:
    counts = []
    for number in (8, 16):
        for at in range(number):
            says(talks, at * 5, day=number + at)
        reading = reading_of(talks.negotiation, today=timezone.localdate())
        with CaptureQueriesContext(connection) as seen:
            found = news_of(reading, lambda *_: True, most=5)
        assert [one.words.statement.said_on for one in found] == [
            DAY + timedelta(days=number + number - 1 - at) for at in range(5)
        ]
        counts.append(len(seen))
    assert counts == [3, 3]  # when all became known, the words, the options of their issues
