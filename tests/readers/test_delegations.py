"""How the rank of a delegation's head changed from the one before."""

from __future__ import annotations

from datetime import date

import pytest

from negotiations.readers.delegations import Member, Team
from tests.readers.sketched import a_party, a_round


def head(rank: int | None, name: str = "A", office: str = "Minister") -> Member:
    return Member(name, office, rank, is_head=True, person=None)


def team(*members: Member, before: Team | None = None) -> Team:
    return Team(a_round(date(2025, 5, 1)), a_party(), "", "", members, before)


@pytest.mark.parametrize(
    ("then", "now", "changed"),
    [(2, 1, "higher"), (1, 2, "lower"), (3, 3, "same"), (None, 1, "unknown"), (1, None, "unknown")],
)
def test_one_is_the_highest_rank(then: int | None, now: int | None, changed: str) -> None:
    assert team(head(now), before=team(head(then))).changed == changed


def test_the_first_is_compared_with_nothing() -> None:
    assert team(head(1)).changed == "unknown"


def test_without_a_head_nothing_is_guessed_from_the_members() -> None:
    member = Member("B", "President", 1, is_head=False, person=None)
    headless = team(member, before=team(head(2)))
    assert (headless.head, headless.changed) == (None, "unknown")
    assert "here" in headless.unsure
    assert "there" in team(head(2), before=team(member)).unsure
    assert "rank" in team(head(None), before=team(head(2))).unsure


def test_the_same_head_may_hold_another_office() -> None:
    later = team(head(2, "A", "Secretary"), before=team(head(2, "A", "Minister")))
    assert (later.same_head, later.same_office) == (True, False)
    assert not team(head(2, "B"), before=team(head(2, "A"))).same_head
