from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

WORDS = "---\ntitle: Talks\ndate: 2025-05-16\nplace: Lake\n---\n“We want the river,” Ada Berg said.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "talks" / "first.md"
    path.parent.mkdir()
    path.write_text(WORDS)
    return path


def test_one_article_is_printed_as_an_object(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("suggest", article)
    answer = json.loads(capsys.readouterr().out)
    assert answer["article"]["title"] == "Talks"
    assert answer["quotes"][0]["speaker"] == "Ada Berg"


def test_several_articles_are_printed_line_by_line(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("suggest", article, article)
    assert len([json.loads(line) for line in capsys.readouterr().out.splitlines()]) == 2


def test_articles_of_several_folders_keep_their_folder(article: Path, tmp_path: Path) -> None:
    other = tmp_path / "more" / "first.md"
    other.parent.mkdir()
    other.write_text(WORDS)
    call_command("suggest", article, other, out=tmp_path / "out")
    assert (tmp_path / "out" / "talks" / "first.json").exists()
    assert (tmp_path / "out" / "more" / "first.json").exists()


def test_a_plain_text_may_carry_its_day_in_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "2025-05-16-outlet.txt"
    path.write_text("Nobody came.")
    call_command("suggest", path)
    assert json.loads(capsys.readouterr().out)["article"]["date"] == "2025-05-16"


def test_a_missing_article_is_named_and_the_others_go_through(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        call_command("suggest", "missing.md", article)
    printed = capsys.readouterr()
    assert stopped.value.code == 1
    assert "missing.md" in printed.err
    assert "Ada Berg" in printed.out


def test_a_missing_codebook_is_named(article: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.yaml"):
        call_command("suggest", article, codebook=Path("nowhere.yaml"))


def test_two_articles_that_would_be_one_file_are_both_named(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twin = article.with_suffix(".txt")
    twin.write_text(" date 2025-05-16 LAKE: Nobody came.")
    with pytest.raises(SystemExit):
        call_command("suggest", article, twin, out=tmp_path / "out")
    assert "rename one" in capsys.readouterr().err
