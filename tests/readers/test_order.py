from __future__ import annotations

from datetime import timedelta

from negotiations.readers.matrix import Matrix, matrix
from negotiations.readers.order import Order
from negotiations.readers.reading import reading_of
from tests.talks import FIRST_DAY, TODAY, sketch


def shown(order: Order) -> Matrix:
    """Issue 0 is unknown; 1 lies 20 apart and changed last; on 2, 90 apart, the same was said again later."""
    made = sketch(parties=2, issues=3)
    for at, (party, issue, outcome) in enumerate([(0, 2, 0), (1, 2, 90), (0, 1, 40), (1, 1, 60), (1, 2, 90)]):
        day = FIRST_DAY + timedelta(days=at)
        made.says(made.article(f"Report {at}.", on=day), "Report", party=party, issue=issue, outcome=outcome)
    return matrix(reading_of(made.negotiation, today=TODAY), order=order)


def slugs(found: Matrix) -> list[str]:
    return [row.distance.issue.slug for row in found.rows]


def test_issues_stand_as_in_the_codebook_unless_asked_otherwise(db: None) -> None:
    assert slugs(shown("issue")) == ["i0", "i1", "i2"]


def test_the_widest_gap_stands_first_and_the_unknown_last(db: None) -> None:
    assert slugs(shown("gap")) == ["i2", "i1", "i0"]


def test_the_latest_change_stands_first_and_saying_the_same_again_is_none(db: None) -> None:
    found = shown("change")
    assert slugs(found) == ["i1", "i2", "i0"]
    moved = {row.distance.issue.slug: row.distance.moved for row in found.rows}
    assert moved == {"i0": None, "i1": FIRST_DAY + timedelta(days=3), "i2": FIRST_DAY + timedelta(days=1)}
