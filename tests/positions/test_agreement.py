"""Krippendorff's alpha against tables worked out by hand, and passages of coders brought together."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations.positions.agreement import (
    alpha_interval,
    alpha_nominal,
    alpha_spans,
    with_each_other,
)
from negotiations.positions.units import Marked, units_of


def rows(*coders: str) -> list[dict[int, str]]:
    """Each coder's values in a line; a dot where they said nothing."""
    lines = [line.split() for line in coders]
    return [{at: said for at, said in enumerate(unit) if said != "."} for unit in zip(*lines, strict=True)]


MEG_AND_OWEN = rows("a a b b d c c c e d d a", "b a b b b c c c e d d d")
FOUR = rows(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


def test_two_coders_and_two_values() -> None:
    # Krippendorff 2011, example A. By hand: 4 of 10 units differ, of 20 values 14 are 0 and 6 are 1, so
    # 1 - (20 - 1) * 4 / (14 * 6) = 0.095
    found = alpha_nominal(rows("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"))
    assert found.value == pytest.approx(0.095, abs=0.0005)
    assert (found.units, found.same) == (10, 0.6)


def test_two_coders_and_five_values() -> None:
    # Krippendorff 2011, example B
    assert alpha_nominal(MEG_AND_OWEN).value == pytest.approx(0.692, abs=0.0005)


def test_four_coders_who_did_not_say_something_of_every_unit() -> None:
    # Krippendorff 2011, example C: one unit has a single value and pairs with nothing
    assert alpha_nominal(FOUR).value == pytest.approx(0.743, abs=0.0005)
    assert alpha_nominal(FOUR).units == 11
    numbers = [{coder: float(said) for coder, said in unit.items()} for unit in FOUR]
    assert alpha_interval(numbers).value == pytest.approx(0.849, abs=0.0005)


def test_distances_that_are_larger_cost_more() -> None:
    near = [{0: 0.0, 1: 0.0}, {0: 50.0, 1: 60.0}, {0: 100.0, 1: 100.0}]
    far = [{0: 0.0, 1: 0.0}, {0: 50.0, 1: 100.0}, {0: 100.0, 1: 100.0}]
    # by hand, near: D_o = 2*100/6, D_e = sum of squared distances over the 30 ordered pairs of 0 0 50 60 100 100
    pooled = [0.0, 0.0, 50.0, 60.0, 100.0, 100.0]
    expected = sum((one - other) ** 2 for one in pooled for other in pooled) / 30
    assert alpha_interval(near).value == pytest.approx(1 - (200 / 6) / expected)
    assert (alpha_interval(far).value or 1) < (alpha_interval(near).value or 0)


def test_where_all_say_the_same_of_everything_there_is_nothing_to_tell_chance_by() -> None:
    found = alpha_nominal(rows("a a a", "a a a"))
    assert (found.value, found.same, found.level) == (None, 1.0, "unknown")


def test_one_unit_is_too_few() -> None:
    assert alpha_nominal(rows("a", "b")).value is None
    assert alpha_nominal([]).same is None


def test_spans_agree_by_the_characters_that_both_marked() -> None:
    # by hand: 10 characters; the first coder marks 0 to 4, the second 2 to 6: 2 characters both, 4 neither, 4 one.
    # of 20 values 8 are "marked": D_o = 4 * 2 / 20, D_e = 2 * 8 * 12 / (20 * 19)
    found = alpha_spans([(10, {1: [(0, 4)], 2: [(2, 6)]})])
    assert found.value == pytest.approx(1 - (8 / 20) / (2 * 8 * 12 / 380))
    assert (found.units, found.same) == (10, 0.6)


def test_the_same_spans_agree_fully_and_other_texts_count_with_their_lengths() -> None:
    assert alpha_spans([(10, {1: [(0, 4)], 2: [(0, 2), (2, 4)]}), (5, {1: [], 2: []})]).value == 1
    assert alpha_spans([(10, {1: [(0, 4)]})]).units == 0


def test_a_coders_own_figure_is_against_each_of_the_others() -> None:
    units: list[dict[int, str]] = [{1: "a", 2: "a", 3: "b"}, {2: "a", 3: "a"}, {1: "b", 2: "b"}]
    assert with_each_other(units, 1) == [{0: "a", 1: "a"}, {0: "a", 1: "b"}, {0: "b", 1: "b"}]


def keys(marks: list[Marked]) -> set[frozenset[int]]:
    return {frozenset(mark.key for mark in unit.values()) for unit in units_of(marks)}


def test_passages_that_overlap_are_one_unit_with_one_of_each_coder() -> None:
    marks = [Marked(1, (0, 10), 1), Marked(2, (2, 12), 2), Marked(2, (9, 30), 3), Marked(1, (40, 50), 4)]
    assert keys(marks) == {frozenset({1, 2}), frozenset({3}), frozenset({4})}


def test_of_two_codings_of_the_same_words_those_about_the_same_go_together() -> None:
    marks = [
        Marked(1, (0, 10), 1, ("p0", "i0")),
        Marked(1, (0, 10), 2, ("p0", "i1")),
        Marked(2, (0, 10), 3, ("p0", "i1")),
        Marked(2, (0, 10), 4, ("p0", "i0")),
    ]
    for order in permutations(marks):
        assert keys(list(order)) == {frozenset({1, 4}), frozenset({2, 3})}


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 30), st.integers(1, 10)), max_size=8))
def test_every_passage_is_in_one_unit_and_no_coder_twice(drawn: list[tuple[int, int, int]]) -> None:
    marks = [Marked(coder, (start, start + length), key) for key, (coder, start, length) in enumerate(drawn)]
    units = units_of(marks)
    assert sorted(mark.key for unit in units for mark in unit.values()) == list(range(len(marks)))
    assert all(mark.coder == coder for unit in units for coder, mark in unit.items())
