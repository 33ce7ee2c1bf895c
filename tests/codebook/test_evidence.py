"""The file of coded statements."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from negotiations.codebook.evidence import StatementEntry, read_statements
from negotiations.codebook.reading import FileError, read_codebook
from tests.factories import RIVER_TALKS

CODEBOOK = read_codebook(RIVER_TALKS / "codebook.yaml")
SOUND = {"article": "a", "party": "norland", "act": "demand", "channel": "direct", "words": "a truce"}


def write(tmp_path: Path, **changes: str) -> Path:
    path = tmp_path / "statements.yaml"
    lines = [f"{key}: {value}" for key, value in (SOUND | changes).items()]
    path.write_text("- " + "\n  ".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_sample_file_is_read() -> None:
    assert len(read_statements(RIVER_TALKS / "statements.yaml", CODEBOOK)) == 7


@pytest.mark.parametrize(
    ("outcome", "ends"),
    [
        ("terms", (Decimal("66.6667"), Decimal("66.6667"))),
        ("[after-treaty, local-pauses]", (0, 25)),
        ("50", (50, 50)),
        ("[50, null]", (50, None)),
        ("[null, full]", (None, 100)),
        ("null", None),
    ],
)
def test_an_outcome_is_an_option_a_number_or_a_range(outcome: str, ends: object, tmp_path: Path) -> None:
    (entry,) = read_statements(write(tmp_path, issue="truce", outcome=outcome), CODEBOOK)
    assert entry.bounds(CODEBOOK) == ends


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"party": "nobody"}, r":2: \[0\]\.party: 'nobody' is not in the codebook"),
        ({"speaker": "Nobody"}, r"\[0\]\.speaker: 'Nobody' is not in the codebook"),
        ({"addressee": "nobody"}, r"\[0\]\.addressee: "),
        ({"issue": "nothing", "outcome": "full"}, r"\[0\]\.issue: 'nothing' is not in the codebook$"),
        ({"demand": "nothing"}, r"\[0\]\.demand: "),
        ({"act": "mumble"}, r":3: \[0\]\.act: Input should be 'demand', 'propose'"),
        ({"channel": "rumour"}, r":4: \[0\]\.channel: Input should be 'direct'"),
        ({"words": "''"}, r":5: \[0\]\.words: "),
        ({"occurrence": "0"}, r"\[0\]\.occurrence: "),
        ({"said_on": "2021-02-30"}, r"\[0\]\.said_on: '2021-02-30' is no day of the calendar"),
        ({"verdict": "x"}, r"\[0\]\.verdict: Extra inputs"),
        (
            {"issue": "truce", "outcome": "half"},
            r"\[0\]\.outcome: 'half' is no option of 'truce'; expected after-treaty",
        ),
        ({"issue": "truce", "outcome": "101"}, r"\[0\]\.outcome: 101 is off the scale, which runs from 0 to 100"),
        ({"issue": "truce", "outcome": "[full, terms]"}, r"\[0\]\.outcome: the range runs backwards"),
        ({"issue": "truce", "outcome": "[null, null]"}, r"\[0\]\.outcome: a range open on both sides says nothing"),
        ({"issue": "fund", "outcome": "lots"}, r"\[0\]\.outcome: 'lots' is no option .*a number in USD bn a year"),
        ({"issue": "water", "outcome": "1"}, r"\[0\]\.outcome: the issue 'water' has no scale"),
        ({"outcome": "full"}, r"\[0\]\.outcome: an outcome is on an issue: give `issue`"),
        ({"issue": "truce", "outcome": "full", "act": "threaten"}, r"\[0\]\.outcome: 'threaten' takes no outcome"),
    ],
)
def test_a_fault_is_told_with_its_line_and_path(changes: dict[str, str], told: str, tmp_path: Path) -> None:
    with pytest.raises(FileError, match=rf"statements\.yaml.*{told}"):
        read_statements(write(tmp_path, **changes), CODEBOOK)


def test_a_file_that_is_no_list_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "statements.yaml"
    path.write_text("article: a\n")
    with pytest.raises(FileError, match="valid list"):
        read_statements(path, CODEBOOK)


def entry(**changes: object) -> StatementEntry:
    return StatementEntry.model_validate(SOUND | changes)


def test_words_are_found_where_they_stand_counted_in_code_points() -> None:
    body = "🚢 a truce"
    start, end = entry().span(body)
    assert (start, body[start:end]) == (2, "a truce")


def test_words_that_stand_twice_need_to_say_which() -> None:
    body = "a truce, a truce"
    assert entry(occurrence=2).span(body) == (9, 16)
    assert entry(occurrence=1).span(body) == (0, 7)
    with pytest.raises(ValueError, match="more than once; say which by `occurrence`"):
        entry().span(body)


@pytest.mark.parametrize(("body", "occurrence"), [("a Truce", 1), ("a truce", 2), ("", 1)])
def test_words_that_do_not_stand_there_are_refused(body: str, occurrence: int) -> None:
    with pytest.raises(ValueError, match=re.escape(f"does not stand in a {occurrence} times")):
        entry(occurrence=occurrence).span(body)
