from __future__ import annotations

from datetime import date, timedelta

import pytest

from negotiations.models import Negotiation, Round
from negotiations.readers.agenda import NotOnTheAgenda
from negotiations.readers.matrix import matrix
from negotiations.readers.period import LONGEST_PAUSE
from negotiations.readers.reading import reading_of
from negotiations.readers.sides import TooFewParties
from tests.talks import FIRST_DAY, LONG_BEFORE_THE_LOAD, TODAY, Sketch, sketch

LATER = FIRST_DAY + timedelta(days=10)


@pytest.fixture
def found(db: None) -> Sketch:
    """Two issues: on the first P0 says no and P1 yes, on the second only P0 spoke."""
    made = sketch(parties=4, issues=2)
    one = made.article("No, we say. Half, we say.", on=FIRST_DAY)
    other = made.article("Yes, we say.", on=FIRST_DAY)
    made.says(one, "No, we say", party=0, outcome=0)
    made.says(one, "Half, we say", party=0, issue=1, outcome=50)
    made.says(other, "Yes, we say", party=1, outcome=100)
    return made


def test_the_gap_is_the_mean_over_the_issues_known_on_both_sides(found: Sketch) -> None:
    shown = matrix(reading_of(found.negotiation, today=TODAY))
    assert (shown.overall.points, shown.overall.known, shown.overall.of) == (100, 1, 2)
    assert [row.distance.gap.points if row.distance.gap else None for row in shown.rows] == [100, None]
    assert [party.slug for party in shown.rows[1].distance.unknown] == ["p1"]


def test_without_a_day_it_is_the_last_on_which_something_was_said(found: Sketch) -> None:
    assert matrix(reading_of(found.negotiation, today=TODAY)).clock.on == FIRST_DAY
    assert matrix(reading_of(sketch("moat").negotiation, today=TODAY)).clock.on == TODAY


def test_three_ways_of_not_knowing_are_kept_apart(found: Sketch) -> None:
    report = found.article("We refuse. They lie.", on=LATER)
    found.says(report, "We refuse", party=2, outcome=100, act="reject")
    found.says(report, "They lie", party=3, issue=1, outcome=None, act="accuse")

    def states(day: date) -> dict[str, str]:
        shown = matrix(reading_of(found.negotiation, today=TODAY, on=day))
        return {cell.key: cell.state for row in shown.rows for cell in (*row.sides, *row.others)}

    now = states(LATER)
    assert now["i0.p0"] == "stated"
    assert now["i1.p1"] == "not_stated"
    assert now["i0.p2"] == "refusal"
    assert now["i1.p3"] == "not_stated"
    assert now["i1.p2"] == "not_stated"
    assert states(FIRST_DAY - timedelta(days=1))["i0.p0"] == "not_coded"
    much_later = states(LATER + timedelta(days=200))
    assert much_later["i0.p0"] == "silent"
    assert much_later["i1.p1"] == "not_coded"


def test_a_day_is_silent_only_after_the_limit(found: Sketch) -> None:
    def state(days: int) -> str:
        shown = matrix(reading_of(found.negotiation, today=TODAY, on=FIRST_DAY + timedelta(days=days)))
        return shown.rows[0].sides[0].state

    assert [state(90), state(91)] == ["stated", "silent"]


def test_two_days_are_compared_on_the_issues_known_on_both(found: Sketch) -> None:
    report = found.article("Half, then. And half of that.", on=LATER)
    found.says(report, "Half, then", party=1, outcome=50)
    found.says(report, "half of that", party=1, issue=1, outcome=50)
    shown = matrix(reading_of(found.negotiation, today=TODAY, on=LATER), since=FIRST_DAY)
    assert shown.overall.points == 25
    assert shown.change == -50
    assert len(shown.compared_issues) == 1
    assert [row.distance.trend for row in shown.rows] == ["closer", "new"]


def test_moves_tell_the_words_before_and_now(found: Sketch) -> None:
    found.says(found.article("Half, then.", on=LATER), "Half, then", party=1, outcome=50)
    shown = matrix(reading_of(found.negotiation, today=TODAY, on=LATER), since=FIRST_DAY)
    (told,) = shown.moves.sides[1].moved
    assert (told.move.kind, told.move.size) == ("concession", 50)
    assert told.before
    assert told.after
    assert (told.before.span, told.after.span) == ("Yes, we say", "Half, then")


def test_nothing_is_known_before_the_record_began(found: Sketch) -> None:
    shown = matrix(reading_of(found.negotiation, today=TODAY, known=LONG_BEFORE_THE_LOAD))
    assert (shown.overall.points, shown.statements, shown.articles) == (None, 0, 0)


def test_only_parties_of_whom_something_is_coded_have_a_column(found: Sketch) -> None:
    assert matrix(reading_of(found.negotiation, today=TODAY)).others == []
    assert [party.slug for party in matrix(reading_of(found.negotiation, today=TODAY)).uncoded_parties] == ["p2", "p3"]


def test_a_chart_begins_after_the_last_long_pause(found: Sketch) -> None:
    resumed = FIRST_DAY + LONGEST_PAUSE + timedelta(days=30)
    found.says(found.article("Again.", on=resumed), "Again")
    shown = matrix(reading_of(found.negotiation, today=TODAY, on=resumed))
    assert FIRST_DAY < shown.period[0] <= resumed <= shown.period[1]
    before = matrix(reading_of(found.negotiation, today=TODAY, on=FIRST_DAY))
    assert before.period[0] <= FIRST_DAY


def test_sides_that_are_one_party_or_none_are_refused(found: Sketch) -> None:
    for sides in (("p0", "p0"), ("p9", None), (None, "p9")):
        with pytest.raises(NotOnTheAgenda):
            matrix(reading_of(found.negotiation, today=TODAY), sides=sides)
    with pytest.raises(TooFewParties):
        matrix(reading_of(sketch("moat", parties=1).negotiation, today=TODAY))


def test_the_days_before_and_after_lead_through_the_record(talks: Negotiation) -> None:
    shown = matrix(reading_of(talks, today=TODAY, on=date(2025, 5, 16)))
    assert shown.previous_day == date(2025, 5, 15)
    assert shown.next_day
    assert shown.next_day > date(2025, 5, 16)
    first = matrix(reading_of(talks, today=TODAY, on=shown.record.days[0]))
    assert first.previous_day is None


def test_every_round_moved_somebody(talks: Negotiation) -> None:
    def stands(day: date) -> dict[str, str]:
        rows = matrix(reading_of(talks, today=TODAY, on=day)).rows
        return {cell.key: cell.words for row in rows for cell in (*row.sides, *row.others) if cell.position}

    rounds = Round.objects.filter(negotiation=talks)
    assert rounds.count() > 10
    day = timedelta(days=1)
    assert [held.slug for held in rounds if stands(held.start - day) == stands(held.end + day)] == []
