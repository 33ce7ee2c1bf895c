from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations.extraction import EXTRACTOR, VERSION, suggest
from negotiations.extraction.calibration import (
    IDENTITY,
    SHIPPED,
    Calibration,
    fit,
    held_out,
    read_calibration,
    shipped,
    written,
)
from negotiations.extraction.lexicon import Lexicon
from tests.extraction.test_suggest import BODY, DAY

HALVES = Calibration(((0.0, 0.2), (0.5, 0.2), (1.0, 0.9)))
OUTCOMES = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60)


def test_between_two_steps_it_goes_straight_and_beyond_them_it_stays() -> None:
    table = Calibration(((0.2, 0.1), (0.6, 0.5), (0.8, 0.9)))
    assert [table.at(raw) for raw in (0, 0.2, 0.4, 0.6, 0.7, 0.8, 1)] == [0.1, 0.1, 0.3, 0.5, 0.7, 0.9, 0.9]


@given(st.floats(0, 1))
def test_the_identity_changes_nothing_that_is_shown(raw: float) -> None:
    assert IDENTITY.at(raw) == pytest.approx(raw, abs=0.001)


@pytest.mark.parametrize(
    "steps", [(), ((0.5, 0.5), (0.2, 0.9)), ((0.1, 0.9), (0.2, 0.5)), ((0.5, 0.1), (0.5, 0.2)), ((0.5, 1.2),)]
)
def test_steps_rise_and_lie_within_0_and_1(steps: tuple[tuple[float, float], ...]) -> None:
    with pytest.raises(ValueError, match="expected"):
        Calibration(steps)


def test_what_falls_is_pooled() -> None:
    """Worked out by hand: at 0.4 one of two is right, at 0.6 none of two; together one of four."""
    table = fit([(0.4, True), (0.4, False), (0.6, False), (0.6, False), (0.8, True)], weight=0.0001)
    assert [table.at(raw) for raw in (0.4, 0.5, 0.6, 0.8)] == pytest.approx([0.25, 0.25, 0.25, 1], abs=0.001)


@given(OUTCOMES, st.sampled_from([IDENTITY, HALVES, None]))
def test_a_fit_never_falls_and_stays_within_0_and_1(
    outcomes: list[tuple[float, bool]], prior: Calibration | None
) -> None:
    table = fit(outcomes, prior)
    shares = [table.at(at / 50) for at in range(51)]
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1


def test_few_outcomes_hardly_move_an_earlier_table_and_many_overrule_it() -> None:
    few, many = [(0.8, False)], [(0.8, False), (0.8, True)] * 300
    assert fit([], HALVES).at(0.8) == HALVES.at(0.8) == 0.62
    assert 0.3 <= fit(few, HALVES).at(0.8) < HALVES.at(0.8)
    assert fit(many, HALVES).at(0.8) == pytest.approx(0.5, abs=0.01)


def test_three_lucky_ones_are_not_yet_sure() -> None:
    outcomes = [(0.5, at % 2 == 0) for at in range(40)] + [(0.95, True)] * 3
    assert 0.6 < fit(outcomes).at(0.95) < 0.95


def test_beyond_what_was_observed_nothing_is_made_up() -> None:
    outcomes = [(0.5, at % 2 == 0) for at in range(40)]
    assert fit(outcomes).at(1) == fit(outcomes).at(0.5) == 0.5


def test_high_is_right_nine_times_in_ten_for_suggestions_that_were_not_fitted_on() -> None:
    """Raw 0.9 is right 19 times in 20, raw 0.7 every other time."""
    outcomes = [(0.9, at % 20 != 0) for at in range(200)] + [(0.7, at % 2 == 0) for at in range(200)]
    interleaved = [outcomes[at // 2 + 200 * (at % 2)] for at in range(400)]
    high = [right for confidence, right in held_out(interleaved) if confidence >= 0.9]
    assert len(high) >= 180
    assert sum(high) / len(high) >= 0.9


def test_without_outcomes_nothing_is_held_out() -> None:
    assert held_out([]) == []
    assert fit([]) == IDENTITY


def test_a_table_written_is_the_table_read(tmp_path: Path) -> None:
    file = tmp_path / "calibration.json"
    file.write_text(written(HALVES, {"version": "1"}))
    assert read_calibration(file) == HALVES
    assert json.loads(file.read_text())["version"] == "1"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"steps": [[1]]}', '{"steps": []}', '{"steps": [["a", 1]]}'])
def test_a_file_that_is_no_table_is_told(text: str, tmp_path: Path) -> None:
    file = tmp_path / "calibration.json"
    file.write_text(text)
    with pytest.raises(ValueError, match=r"calibration\.json: no table of calibration"):
        read_calibration(file)


def test_the_table_that_comes_with_the_rules_was_fitted_on_these_rules() -> None:
    if not SHIPPED.exists():
        assert shipped() == IDENTITY
        pytest.skip("no table comes with the rules yet: confidence is raw")
    told = json.loads(SHIPPED.read_text())
    assert (told["extractor"], told["version"]) == (EXTRACTOR, VERSION)
    assert shipped() == read_calibration(SHIPPED)


def test_a_suggestion_shows_the_calibrated_confidence_and_keeps_the_raw_one(lexicon: Lexicon) -> None:
    flat = Calibration(((0.0, 0.25), (1.0, 0.25)))
    plain = suggest(BODY, lexicon, title="", date=DAY, place="", calibration=IDENTITY)
    found = suggest(BODY, lexicon, title="", date=DAY, place="", calibration=flat)
    assert {suggestion.confidence for suggestion in found.suggestions} == {0.25}
    assert [one.raw for one in found.suggestions] == [one.raw for one in plain.suggestions]
    assert [one.confidence for one in plain.suggestions] == [one.raw for one in plain.suggestions]
    assert "raw" not in found.as_json()["suggestions"][0]
