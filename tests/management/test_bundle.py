"""Bundled negotiations, loaded by the real road: codebook, ingest, extraction, statements."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import models

from accounts.models import User
from negotiations.codebook.evidence import read_statements
from negotiations.codebook.reading import FileError, read_codebook
from negotiations.management.bundle import load_bundle
from negotiations.models import Article, Edit, Issue, Negotiation, Option, Party, Revision, Statement, Suggestion
from negotiations.positions import Outcome, Record, Scale, gap, record_of
from tests.factories import RIVER_TALKS

TODAY = date(2026, 1, 1)
BUNDLES = sorted(path.parent for path in settings.SEEDS_DIR.glob("*/statements.yaml"))
KEPT: list[type[models.Model]] = [Negotiation, Party, Issue, Article, Suggestion, Statement, Edit, Revision]

pytestmark = pytest.mark.django_db
Break = Callable[[str, str, str], Path]


def load(folder: Path, by: User) -> Negotiation:
    return load_bundle(folder, by=by, today=TODAY)


def kept() -> list[list[object]]:
    return [list(model._default_manager.order_by("pk").values()) for model in KEPT]


@pytest.fixture
def broken(tmp_path: Path) -> Break:
    """The tiny bundle with some text of one of its files changed."""

    def broken(name: str, old: str, new: str) -> Path:
        folder = tmp_path / "bundle"
        shutil.copytree(RIVER_TALKS, folder)
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return broken


def test_a_bundle_brings_its_agenda_articles_suggestions_and_statements(editor: User) -> None:
    negotiation = load(RIVER_TALKS, editor)
    assert (negotiation.articles.count(), negotiation.statements.count()) == (2, 7)
    assert negotiation.suggestions.exists()
    assert [edit.by for edit in Edit.objects.all()] == ["editor"]
    refusal = negotiation.statements.get(act="reject")
    assert (refusal.quote, refusal.person and refusal.person.name) == (
        "There will be no truce before a treaty",
        "Pio Costa",
    )
    assert negotiation.statements.get(act="accuse").said_on == date(2021, 5, 15)


def test_a_bundle_loaded_twice_changes_nothing(editor: User) -> None:
    load(RIVER_TALKS, editor)
    before = kept()
    load(RIVER_TALKS, editor)
    assert kept() == before


def test_loading_again_leaves_what_people_did_since(editor: User) -> None:
    negotiation = load(RIVER_TALKS, editor)
    Statement.objects.update(superseded_at=datetime.now(UTC))
    load(RIVER_TALKS, editor)
    assert not negotiation.statements.known_at(None).exists()


def test_loading_again_leaves_the_codebook_as_its_editors_have_it(editor: User) -> None:
    negotiation = load(RIVER_TALKS, editor)
    negotiation.party_set.filter(slug="norland").update(name="Northland", slug="northland")
    Option.objects.filter(issue__negotiation=negotiation, value=100).update(value=90)
    load(RIVER_TALKS, editor)
    assert negotiation.party_set.get(slug="northland").name == "Northland"
    assert not Option.objects.filter(issue__negotiation=negotiation, value=100).exists()


def test_suggestions_that_a_statement_covers_do_not_wait(editor: User) -> None:
    negotiation = load(RIVER_TALKS, editor)
    waiting = set(negotiation.suggestions.waiting().values_list("pk", flat=True))
    for suggestion in negotiation.suggestions.select_related("party"):
        covered = negotiation.statements.filter(
            article=suggestion.article, party=suggestion.party, start__lt=suggestion.end, end__gt=suggestion.start
        ).exists()
        assert (suggestion.pk in waiting) is not covered


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("statements.yaml", "playing for time", "playing for fun", r"yaml:\d+: \[6\]\.words: .*does not stand"),
        ("statements.yaml", "playing for time", "the", r"yaml:\d+: \[6\]\.words: .*more than once"),
        ("statements.yaml", "cites: [a]", "cites: [a, z]", r"yaml:\d+: \[0\]\.cites: 2021-05-15-eve has no source z"),
        ("statements.yaml", "article: 2021-05-16-lake", "article: lost", r"yaml:\d+: \[3\]\.article: there is no"),
        ("statements.yaml", "party: norland", "party: nowhere", r"\[0\]\.party: 'nowhere' is not in the codebook"),
        ("statements.yaml", "outcome: [1300, null]", "outcome: [2300, null]", r"\[5\]\.outcome: 2300 is off the scale"),
        ("codebook.yaml", "title: Talks on the river", "titel: Talks", r"codebook\.yaml:1: title: Field required"),
        ("articles/2021-05-16-lake.md", "date: 2021-05-16", "date: 2021-02-30", r"2021-05-16-lake\.md:3: date"),
        ("articles/2021-05-16-lake.md", "round: lake-1", "round: lake-9", r"round 'lake-9' is no round of"),
    ],
)  # fmt: skip
def test_a_broken_bundle_loads_nothing(name: str, old: str, new: str, told: str, broken: Break, editor: User) -> None:
    before = kept()
    with pytest.raises(FileError, match=told):
        load(broken(name, old, new), editor)
    assert kept() == before


def test_the_same_coding_twice_in_a_bundle_is_told(broken: Break, editor: User) -> None:
    folder = broken("statements.yaml", "act: reject\n  outcome: full", "act: comment\n  outcome: after-treaty")
    with pytest.raises(FileError, match=r"statements\.yaml: .*is coded like this already"):
        load(folder, editor)


def test_a_bundle_may_have_no_statements_yet(broken: Break, editor: User) -> None:
    folder = broken("statements.yaml", "- article", "- article")
    (folder / "statements.yaml").write_text("[]\n")
    assert load(folder, editor).articles.count() == 2


@pytest.mark.parametrize("folder", BUNDLES, ids=lambda folder: folder.name)
def test_every_statement_of_a_bundled_negotiation_stands_literally_in_its_article(folder: Path, editor: User) -> None:
    entries = read_statements(folder / "statements.yaml", read_codebook(folder / "codebook.yaml"))
    negotiation = load(folder, editor)
    assert negotiation.statements.count() == len(entries) > 20
    for statement in negotiation.statements.select_related("article"):
        assert statement.article.body[statement.start : statement.end] == statement.quote
    assert sorted(entry.words for entry in entries) == sorted(negotiation.statements.values_list("quote", flat=True))
    assert negotiation.articles.filter(sources=[]).count() == 0


def stands(record: Record, negotiation: Negotiation, party: str, issue: str, on: date) -> Outcome:
    party_key = Party.objects.get(negotiation=negotiation, slug=party).pk
    issue_key = Issue.objects.get(negotiation=negotiation, slug=issue).pk
    position = record.position(party_key, issue_key, on)
    assert position is not None
    return position.outcome


def test_in_may_2025_ukraine_stands_at_an_unconditional_ceasefire_and_russia_far_from_it(editor: User) -> None:
    negotiation = load(settings.SEEDS_DIR / "russia-ukraine-talks", editor)
    record, on = record_of(negotiation), date(2025, 5, 16)
    assert stands(record, negotiation, "ukraine", "ceasefire", on) == Outcome(100, 100)
    russia = stands(record, negotiation, "russia", "ceasefire", on)
    assert russia.high is not None
    assert russia.high <= 25


def test_before_the_load_nothing_was_known(editor: User) -> None:
    before = datetime.now(UTC)
    negotiation = load(RIVER_TALKS, editor)
    assert record_of(negotiation, before).coded == []
    assert len(record_of(negotiation).coded) == 7


def test_on_the_last_day_of_cop29_the_sides_are_a_thousand_billion_dollars_apart(editor: User) -> None:
    negotiation = load(settings.SEEDS_DIR / "cop29-climate-finance", editor)
    record, on = record_of(negotiation), date(2024, 11, 23)
    parties = [Party.objects.get(negotiation=negotiation, slug=slug).pk for slug in ("g77-china", "eu")]
    issue = Issue.objects.get(negotiation=negotiation, slug="core-goal")
    g77, eu = (record.position(party, issue.pk, on) for party in parties)
    assert g77 is not None
    assert eu is not None
    assert (g77.outcome.low, eu.outcome) == (1300, Outcome(300, 300))
    found = gap(g77, eu, Scale(issue.pk, float(issue.low or 0), float(issue.high or 0)))
    assert found is not None
    assert (found.apart, issue.unit) == (1000, "USD bn a year")
