"""What changed between two days, hand-computed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from negotiations.models import Issue, Negotiation, Round
from negotiations.readers.agenda import NotOnTheAgenda
from negotiations.readers.compare import TwoDays, compared
from negotiations.readers.matrix import matrix
from negotiations.readers.reading import reading_of
from tests.talks import FIRST_DAY, TODAY, Sketch, sketch

LATER = FIRST_DAY + timedelta(days=10)


@pytest.fixture
def found(db: None) -> Sketch:
    """First P0 and P2 say no, P1 yes on the first issue; ten days later P0 moves half way, P2 all the way."""
    made = sketch(parties=4, issues=3)
    before = made.article("No, we say. Yes, we say. No too.", on=FIRST_DAY)
    made.says(before, "No, we say", party=0, outcome=0)
    made.says(before, "Yes, we say", party=1, outcome=100)
    made.says(before, "No too", party=2, outcome=0)
    after = made.article("Half, then. Yes, we repeat. Yes for us as well. On the second: half.", on=LATER)
    made.says(after, "Half, then", party=0, outcome=50)
    made.says(after, "Yes, we repeat", party=1, outcome=100)
    made.says(after, "Yes for us as well", party=2, outcome=100)
    made.says(after, "On the second: half", party=0, issue=1, outcome=50)
    return made


def days(of: Sketch | Negotiation, start: date | None = FIRST_DAY, end: date | None = LATER, **more: object) -> TwoDays:
    negotiation = of.negotiation if isinstance(of, Sketch) else of
    return compared(reading_of(negotiation, today=TODAY, on=end), start=start, **more)  # type: ignore[arg-type]


def told(page: TwoDays) -> list[tuple[str, str, str, float]]:
    return [(c.told.issue.slug, c.told.party.slug, c.kind, c.told.move.size) for c in page.rows]


def test_tells_every_partys_move_by_issue_then_party(found: Sketch) -> None:
    assert told(days(found)) == [
        ("i0", "p0", "concession", 50),
        ("i0", "p2", "shift", 100),
        ("i0", "p1", "restatement", 0),
        ("i1", "p0", "first", 0),
    ]


def test_measures_a_third_party_against_both_sides(found: Sketch) -> None:
    shift = next(change for change in days(found).rows if change.told.party.slug == "p2")
    assert [(drift.side.slug, drift.points) for drift in shift.drifts] == [("p0", 0), ("p1", 100)]
    assert shift.told.other is None


def test_each_move_has_the_words_of_both_days(found: Sketch) -> None:
    first = days(found).rows[0].told
    assert first.before
    assert first.after
    assert (first.before.span, first.after.span) == ("No, we say", "Half, then")


def test_the_gap_on_both_days_counts_issues_known_on_both(found: Sketch) -> None:
    page = days(found)
    assert (page.was.points, page.now.points, page.change, len(page.compared_issues)) == (100, 50, -50, 1)
    assert [(one.issue.slug, one.trend) for one in page.gaps] == [("i0", "closer")]


def test_every_place_is_counted_once(found: Sketch) -> None:
    page = days(found)
    counts = page.cells_changed, page.cells_again, page.cells_held, page.cells_unknown
    assert counts == (3, 1, 0, 5)
    assert sum(counts) == page.cells == 9


def test_a_position_that_was_not_said_again_stood(found: Sketch) -> None:
    page = days(found, LATER, LATER + timedelta(days=5))
    assert page.rows == []
    assert (page.cells_held, page.cells_unknown) == (4, 5)
    assert [party.slug for party in page.silent] == ["p0", "p1", "p2"]


def test_a_new_refusal_is_a_change_and_says_what_is_refused(found: Sketch) -> None:
    refusing = found.article("Never half.", on=LATER + timedelta(days=1))
    found.says(refusing, "Never half", party=1, outcome=50, act="reject")
    page = days(found, LATER, LATER + timedelta(days=1))
    (refusal,) = page.refusals
    assert (refusal.party.slug, refusal.outcome_words, page.cells_changed) == ("p1", "half", 1)
    assert page.rows == []
    assert days(found, LATER + timedelta(days=1), LATER + timedelta(days=2)).refusals == []


def test_what_was_withdrawn_shows_the_refusal_once(found: Sketch) -> None:
    refusing = found.article("No yes any more.", on=LATER + timedelta(days=1))
    found.says(refusing, "No yes any more", party=1, outcome=100, act="reject")
    page = days(found, LATER, LATER + timedelta(days=1))
    (change,) = page.rows
    assert change.kind == "withdrawal"
    assert change.told.after
    assert change.told.after.span == "No yes any more"
    assert page.refusals == []


def test_an_issue_that_is_not_compared_shows_changes_without_distances(found: Sketch) -> None:
    Issue.objects.filter(pk=found.issues[0].pk).update(compared=False)
    page = days(found)
    assert [row[2] for row in told(page)] == ["shift", "shift", "restatement", "first"]
    assert page.gaps == []
    assert page.change is None
    assert all(not change.drifts for change in page.rows)


def test_without_a_first_day_it_is_the_round_before(found: Sketch) -> None:
    Round.objects.create(
        negotiation=found.negotiation, slug="r", label="Round", start=FIRST_DAY, end=FIRST_DAY, priority=0
    )
    assert days(found, None).start == FIRST_DAY
    assert days(sketch("moat"), None, None).days == 30


def test_a_first_day_after_the_last_is_refused_and_never_swapped(found: Sketch) -> None:
    with pytest.raises(NotOnTheAgenda, match="from"):
        days(found, LATER, FIRST_DAY)


def test_the_kinds_are_those_of_the_matrix_for_the_two_sides(talks: Negotiation) -> None:
    reading = reading_of(talks, today=TODAY, on=date(2025, 6, 2))
    shown = matrix(reading, since=date(2025, 5, 16))
    sides = {side.pk for side in shown.sides}
    ours = [
        (c.told.issue.pk, c.told.party.pk, c.kind, c.told.move.size)
        for c in compared(reading, start=date(2025, 5, 16)).rows
        if c.told.party.pk in sides and c.told.issue.compared
    ]
    theirs = [(t.issue.pk, t.party.pk, t.move.kind, t.move.size) for t in shown.moves.told]
    assert sorted(ours) == sorted(theirs)
