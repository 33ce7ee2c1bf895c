"""What a coding would change, against the record as it is once it is coded."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from negotiations.models import Statement
from negotiations.positions import Outcome
from negotiations.readers.effects import Effect, Proposal, effect_of
from negotiations.readers.reading import Reading, reading_of
from tests.talks import FIRST_DAY, Sketch, sketch

pytestmark = pytest.mark.django_db


def later(days: int) -> date:
    return FIRST_DAY + timedelta(days=days)


def read(found: Sketch) -> Reading:
    return reading_of(found.negotiation, today=later(400))


def proposed(found: Sketch, on: date, outcome: float | None, act: str = "comment", **more: object) -> Effect:
    article = found.article(f"We say {outcome} on {on} by {act}.", on=on)
    value = None if outcome is None else Outcome(outcome, outcome)
    given = {"article": article, "party": found.parties[0], "issue": found.issues[0], "act": act, "outcome": value}
    return effect_of(read(found), Proposal(**(given | {"said_on": on} | more)))  # type: ignore[arg-type]


def says(found: Sketch, on: date, outcome: int, *, party: int = 0, act: str = "comment") -> Statement:
    return found.says(
        found.article(f"{party} said {outcome} on {on}, {act}.", on=on), "said", outcome=outcome, party=party, act=act
    )


def test_a_first_word_makes_the_gap_known() -> None:
    found = sketch()
    says(found, later(0), 100, party=1)
    effect = proposed(found, later(3), 25)
    assert (effect.kind, effect.before, effect.now_number) == ("position", None, "25")
    assert effect.move
    assert effect.move.kind == "first"
    assert effect.gaps[0] is None
    assert effect.gaps[1]
    assert effect.gaps[1].points == 75


@pytest.mark.parametrize(("outcome", "kind", "size"), [(0, "restatement", 0), (50, "concession", 50)])
def test_a_move_is_measured_from_where_the_party_stood(outcome: int, kind: str, size: float) -> None:
    found = sketch()
    says(found, later(0), 0)
    says(found, later(1), 100, party=1)
    effect = proposed(found, later(9), outcome)
    assert effect.move
    assert (effect.move.kind, effect.move.size, effect.changes) == (kind, size, outcome != 0)


def test_what_was_said_later_ends_it() -> None:
    found = sketch()
    says(found, later(20), 0)
    assert proposed(found, later(9), 50).until == later(20)


def test_a_refusal_of_what_it_held_takes_it_off_the_scale() -> None:
    found = sketch()
    says(found, later(0), 50)
    assert proposed(found, later(9), 50, act="reject").kind == "withdrawal"
    assert proposed(found, later(9), 100, act="reject").kind == "refusal"


def test_a_higher_office_of_that_day_speaks_for_the_party() -> None:
    found = sketch()
    says(found, later(5), 0)
    effect = proposed(found, later(5), 100, rank=9, article=found.article("An earlier text.", on=later(4)))
    assert (effect.kind, effect.changes) == ("overruled", False)


@pytest.mark.parametrize("missing", ["party", "act"])
def test_without_a_party_or_an_act_there_is_nothing_to_weigh(missing: str) -> None:
    found = sketch()
    nothing = {"party": None} if missing == "party" else {}
    assert proposed(found, later(0), 50, "" if missing == "act" else "comment", **nothing).kind == "incomplete"


def test_without_an_outcome_no_position_changes() -> None:
    assert proposed(sketch(), later(0), None).kind == "nothing"


def test_a_correction_is_weighed_without_the_version_it_corrects() -> None:
    found = sketch()
    said = says(found, later(0), 0)
    effect = effect_of(
        read(found),
        Proposal(
            said.article, found.parties[0], found.issues[0], "comment", Outcome(100, 100), later(0), replaces=said
        ),
    )
    assert effect.now
    assert effect.now.outcome == Outcome(100, 100)


def test_tells_what_the_record_says_once_it_is_coded() -> None:
    """On lanes of any kind: where the party stands on that day, before and after."""
    dice = Random(5)
    found = sketch()
    for at in range(40):
        on, act = later(dice.randrange(30)), dice.choice(["comment", "comment", "reject", "threaten"])
        outcome = None if act == "threaten" else dice.choice([0, 50, 100])
        article = found.article(f"Text {at}.", on=on)
        party, day = dice.randrange(2), later(dice.randrange(30))
        told = effect_of(
            read(found),
            Proposal(
                article,
                found.parties[party],
                found.issues[0],
                act,
                None if outcome is None else Outcome(outcome, outcome),
                on,
            ),
        )
        found.says(article, f"Text {at}", outcome=outcome, act=act, party=party)
        position = read(found).record.position(found.parties[party].pk, found.issues[0].pk, on)
        if told.kind not in ("nothing", "incomplete"):
            assert (told.now and told.now.outcome) == (position and position.outcome), (at, day)
