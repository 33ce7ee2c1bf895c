from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from negotiations.models import Article, Negotiation, Suggestion
from tests.factories import SAMPLES

ARTICLES = SAMPLES / "articles"


def test_what_went_in_is_counted(negotiation: Negotiation, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("ingest", "river-talks", ARTICLES / "dateline.txt", ARTICLES / "page.html")
    made = Suggestion.objects.count()
    assert made > 0
    assert capsys.readouterr().out == f"2 new articles, 0 already there, {made} suggestions, 0 faults.\n"
    call_command("ingest", "river-talks", ARTICLES / "dateline.txt", ARTICLES / "front-matter.md")
    made = Suggestion.objects.count() - made
    assert capsys.readouterr().out == f"1 new articles, 1 already there, {made} suggestions, 0 faults.\n"


def test_faults_are_named_the_others_go_in_and_the_exit_code_says_so(
    negotiation: Negotiation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    names = ["empty.txt", "nul.txt", "missing-date.txt", "future-date.txt", "unknown.docx"]
    bad = [ARTICLES / "bad" / name for name in names]
    with pytest.raises(SystemExit) as stopped:
        call_command("ingest", "river-talks", large, *bad, tmp_path / "gone.md", ARTICLES / "dateline.txt")
    printed = capsys.readouterr()
    assert stopped.value.code == 1
    assert printed.out.startswith("1 new articles, 0 already there, ")
    assert printed.out.endswith(" suggestions, 7 faults.\n")
    for name in [*names, "large.txt", "gone.md"]:
        assert f"{name}: " in printed.err
    assert Article.objects.get().place == "LAKE"


def test_a_folder_is_read_with_what_lies_in_it(
    negotiation: Negotiation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ARTICLES, tmp_path / "in", ignore=shutil.ignore_patterns("bad", "rows.jsonl"))
    call_command("ingest", "river-talks", tmp_path / "in")
    assert "4 new articles" in capsys.readouterr().out


def test_an_unknown_negotiation_is_named_with_those_there_are(negotiation: Negotiation) -> None:
    with pytest.raises(CommandError, match="no negotiation 'lake-talks'; there are: river-talks"):
        call_command("ingest", "lake-talks", ARTICLES / "dateline.txt")


def test_the_help_says_where_the_day_is_taken_from(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        call_command("ingest", "--help")
    assert "takes its day from its name" in " ".join(capsys.readouterr().out.split())
