"""Where one party stands on one issue: each rule by itself."""

from __future__ import annotations

from itertools import permutations

import pytest

from negotiations.models import NO_OUTCOME, TAKES, Act
from negotiations.positions import Coded, Lane, Outcome
from tests.positions.sketches import day, place, says, stands


def test_acts_take_refuse_or_name_no_outcome() -> None:
    assert {*TAKES, Act.REJECT, *NO_OUTCOME} == set(Act)
    assert len(TAKES) + 1 + len(NO_OUTCOME) == len(Act) == 12


@pytest.mark.parametrize("act", TAKES)
def test_what_an_act_takes_becomes_the_position(act: str) -> None:
    assert place(says(40, act=act), on=0) == (40, 40)
    assert place(says(None, act=act), on=0) is None


def test_a_position_holds_from_its_day_until_the_party_says_otherwise() -> None:
    said = says(40, on=3), says(70, on=5)
    assert [place(*said, on=number) for number in (2, 3, 4, 5, 900)] == [None, (40, 40), (40, 40), (70, 70), (70, 70)]
    position = stands(*said, on=900)
    assert position is not None
    assert (position.since, position.age(day(900))) == (day(5), 895)


def test_a_repeated_outcome_renews_its_day() -> None:
    position = stands(says(40, on=0), says(40, on=9), on=9)
    assert position is not None
    assert position.since == day(9)


def test_several_outcomes_of_one_text_make_a_range() -> None:
    said = says(40), says(70), says((50, 60))
    position = stands(*said, on=0)
    assert position is not None
    assert position.outcome == Outcome(40, 70)
    assert position.basis == tuple(coded.id for coded in said)
    assert position.voices == ()


@pytest.mark.parametrize(
    ("outcomes", "range_"),
    [
        ([(30, None)], (30, None)),
        ([(30, None), 10], (10, None)),
        ([(None, 30), 50], (None, 50)),
        ([(None, 30), (70, None)], (None, None)),
    ],
)
def test_a_range_open_at_one_end_stays_open(outcomes: list[object], range_: object) -> None:
    assert place(*(says(ends) for ends in outcomes), on=0) == range_  # type: ignore[arg-type]


def test_of_two_texts_of_a_day_the_higher_office_speaks_and_the_other_is_kept() -> None:
    high, low = says(10, rank=1, text="a"), says(90, rank=5, text="z")
    position = stands(high, low, on=0)
    assert position is not None
    assert (position.outcome, position.basis, position.voices) == (Outcome(10, 10), (high.id,), (low.id,))


def test_of_two_texts_of_one_office_the_later_speaks() -> None:
    early, late = says(10, rank=3, text="z"), says(90, rank=3, text="a", printed=1)
    position = stands(early, late, on=0)
    assert position is not None
    assert (position.outcome, position.voices) == (Outcome(90, 90), (early.id,))


def test_a_higher_office_outweighs_a_later_text() -> None:
    assert place(says(10, rank=1, printed=0), says(90, rank=2, printed=5, text="b"), on=0) == (10, 10)


def test_a_voice_within_the_position_is_no_second_voice() -> None:
    position = stands(says((0, 50), rank=1, text="a"), says(20, text="b"), says(51, text="c"), on=0)
    assert position is not None
    assert len(position.voices) == 1


def test_a_lower_office_of_another_day_speaks_for_that_day() -> None:
    assert place(says(10, rank=1, on=0), says(90, rank=9, on=1), on=1) == (90, 90)


def test_the_day_it_was_said_counts_and_not_the_day_of_print() -> None:
    assert place(says(10, on=2, printed=9), says(90, on=3, printed=3, text="b"), on=3) == (90, 90)


def test_a_condition_marks_the_position() -> None:
    position, free = stands(says(40, act="condition"), on=0), stands(says(40), on=0)
    assert position is not None
    assert free is not None
    assert (position.conditional, free.conditional) == (True, False)
    assert stands(says(40, act="condition", on=0), says(40, on=1), on=1).conditional is False  # type: ignore[union-attr]


