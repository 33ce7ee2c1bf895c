from __future__ import annotations

import pytest

from negotiations.extraction.gold import GoldStatement
from negotiations.extraction.matching import match
from negotiations.extraction.scoring import LEVELS, Level, Near, Score, Tally, same
from tests.extraction.claims import TEXT, Guess, coded, guessed

ISSUES = Near(issues=(frozenset({"truce", "pause"}),))


def score(
    statements: list[GoldStatement], guesses: list[Guess], near: Near | None = None
) -> Score[GoldStatement, Guess]:
    found: Score[GoldStatement, Guess] = Score()
    found.add(match(TEXT, statements, guesses), near or Near())
    return found


@pytest.fixture
def mixed() -> Score[GoldStatement, Guess]:
    """Right; wrong act; wrong issue; wrong party; made up; missed."""
    statements = [coded(0, 1), coded(2, 3), coded(4, 5), coded(6, 7), coded(10, 11, act="reject")]
    guesses = [
        guessed(0, 1, confidence=0.9, raw=0.8),
        guessed(2, 3, act="accept", rule="reported"),
        guessed(4, 5, issue="fund"),
        guessed(6, 7, party="Sudmark"),
        guessed(8, 9, raw=None),
    ]
    return score(statements, guesses)


@pytest.mark.parametrize(("level", "right"), [("span", 4), ("party", 3), ("issue", 2), ("act", 1)])
def test_each_level_asks_for_one_thing_more(mixed: Score[GoldStatement, Guess], level: Level, right: int) -> None:
    tally = mixed.level(level)
    assert (tally.right, tally.suggested, tally.found, tally.coded) == (right, 5, right, 5)


def test_precision_recall_and_f1_are_worked_out_from_the_tally() -> None:
    tally = Tally(right=3, suggested=4, found=3, coded=6)
    assert (tally.precision, tally.recall) == (0.75, 0.5)
    assert tally.f1 == pytest.approx(0.6)
    assert Tally(0, 4, 0, 6).f1 == 0
    assert (Tally().precision, Tally().recall, Tally().f1) == (None, None, None)


def test_by_act_precision_is_of_what_was_suggested_and_recall_of_what_was_coded(
    mixed: Score[GoldStatement, Guess],
) -> None:
    assert mixed.by("act") == {"demand": Tally(1, 4, 1, 4), "accept": Tally(0, 1, 0, 0), "reject": Tally(0, 0, 0, 1)}


def test_by_rule_there_is_no_recall(mixed: Score[GoldStatement, Guess]) -> None:
    assert mixed.by("rule") == {"fronted": Tally(1, 4), "reported": Tally(0, 1)}


def test_by_issue_and_by_party_each_has_its_own(mixed: Score[GoldStatement, Guess]) -> None:
    assert mixed.by("issue")["fund"] == Tally(0, 1, 0, 0)
    assert mixed.by("party") == {"Norland": Tally(1, 4, 1, 5), "Sudmark": Tally(0, 1, 0, 0)}


def test_what_is_taken_for_what_is_counted_where_the_span_is_found(mixed: Score[GoldStatement, Guess]) -> None:
    assert mixed.confusion("act") == {("demand", "demand"): 3, ("demand", "accept"): 1}
    assert mixed.confusion("issue") == {("truce", "truce"): 3, ("truce", "fund"): 1}


def test_near_ties_of_acts_count_as_the_same_and_stand_apart_in_the_confusion() -> None:
    tied = score([coded(0, 1)], [guessed(0, 1, act="appeal")])
    assert tied.level("act").right == 1
    assert tied.confusion("act") == {("demand", "appeal"): 1}
    assert tied.by("act") == {"appeal": Tally(1, 1, 0, 0), "demand": Tally(0, 0, 1, 1)}


def test_issues_are_near_only_where_that_is_said() -> None:
    pair = [coded(0, 1)], [guessed(0, 1, issue="pause")]
    assert score(*pair).level("issue").right == 0
    assert score(*pair, ISSUES).level("act").right == 1


def test_being_near_is_not_handed_on() -> None:
    near = Near().acts
    assert same("condition", "demand", near)
    assert same("demand", "appeal", near)
    assert not same("condition", "appeal", near)
    assert not same(None, "appeal", near)
    assert same(None, None, near)


def test_an_optional_statement_counts_neither_way() -> None:
    optional = coded(0, 1, optional=True)
    for guesses in ([], [guessed(0, 1)], [guessed(0, 1, party="Sudmark")]):
        found = score([optional, coded(4, 5)], [*guesses, guessed(4, 5)])
        assert [found.level(level) for level in LEVELS] == [Tally(1, 1, 1, 1)] * 4


def test_the_outcomes_are_the_confidence_and_whether_it_was_right(mixed: Score[GoldStatement, Guess]) -> None:
    assert sorted(mixed.outcomes()) == [*[(0.5, False)] * 4, (0.9, True)]
    assert sorted(mixed.raw_outcomes()) == [*[(0.5, False)] * 3, (0.8, True)]


def test_nothing_coded_and_nothing_suggested_is_no_score() -> None:
    assert score([], []).level("act") == Tally()


def test_scores_of_several_articles_add_up(mixed: Score[GoldStatement, Guess]) -> None:
    total: Score[GoldStatement, Guess] = Score()
    total.extend(mixed)
    total.extend(mixed)
    assert total.level("act") == mixed.level("act") + mixed.level("act") == Tally(2, 10, 2, 10)
