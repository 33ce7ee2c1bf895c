from __future__ import annotations

from datetime import timedelta

from negotiations.models import Negotiation
from negotiations.readers.home import glances
from negotiations.readers.matrix import matrix
from negotiations.readers.reading import reading_of
from tests.talks import FIRST_DAY, LONG_BEFORE_THE_LOAD, TODAY, sketch


def test_a_glance_has_the_gap_of_the_matrix(talks: Negotiation) -> None:
    (glance,) = glances([talks], today=TODAY)
    shown = matrix(reading_of(talks, today=TODAY))
    assert glance.overall == shown.overall
    assert (glance.on, glance.statements) == (shown.clock.on, shown.statements)
    assert glance.period == shown.period
    assert [(s.start, s.end, s.points, s.known) for s in glance.steps] == [
        (s.start, s.end, s.points, s.known) for s in shown.steps
    ]


def test_the_last_change_is_the_newest_step_of_a_side_and_no_restatement(db: None) -> None:
    found = sketch()
    for at, (party, outcome) in enumerate([(0, 0), (1, 100), (0, 40), (1, 100)]):
        report = found.article(f"Report {at}.", on=FIRST_DAY + timedelta(days=at))
        found.says(report, "Report", party=party, outcome=outcome)
    (glance,) = glances([found.negotiation], today=TODAY)
    told = glance.last_change
    assert told
    assert (told.party.slug, told.move.kind, told.move.size) == ("p0", "concession", 40)
    assert told.after
    assert told.after.statement.article.body == "Report 2."


def test_a_negotiation_of_one_party_or_without_statements_has_no_gap(db: None) -> None:
    alone, empty = glances([sketch("one", parties=1).negotiation, sketch("none").negotiation], today=TODAY)
    assert (alone.sides, alone.overall, alone.steps, alone.last_change) == (None, None, [], None)
    assert empty.overall
    assert (empty.overall.points, empty.last_change) == (None, None)


def test_each_keeps_its_own_record(db: None) -> None:
    one, other = sketch("one"), sketch("other")
    one.reports(3)
    other.reports(5)
    found = glances([one.negotiation, other.negotiation], today=TODAY)
    assert [(glance.statements, glance.articles) for glance in found] == [(3, 3), (5, 5)]
    assert [glance.statements for glance in glances([one.negotiation], today=TODAY, on=FIRST_DAY)] == [1]
    then = glances([one.negotiation], today=TODAY, known=LONG_BEFORE_THE_LOAD)
    assert [(glance.statements, glance.articles) for glance in then] == [(0, 0)]
