"""Files into a negotiation: what is stored, what is said of the others."""

from __future__ import annotations

import os
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from negotiations.ingest import files
from negotiations.ingest.files import Intake, article_files, take_in
from negotiations.ingest.parse import ParsedArticle
from negotiations.ingest.suggestions import Suggester
from negotiations.models import Article, Negotiation, Suggestion
from tests.factories import RIVER_TALKS, SAMPLES, make_negotiation

ARTICLES, BAD = SAMPLES / "articles", SAMPLES / "articles" / "bad"
TODAY = date(2021, 7, 1)


def take(negotiation: Negotiation, *paths: Path) -> Intake:
    return take_in(negotiation, article_files(paths), TODAY)


def test_good_files_go_in_whatever_stands_beside_them(negotiation: Negotiation) -> None:
    intake = take(negotiation, ARTICLES)
    known = [path for path in BAD.iterdir() if path.suffix not in (".docx", "")]
    assert intake.new == len(intake.stored) == Article.objects.count() == 7
    assert len(intake.faults) == len(known) + 1  # and the bad line among good ones


def test_an_article_keeps_all_that_its_file_says(negotiation: Negotiation) -> None:
    path = ARTICLES / "front-matter.md"
    article = take(negotiation, path).stored[str(path)]
    article.refresh_from_db()
    assert article.body_sha256 == sha256(article.body.encode()).hexdigest()
    assert (article.outlet.name, article.shown, article.url) == ("The River Post", "quotes", "https://example.org/lake")
    assert article.round is not None
    assert (article.round.slug, [source["key"] for source in article.sources]) == ("lake-1", ["a", "b"])


def test_the_same_words_are_stored_once_and_suggested_once(negotiation: Negotiation, tmp_path: Path) -> None:
    eve = RIVER_TALKS / "articles" / "2021-05-15-eve.md"
    first = take(negotiation, eve)
    made = Suggestion.objects.count()
    assert (first.new, first.suggestions) == (1, made)
    assert made > 0
    twin = tmp_path / "twin.md"
    twin.write_text(eve.read_text().replace("date: 2021-05-15\nplace", "date: 2021-05-16\nplace"))
    again = take(negotiation, eve, twin)
    assert (again.new, again.suggestions, len(again.stored)) == (0, 0, 2)
    assert (Article.objects.count(), Suggestion.objects.count()) == (1, made)


def test_suggesting_again_leaves_what_was_suggested(negotiation: Negotiation) -> None:
    path = RIVER_TALKS / "articles" / "2021-05-15-eve.md"
    article = take(negotiation, path).stored[str(path)]
    before = list(Suggestion.objects.order_by("id").values())
    (parsed,) = files.read_articles(path, TODAY)
    suggester = Suggester(negotiation)
    assert isinstance(parsed, ParsedArticle)
    suggester.keep(suggester.read(parsed), article)
    assert list(Suggestion.objects.order_by("id").values()) == before


def test_the_same_words_may_go_into_two_negotiations(negotiation: Negotiation) -> None:
    assert take(negotiation, ARTICLES / "dateline.txt").new == 1
    assert take(make_negotiation("other-talks"), ARTICLES / "dateline.txt").new == 1


def test_suggestions_point_at_the_words_and_the_codebook(negotiation: Negotiation) -> None:
    take(negotiation, RIVER_TALKS / "articles")
    suggestion = Suggestion.objects.get(
        person__slug="ada-berg", kind="direct", article__title="On the eve of the talks"
    )
    spans = [suggestion.article.body[start:end] for start, end in suggestion.content]
    assert "we want the truce now" in " ".join(spans)
    assert suggestion.party is not None
    assert suggestion.issue is not None
    assert (suggestion.party.slug, suggestion.issue.slug, suggestion.status) == ("norland", "truce", "pending")


def test_a_round_that_the_codebook_lacks_is_a_fault(negotiation: Negotiation) -> None:
    (fault,) = take(negotiation, BAD / "unknown-round.md").faults
    assert "unknown-round.md: round 'lake-9' is no round of river-talks's codebook" in str(fault)
    assert not Article.objects.exists()


def test_a_file_too_large_is_refused(negotiation: Negotiation, tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    (fault,) = take(negotiation, large).faults
    assert str(fault) == f"{large}: has more than 10,000,000 bytes, which is the most that is read. Split it."


def test_no_more_is_read_than_may_be_whatever_size_a_file_says_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed: list[bytes] = []
    monkeypatch.setattr(files, "LARGEST_FILE", 10)
    monkeypatch.setattr(files, "parse", lambda data, *_: iter([handed.append(data)]))  # type: ignore[func-returns-value]
    status = tmp_path / "status.txt"
    status.symlink_to("/proc/self/status")
    assert status.stat().st_size == 0
    list(files.read_articles(status, TODAY))
    assert [len(data) for data in handed] == [11]


def test_a_pipe_or_a_device_is_a_fault_at_once(negotiation: Negotiation, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "null.txt").symlink_to("/dev/null")
    told = [str(fault).rpartition(": ")[2] for fault in take(negotiation, tmp_path).faults]
    assert told == ["is a pipe or a device; expected a file"] * 3


def test_an_unreadable_file_is_a_fault(
    negotiation: Negotiation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: str, flags: int) -> int:
        raise PermissionError(13, "Permission denied", path)

    closed = tmp_path / "closed.txt"
    closed.write_text(" date 2021-05-16 LAKE: Words.")
    monkeypatch.setattr(files, "_at_once", refuse)
    (fault,) = take(negotiation, closed).faults
    assert str(fault) == f"{closed}: cannot be read: Permission denied"


def test_names_that_lead_nowhere_are_faults(negotiation: Negotiation, tmp_path: Path) -> None:
    faults = take(negotiation, tmp_path / "gone.txt", tmp_path / ("n" * 300 + ".txt")).faults
    assert [str(fault).rpartition(": ")[2] for fault in faults] == ["No such file or directory", "File name too long"]


def test_a_file_name_that_is_no_text_is_no_obstacle(negotiation: Negotiation, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text(" date 2021-05-16 LAKE: Words.")
    assert take(negotiation, path).faults == []
    assert Article.objects.get().file_name.endswith("caf?.txt")


def test_an_article_never_stands_there_without_its_suggestions(
    negotiation: Negotiation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(Suggester, "keep", fail)
        with pytest.raises(ZeroDivisionError):
            take(negotiation, ARTICLES / "dateline.txt")
    assert not Article.objects.exists()
    assert take(negotiation, ARTICLES / "dateline.txt").suggestions > 0


def test_a_folder_gives_the_files_of_known_kinds_in_order_of_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a.MD", "c.docx", "deep/d.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [path.name for path in article_files([tmp_path, Path("named.docx")])] == [
        *["a.MD", "b.txt", "d.html", "named.docx"]
    ]