def test_a_condition_of_the_other_voice_marks_nothing() -> None:
    position = stands(says(40, rank=1, text="a"), says(80, act="condition", text="b"), on=0)
    assert position is not None
    assert not position.conditional


def test_a_refusal_never_places_and_never_moves_a_party() -> None:
    assert place(says(40, act="reject"), on=5) is None
    assert place(says(100, on=0), says(40, on=1, act="reject"), on=1) == (100, 100)


def test_who_refuses_all_that_it_had_accepted_stands_nowhere_until_it_says_where() -> None:
    said = says(100, on=0), says(100, on=2, act="reject"), says(70, on=4)
    assert [place(*said, on=on) for on in (1, 2, 3, 4)] == [(100, 100), None, None, (70, 70)]


def test_who_refuses_part_of_its_range_keeps_the_range() -> None:
    assert place(says((20, 60), on=0), says(60, on=1, act="reject"), on=1) == (20, 60)
    assert place(says((20, 60), on=0), says((10, 70), on=1, act="reject"), on=1) is None


def test_a_refusal_of_the_same_day_ends_nothing() -> None:
    assert place(says(100, on=0), says(100, on=0, act="reject"), on=0) == (100, 100)


def refused(*coded: Coded, on: int) -> list[tuple[float | None, float | None]]:
    return [(c.outcome.low, c.outcome.high) for c in Lane(coded).refused(day(on)) if c.outcome]


def test_refused_outcomes_stand_from_their_day_lowest_first() -> None:
    said = says(70, act="reject", on=0), says(40, act="reject", on=2), says((None, 10), act="reject", on=2)
    assert refused(*said, on=1) == [(70, 70)]
    assert refused(*said, on=2) == [(None, 10), (40, 40), (70, 70)]


def test_a_refusal_said_twice_is_one_by_its_latest_words() -> None:
    first, again = says(70, act="reject", on=0), says(70, act="reject", on=3)
    assert Lane([first, again]).refused(day(3)) == [again]


@pytest.mark.parametrize(("accepted", "left"), [(70, []), ((60, None), []), (71, [(70, 70)]), ((0, 69), [(70, 70)])])
def test_accepting_what_was_refused_lifts_the_refusal(accepted: object, left: object) -> None:
    said = says(70, act="reject", on=0), says(accepted, act="accept", on=1)  # type: ignore[arg-type]
    assert refused(*said, on=0) == [(70, 70)]
    assert refused(*said, on=1) == left


def test_what_was_accepted_before_does_not_lift_a_later_refusal() -> None:
    assert refused(says(70, act="accept", on=0), says(70, act="reject", on=1), on=1) == [(70, 70)]


def test_the_order_in_which_statements_were_recorded_is_no_matter() -> None:
    said = [
        *[says(10, rank=3, text="b"), says(30, rank=3, text="b"), says(60, rank=3, text="a"), says(90, rank=4)],
        *[says((None, 20), act="reject", text="b"), says((None, 5), act="reject", text="b")],
    ]

    def seen(order: tuple[Coded, ...]) -> object:
        renumbered = [
            Coded(at, c.party, c.issue, c.said_on, c.act, c.rank, c.outcome, c.text) for at, c in enumerate(order)
        ]
        lane = Lane(renumbered)
        outcome_by_id = {coded.id: coded.outcome for coded in renumbered}
        position = lane.position(day(0))
        assert position is not None
        return (
            position.outcome,
            {outcome_by_id[key] for key in position.basis},
            {outcome_by_id[key] for key in position.voices},
            [coded.outcome for coded in lane.refused(day(0))],
        )

    answers = [seen(order) for order in permutations(said)]
    assert all(answer == answers[0] for answer in answers)
    assert answers[0][0] == Outcome(10, 30)  # type: ignore[index]
