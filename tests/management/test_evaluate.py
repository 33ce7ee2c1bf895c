from __future__ import annotations

import importlib.util
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from accounts.models import User
from negotiations.actions import retract_statement
from negotiations.extraction import EXTRACTOR, VERSION, suggest
from negotiations.extraction.calibration import read_calibration
from negotiations.extraction.evaluation import Evaluation, evaluate, together
from negotiations.extraction.gold import GoldArticle, GoldSet
from negotiations.extraction.scoring import LEVELS, Near
from negotiations.management.bundle import load_bundle
from negotiations.management.gold import folder_gold
from negotiations.models import Statement
from tests.factories import RIVER_TALKS, SAMPLES

GOLD = SAMPLES / "gold"
CODED = "gold/river-talks/2021-05-16-post-1.json"
TODAY = date(2026, 1, 1)
BUNDLED = ["cop29-climate-finance", "russia-ukraine-talks"]
SHARED = settings.BASE_DIR.parent / "shared"

Printed = pytest.CaptureFixture[str]
Break = Callable[[str, str, str], Path]


def figures(capsys: Printed, *arguments: object, **options: object) -> Any:
    call_command("evaluate", *map(str, arguments), format="json", **options)
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def broken(tmp_path: Path) -> Break:
    """The small folder of gold with some text of one of its files changed."""

    def broken(name: str, old: str, new: str) -> Path:
        shutil.copytree(GOLD, tmp_path / "gold")
        file = tmp_path / "gold" / name
        assert old in file.read_text()
        file.write_text(file.read_text().replace(old, new, 1))
        return tmp_path / "gold"

    return broken


def test_without_an_argument_all_bundled_negotiations_are_measured_and_no_database_is_asked(capsys: Printed) -> None:
    found = figures(capsys)["all"]
    assert found["negotiations"] == BUNDLED
    assert found["statements"] > 400
    assert set(found["by"]) == {"act", "issue", "party", "rule"}


def test_the_slug_of_a_bundled_negotiation_measures_that_one(capsys: Printed) -> None:
    assert figures(capsys, BUNDLED[1])["all"]["negotiations"] == [BUNDLED[1]]


def test_the_parts_add_up_to_the_whole(capsys: Printed) -> None:
    found = figures(capsys, by_negotiation=True)
    for level in LEVELS:
        whole = found["all"]["levels"][level]
        parts = [found["by_negotiation"][slug]["levels"][level] for slug in BUNDLED]
        for key in ("right", "suggested", "found", "coded"):
            assert whole[key] == sum(part[key] for part in parts)


def test_a_folder_of_gold_is_measured_with_its_quotes(capsys: Printed) -> None:
    found = figures(capsys, GOLD)["all"]
    assert found["quotes"]["exact"] | {"f1": None} == {
        "precision": 1.0, "recall": 1.0, "f1": None, "right": 2, "suggested": 2, "found": 2, "coded": 2
    }  # fmt: skip
    assert (found["articles"], found["statements"]) == (1, 4)
    assert found["levels"]["span"]["coded"] == 4


def test_issues_count_as_the_same_where_that_is_said(capsys: Printed) -> None:
    alone = figures(capsys, GOLD)["all"]["levels"]["issue"]["right"]
    assert figures(capsys, GOLD, near=[frozenset({"truce", "pause"})])["all"]["levels"]["issue"]["right"] == alone + 1


def test_the_folder_of_a_negotiation_with_its_statements_is_measured(capsys: Printed) -> None:
    assert figures(capsys, RIVER_TALKS)["all"]["statements"] == 7


def test_a_negotiation_of_the_database_is_measured_by_the_statements_that_stand(editor: User, capsys: Printed) -> None:
    load_bundle(RIVER_TALKS, by=editor, today=TODAY)
    stored = figures(capsys, "river-talks")["all"]
    from_files = figures(capsys, RIVER_TALKS)["all"]
    assert stored == from_files
    retract_statement(Statement.objects.select_related("negotiation").get(act="accuse"), by=editor)
    assert figures(capsys, "river-talks")["all"]["statements"] == 6


def test_the_tables_name_every_figure_and_are_read_at_100_columns(capsys: Printed) -> None:
    call_command("evaluate", by_negotiation=True)
    text = capsys.readouterr().out
    assert max(map(len, text.splitlines())) <= 100
    for words in ("precision", "recall", "F1", "by act", "by issue", "by party", "by rule", "95 % interval", "level"):
        assert words in text
    assert [line.split(":")[0] for line in text.splitlines() if " articles, " in line] == [", ".join(BUNDLED), *BUNDLED]


