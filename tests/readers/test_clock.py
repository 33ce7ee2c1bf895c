from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from negotiations.models import Negotiation, Revision, Round
from negotiations.positions import record_of
from negotiations.readers.agenda import NotOnTheAgenda, agenda_of
from negotiations.readers.clock import chosen_comparison, clock_for, comparisons, knowledge_of
from tests.talks import FIRST_DAY, TODAY, sketch


def test_a_day_is_compared_with_the_last_round_that_was_over(db: None) -> None:
    found = sketch()
    for number, priority in enumerate((0, 5, 1, 0)):
        day = FIRST_DAY + timedelta(days=number)
        Round.objects.create(
            negotiation=found.negotiation,
            slug=f"r{number}",
            label=f"R{number}",
            short=f"r{number}",
            start=day,
            end=day,
            priority=priority,
        )
    agenda = agenda_of(found.negotiation)
    offered = comparisons(agenda, FIRST_DAY + timedelta(days=3))
    assert [one.label for one in offered] == ["r2", "r1", "r0", "30 days before", "7 days before", "90 days before"]
    assert chosen_comparison(agenda, FIRST_DAY, None).label == "30 days before"
    assert chosen_comparison(agenda, FIRST_DAY, date(2024, 1, 1)).period == "since 1 January 2024"
    assert chosen_comparison(agenda, FIRST_DAY, timedelta(days=12)).period == "in 12 days"
    with pytest.raises(NotOnTheAgenda, match="expected an earlier day"):
        chosen_comparison(agenda, FIRST_DAY, FIRST_DAY + timedelta(days=1))


def test_settled_is_the_last_write_and_what_is_known_then_stays(db: None) -> None:
    found = sketch()
    found.says(found.article("We stand."), "We stand")
    record = record_of(found.negotiation)
    now = clock_for(knowledge_of(found.negotiation, None), record, None, TODAY)
    assert (now.on, now.known, now.revision) == (FIRST_DAY, None, 1)
    assert now.settled
    assert record_of(found.negotiation, now.settled).coded == record.coded
    instant = timezone.now()
    then = clock_for(knowledge_of(found.negotiation, instant), record, None, TODAY)
    assert (then.known, then.settled, then.revision) == (instant, instant, None)


def test_a_codebook_alone_is_settled_when_it_was_written(db: None) -> None:
    empty: Negotiation = sketch("moat").negotiation
    clock = clock_for(knowledge_of(empty, None), record_of(empty), None, TODAY)
    assert (clock.on, clock.settled, clock.revision) == (TODAY, Revision.objects.get().at, 1)
