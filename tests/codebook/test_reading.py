"""What a wrong codebook file is answered: the file, the line, the path, and what was expected."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from negotiations.codebook.reading import FileError, read_codebook
from negotiations.codebook.shape import Codebook
from tests.factories import RIVER_TALKS

HEAD = "negotiation: t\ntitle: T\nparties:\n- {name: Norland}\n- {name: Sudmark}\n"
GOLD = Path(__file__).parents[3] / "shared" / "gold" / "codebooks"
Read = Callable[..., Codebook]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read(text: str | bytes, name: str = "codebook.yaml") -> Codebook:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_codebook(path)

    return read


def test_names_become_slugs_and_defaults_are_filled_in(read: Read) -> None:
    codebook = read_codebook(RIVER_TALKS / "codebook.yaml")
    truce, fund, water, _ = codebook.issues
    assert codebook.sides == ("norland", "sudmark")
    assert [party.code for party in codebook.parties] == ["NOR", "SUD", "EST", "NL"]
    assert [issue.kind for issue in (truce, fund, water)] == ["ordinal", "numeric", "open"]
    assert [option.slug for option in truce.options] == ["after-treaty", "local-pauses", "terms", "full"]
    assert set(truce.salience) == {"norland", "sudmark"}
    assert codebook.demands[0].outcome == (100, 100)
    assert codebook.demands[1].outcome == (1300, None)


def test_the_short_form_of_an_office_is_one_office() -> None:
    lund = read_codebook(RIVER_TALKS / "codebook.yaml").persons[1]
    (office,) = lund.offices
    assert (office.title, office.party, office.rank, str(office.until)) == (
        "Foreign Minister",
        "norland",
        9,
        "2021-12-31",
    )


def test_the_head_of_a_delegation_is_a_member() -> None:
    first = read_codebook(RIVER_TALKS / "codebook.yaml").rounds[1].delegations[0]
    assert [member.name for member in first.members] == ["Olav Lund", "Ida Holm", "A Stranger"]


@pytest.mark.parametrize("name", ["russia-ukraine-2025", "us-china-trade-2025", "us-iran-nuclear-2025"])
def test_the_codebooks_of_the_gold_set_load_as_they_are(name: str) -> None:
    if not GOLD.exists():
        pytest.skip(f"the gold set does not lie at {GOLD}")
    assert read_codebook(GOLD / f"{name}.json").parties


def test_json_says_the_same_as_yaml(read: Read) -> None:
    written = {"negotiation": "t", "title": "T", "parties": [{"name": "Norland"}, {"name": "Sudmark"}]}
    assert read(json.dumps(written), "codebook.json") == read(HEAD)


def issue(line: str) -> str:
    return f"{HEAD}issues:\n- title: Truce\n  {line}\n"


def rounds(entry: str) -> str:
    return f"rounds:\n- {entry}\n"


def persons(entry: str) -> str:
    return f"persons:\n- {entry}\n"


def demands(entry: str) -> str:
    return f"demands:\n- {entry}\n"


TWO = "{label: a, value: 0}, {label: b, value: 9}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD + "colour: red\n", r":6: colour: Extra inputs are not permitted"),
        (HEAD.replace("{name: Norland}", "{name: Norland, nmae: N}"), r":4: parties\[0\]\.nmae: Extra inputs"),
        (HEAD + "title: U\n", r":6: not YAML: the key 'title' stands twice"),
        (HEAD + rounds("{label: R, date: 2021-13-45}"), r":7: rounds\[0\]\.start: '2021-13-45' is no day"),
        (HEAD + rounds("{label: R, date: May}"), r":7: rounds\[0\]\.start: 'May' is .*expected YYYY-MM-DD"),
        (HEAD + rounds("{label: R, date: 0}"), r":7: rounds\[0\]\.start: 0 is no day"),
        (HEAD + rounds("{label: R, date: 1799-12-31}"), r":7: rounds\[0\]\.start: 1799-12-31 is too far off; expected"),
        (HEAD + rounds("{label: R, date: 3000-01-01}"), r":7: .* YYYY-MM-DD, from 1800-01-01 to 2999-12-31"),
        (HEAD + "silent_after_days: 36501\n", r":6: silent_after_days: Input should be less than or equal to 36500"),
        (HEAD + "issues: [{title: I, salience: {norland: 1000.5}}]\n", r":6: .*norland: .* than or equal to 1000"),
        (HEAD + rounds("{label: R}"), r":7: rounds\[0\]\.start: "),
        (HEAD + rounds("{label: R, start: 2021-05-17, end: 2021-05-16}"), r":7: rounds\[0\]: `start` .* is after"),
        (
            HEAD + persons("name: P\n  party: norland\n  offices:\n  - {title: K, from: 2021-05-17, to: 2021-05-16}"),
            r":10: persons\[0\]\.offices\[0\]: `from` 2021-05-17 is after `to` 2021-05-16",
        ),
        (HEAD + persons("{name: P, party: Norlund}"), r":7: persons\[0\]\.party: .*nearest is 'Norland'"),
        (HEAD + persons("{name: P, party: Xyz}"), r":7: .*expected one of norland, Norland, sudmark, Sudmark"),
        (HEAD + persons("{name: P, office: King}"), r":7: persons\[0\]\.offices.*an office is held for a party"),
        (HEAD + persons("{name: P, pronoun: it}"), r":7: persons\[0\]\.pronoun: .*'he', 'she' or 'they'"),
        (issue("options: [{label: a, value: 101}]"), r":8: issues\[0\]\.options\[0\]\.value: .*100"),
        (issue("options: [{label: a, value: 0}, {label: a, value: 1}]"), r":7: issues\[0\]: the option slug 'a'"),
        (issue("options: [{label: a, value: 0}]"), r":7: issues\[0\]: an ordinal scale needs at least two options"),
        (issue("range: [0, 10]"), r":7: issues\[0\]: a numeric scale needs a `unit` and a `range`"),
        (issue("unit: days\n  range: [10, 0]"), r":7: issues\[0\]: .*with low < high"),
        (issue("unit: days"), r":7: issues\[0\]: only a numeric scale has a `range` and a `unit`; this one is open"),
        (issue("salience: {norland: 0}"), r":8: issues\[0\]\.salience\.norland: .*greater than 0"),
        (issue("salience: {nowhere: 1}"), r":8: issues\[0\]\.salience.nowhere: 'nowhere' is no party"),
        (HEAD + demands("{title: D, party: norland, issue: x}"), r":7: demands\[0\]\.issue: 'x' is no issue"),
        (
            issue(f"options: [{TWO}]")
            + "demands:\n- {title: D, party: norland, issue: truce, outcome: c}\n",
            r":10: demands\[0\]\.outcome: 'c' is no option of 'truce'; expected a, b",
        ),
        (HEAD + "sides: [norland, Norland]\n", r":6: sides: expected two different parties"),
        (HEAD + "sides: [norland]\n", r":6: sides"),
        (HEAD.replace("{name: Sudmark}", "{name: Norland}"), r":1: the slug in `parties`, 'norland' stands twice"),
        (HEAD.replace("{name: Sudmark}", "{name: Россия}"), r":5: parties\[1\]\.slug"),
        (HEAD.replace("Norland}", "Norland, slot: z}"), r":4: parties\[0\]\.slot: Input should be 'a', 'b'"),
        (HEAD.replace("Norland}", f"Norland, kind: {'x' * 81}}}"), r":4: parties\[0\]\.kind: .*at most 80 characters"),
        (
            HEAD.replace("{name: Norland}", "{name: Norland, blocs: [{party: Sudmark}]}").replace(
                "{name: Sudmark}", "{name: Sudmark, blocs: [{party: norland}]}"
            ),
            r":4: parties\[0\]\.blocs: 'norland' is in a bloc of itself\n.*:5: parties\[1\]\.blocs: 'sudmark'",
        ),
        (
            HEAD + rounds("{label: R, date: 2021-05-16, delegations: [{party: norland}, {party: Norland}]}"),
            r":7: rounds\[0\]\.delegations\[1\]: 'norland' sends two delegations",
        ),
        (
            HEAD + "rounds:\n- label: R\n  date: 2021-05-16\n  delegations:\n"
            "  - {party: norland, members: [{name: P}, {name: P}]}\n",
            r":10: rounds\[0\]\.delegations\[0\]: the member 'P' stands twice",
        ),
        (HEAD + 'summary: "a\\0b"\n', r":1: `summary` holds a NUL character"),
        ("negotiation: [", r":1: not YAML: expected the node content"),
        (HEAD + "? [a, b]\n: c\n", r":6: not YAML: found unhashable key"),
        (HEAD + "summary: !!python/name:os.system\n", r":6: not YAML: could not determine a constructor"),
        ("", r": expected a mapping with `negotiation`"),
        ("- a\n", r": expected a mapping with `negotiation`"),
        ("[" * 5000, r": not YAML: maximum recursion"),
        (b"title: caf\xe9\n", r": expected UTF-8; byte 10 is not"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_file_line_and_path(text: str | bytes, told: str, read: Read) -> None:
    with pytest.raises(FileError, match=re.compile(rf"codebook\.yaml{told}", re.DOTALL)):
        read(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{\n "title": "T",\n', r"json:3: not JSON: "),
        ('{"title": "T", "title": "U"}', r"json: not JSON: the key 'title' stands twice"),
        ('{\n\t"negotiation": "t",\n\t"title": "T", "parties": [{"name": "N", "x": 1}]}', r"json:3: parties\[0\]\.x: "),
        ("[" * 100_000, r"json: not JSON: maximum recursion"),
    ],
)  # fmt: skip
def test_a_fault_in_json_is_told_likewise(text: str, told: str, read: Read) -> None:
    with pytest.raises(FileError, match=told):
        read(text, "codebook.json")


def test_every_fault_has_a_line_of_its_own(read: Read) -> None:
    with pytest.raises(FileError) as told:
        read(HEAD + persons("{name: P, party: A}\n- {name: Q, party: B}"))
    assert len(str(told.value).splitlines()) == 2


def test_a_file_larger_than_people_write_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "codebook.yaml"
    with path.open("wb") as file:
        file.truncate(5_000_001)
    with pytest.raises(FileError, match=r"codebook\.yaml: larger than 5,000,000 bytes"):
        read_codebook(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"nowhere\.yaml: cannot be read: No such file"):
        read_codebook(tmp_path / "nowhere.yaml")