def test_a_fit_is_written_as_a_table_and_told_what_it_is_worth(tmp_path: Path, capsys: Printed) -> None:
    file = tmp_path / "calibration.json"
    call_command("evaluate", GOLD, fit=file)
    assert "fitted on" in capsys.readouterr().err
    told = json.loads(file.read_text())
    assert (told["extractor"], told["version"]) == (EXTRACTOR, VERSION)
    assert told["suggestions"] > 0
    assert 0 <= read_calibration(file).at(0.9) <= 1


def test_a_fit_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere.*cannot be written"):
        call_command("evaluate", GOLD, fit=tmp_path / "nowhere" / "calibration.json")


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (CODED, '"positions"', '"statements"', r"post-1\.json:.*positions: Field required"),
        (CODED, '"start": 31', '"start": "31"', r"post-1\.json:.*positions\[0\]\.start: .*integer"),
        (CODED, '"start": 31', '"start": 3100', r"post-1\.json:.*positions\[0\]: expected 0 <= start < end"),
        (CODED, '"end": 62', '"end": 6200', r"post-1\.json:.*positions\[0\]\.end: the article ends at \d+"),
        ("codebooks/river-talks.json", '"title"', '"titel"', r"river-talks\.json:.*title: Field required"),
    ],
)
def test_a_fault_in_a_file_of_gold_is_named(name: str, old: str, new: str, told: str, broken: Break) -> None:
    with pytest.raises(CommandError, match=told):
        call_command("evaluate", broken(name, old, new))


def test_gold_without_its_article_is_named(broken: Break) -> None:
    folder = broken(CODED, "{", "{")
    (folder / "articles/river-talks/2021-05-16-post-1.txt").unlink()
    with pytest.raises(CommandError, match=r"there is no articles/river-talks/2021-05-16-post-1\.txt"):
        call_command("evaluate", folder)


def test_a_folder_of_something_else_is_told_what_was_expected(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="expected articles/<negotiation>"):
        call_command("evaluate", tmp_path)


@pytest.mark.django_db
def test_an_unknown_name_is_told_which_are_known() -> None:
    with pytest.raises(CommandError, match=r"'lake-talks' is neither .* cop29-climate-finance, russia-ukraine-talks"):
        call_command("evaluate", "lake-talks")


def test_where_nothing_is_coded_there_is_nothing_to_measure(broken: Break) -> None:
    folder = broken(CODED, "{", "{")
    shutil.rmtree(folder / "gold/river-talks")
    with pytest.raises(CommandError, match="no statement is coded yet"):
        call_command("evaluate", folder)


def test_two_issues_that_are_near_are_written_with_a_tilde() -> None:
    with pytest.raises(CommandError, match="expected two issues with ~ between them"):
        call_command("evaluate", str(GOLD), "--near", "truce")


# -- against the scorer that the gold came with ---------------------------------------------------------------------

NEAR = Near(issues=(frozenset({"settlement-framework", "talks-process"}),))
LIKE_THEIRS = (
    "quote exact", "quote exact + speaker", "quote exact + party",
    "position span", "position + party", "position + party + issue", "position + party + issue + act",
)  # fmt: skip


@pytest.fixture
def scorer() -> ModuleType:
    file = SHARED / "tools" / "score.py"
    if not file.exists():
        pytest.skip(f"no scorer to compare with: {file} is not there")
    spec = importlib.util.spec_from_file_location("score", file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("folder", [SHARED / "gold", GOLD], ids=["gold", "sample"])
def test_the_figures_are_those_of_the_scorer_that_the_gold_came_with(scorer: ModuleType, folder: Path) -> None:
    if not folder.exists():
        pytest.skip(f"no gold to measure against: {folder} is not there")
    sets = list(folder_gold(folder))
    theirs, given_the_span = scorer.score([_pair(folder, gold, article) for gold in sets for article in gold.articles])
    ours = together(evaluate(gold, NEAR) for gold in sets)
    assert _counts(ours) == {name: (theirs[name].tp, theirs[name].fp, theirs[name].fn) for name in LIKE_THEIRS}
    assert sum(1 for _ in ours.statements.matched) == given_the_span["n"]


def _pair(folder: Path, gold: GoldSet, article: GoldArticle) -> tuple[str, Any, Any]:
    coded = folder / "gold" / gold.negotiation / f"{Path(article.name).stem}.json"
    found = suggest(article.body, gold.lexicon, title=article.title, date=article.date, place=article.place)
    return article.body, json.loads(coded.read_text()), found.as_json()


def _counts(evaluation: Evaluation) -> dict[str, tuple[int, int, int]]:
    tallies = [*evaluation.quotes.values(), *(evaluation.statements.level(level) for level in LEVELS)]
    counts = [(tally.right, tally.suggested - tally.right, tally.coded - tally.found) for tally in tallies]
    return dict(zip(LIKE_THEIRS, counts, strict=True))
