"""The commands with another back-end than the rules, over a server on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from negotiations.management.bundle import load_bundle
from negotiations.models import Article, Negotiation, Suggestion
from tests.extraction.backends.model_server import KEY, ModelServer, Reply, completion, serving, statements
from tests.factories import RIVER_TALKS

WORDS = "---\ntitle: Talks\ndate: 2021-05-16\nplace: Lake\n---\n“We want the truce now,” Ada Berg said{}.\n"
TRUCE = {"quote": "We want the truce now", "speaker": "Ada Berg", "party": "norland", "act": "demand", "issue": "truce"}
GOOD, BAD = completion(statements(TRUCE)), Reply(b"no", 404)


@pytest.fixture(autouse=True)
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    with serving() as server:
        server.replies = [GOOD]
        for name, value in server.environ().items():
            monkeypatch.setenv(name, value)
        yield server


@pytest.fixture
def articles(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "first.md", tmp_path / "second.md"]
    for path in paths:
        path.write_text(WORDS.format(f" at the {path.stem} meeting"))
    return paths


def made_by(extractor: str) -> int:
    return Suggestion.objects.filter(extractor=extractor).count()


def test_suggestions_of_a_model_lie_beside_those_of_the_rules(negotiation: Negotiation, articles: list[Path]) -> None:
    call_command("ingest", "river-talks", articles[0])
    call_command("ingest", "river-talks", articles[0], backend="llm", again=True)
    assert (made_by("parley-rules"), made_by("parley-llm")) == (1, 1)
    made = Suggestion.objects.get(extractor="parley-llm")
    assert (made.version, made.rule, made.act) == ("1+oracle-1", "model", "demand")
    assert made.party is not None
    assert made.issue is not None
    assert (made.party.slug, made.issue.slug, made.person and made.person.slug) == ("norland", "truce", "ada-berg")
    ((start, end),) = made.content
    assert made.article.body[start:end] == TRUCE["quote"]


def test_an_article_that_could_not_be_read_is_stored_and_tried_again(
    negotiation: Negotiation, articles: list[Path], server: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.replies = [BAD, GOOD]
    with pytest.raises(SystemExit):
        call_command("ingest", "river-talks", *articles, backend="llm")
    printed = capsys.readouterr()
    assert printed.out == "2 new articles, 0 already there, 1 suggestions, 1 faults.\n"
    assert f"{articles[0]}: http://127.0.0.1:" in printed.err
    assert "stored without suggestions; `ingest --again`" in printed.err
    assert (Article.objects.count(), Suggestion.objects.count()) == (2, 1)
    call_command("ingest", "river-talks", *articles, backend="llm", again=True)
    assert (made_by("parley-llm"), len(server.asked)) == (2, 3)
    call_command("ingest", "river-talks", *articles, backend="llm", again=True)
    assert (made_by("parley-llm"), len(server.asked)) == (2, 3)


def test_without_again_what_is_there_is_not_paid_for_twice(
    negotiation: Negotiation, articles: list[Path], server: ModelServer
) -> None:
    for _ in range(2):
        call_command("ingest", "river-talks", *articles, backend="llm")
    assert len(server.asked) == 2


def test_an_article_of_an_unknown_round_is_not_asked_about(
    negotiation: Negotiation, articles: list[Path], server: ModelServer
) -> None:
    articles[0].write_text(articles[0].read_text().replace("place:", "round: lake-9\nplace:"))
    with pytest.raises(SystemExit):
        call_command("ingest", "river-talks", articles[0], backend="llm")
    assert server.asked == []


def test_the_environment_chooses_and_the_account_is_told(
    negotiation: Negotiation,
    articles: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PARLEY_BACKEND", "llm")
    call_command("ingest", "river-talks", *articles)
    printed = capsys.readouterr()
    assert made_by("parley-llm") == 2
    assert "oracle-1: 2 requests (0 of them again), 2,000 tokens in, 100 out" in printed.err
    assert KEY not in printed.out + printed.err


def test_a_bundle_is_read_by_the_rules_whatever_is_chosen(
    editor: User, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARLEY_BACKEND", "llm")
    load_bundle(RIVER_TALKS, by=editor, today=date(2021, 7, 1))
    assert server.asked == []
    assert made_by("parley-rules") == Suggestion.objects.count() > 0


def test_suggest_prints_what_counts_what_does_not_and_what_it_took(
    articles: list[Path], server: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answers(statements(TRUCE, {**TRUCE, "quote": "Norland surrenders"}))
    call_command("suggest", articles[0], backend="llm", codebook=RIVER_TALKS / "codebook.yaml")
    printed = capsys.readouterr()
    answer = json.loads(printed.out)
    assert [(made["party"], made["act"]) for made in answer["suggestions"]] == [("Norland", "demand")]
    assert answer["dropped"] == [{"quote": "Norland surrenders", "why": "its quote does not stand in the text"}]
    assert answer["usage"]["tokens_in"] == 1000
    assert "1 answers dropped: 1 as its quote does not stand in the text" in printed.err


def test_suggest_names_an_article_that_failed_and_goes_on(
    articles: list[Path], server: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.replies = [BAD, GOOD]
    with pytest.raises(SystemExit):
        call_command("suggest", *articles, backend="llm")
    printed = capsys.readouterr()
    assert f"{articles[0]}: http://127.0.0.1:" in printed.err
    assert len(printed.out.splitlines()) == 1


@pytest.mark.parametrize("command", ["suggest", "ingest"])
def test_a_back_end_that_is_not_set_up_is_told_before_anything_is_read(
    command: str, negotiation: Negotiation, articles: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PARLEY_LLM_KEY")
    words = ["river-talks"] if command == "ingest" else []
    with pytest.raises(CommandError, match="not set: PARLEY_LLM_KEY"):
        call_command(command, *words, articles[0], backend="llm")
    assert not Article.objects.exists()
