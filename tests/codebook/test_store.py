"""Codebooks into the database and out again."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pghistory.models
import pytest
from django.conf import settings

from accounts.models import User
from negotiations.codebook.export import codebook_yaml, export_codebook
from negotiations.codebook.reading import FileError, read_codebook
from negotiations.codebook.shape import (
    Codebook,
    DelegateEntry,
    DelegationEntry,
    DemandEntry,
    Entry,
    IssueEntry,
    MembershipEntry,
    OfficeEntry,
    OptionEntry,
    PartyEntry,
    PersonEntry,
    RoundEntry,
)
from negotiations.codebook.store import save_codebook
from negotiations.models import Delegate, Issue, Negotiation, Option, Party, Person
from tests.factories import RIVER_TALKS, make_article, make_statement

RICH = RIVER_TALKS / "codebook.yaml"
BUNDLED = sorted(settings.SEEDS_DIR.glob("*/codebook.yaml"))
SHAPES: tuple[type[Entry], ...] = (
    Codebook,
    PartyEntry,
    MembershipEntry,
    PersonEntry,
    OfficeEntry,
    IssueEntry,
    OptionEntry,
    RoundEntry,
    DelegationEntry,
    DelegateEntry,
    DemandEntry,
)
Rewrite = Callable[[str, str], Codebook]

pytestmark = pytest.mark.django_db


@pytest.fixture
def rewrite(tmp_path: Path) -> Rewrite:
    """The rich codebook with some of its text changed."""

    def rewrite(old: str, new: str) -> Codebook:
        text = RICH.read_text(encoding="utf-8")
        assert old in text
        path = tmp_path / "codebook.yaml"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return read_codebook(path)

    return rewrite


def used_fields(entry: Entry) -> set[str]:
    own = {
        f"{type(entry).__name__}.{name}" for name in entry.model_fields_set if getattr(entry, name) not in (None, [])
    }
    parts = [part for value in dict(entry).values() if isinstance(value, list) for part in value]
    return own.union(*(used_fields(part) for part in parts if isinstance(part, Entry)))


def test_the_rich_codebook_uses_every_field_there_is() -> None:
    wanted = {f"{shape.__name__}.{name}" for shape in SHAPES for name in shape.model_fields}
    assert wanted - used_fields(read_codebook(RICH)) == set()


@pytest.mark.parametrize("path", [RICH, *BUNDLED], ids=lambda path: path.parent.name)
def test_export_then_import_gives_the_same_codebook(path: Path, tmp_path: Path) -> None:
    codebook = read_codebook(path)
    exported = export_codebook(save_codebook(codebook))
    assert exported == codebook
    again = tmp_path / "codebook.yaml"
    again.write_text(codebook_yaml(exported), encoding="utf-8")
    assert read_codebook(again) == codebook


def test_both_bundled_codebooks_are_there() -> None:
    assert [path.parent.name for path in BUNDLED] == ["cop29-climate-finance", "russia-ukraine-talks"]


def test_loading_again_changes_nothing() -> None:
    codebook = read_codebook(RICH)
    save_codebook(codebook)
    before = pghistory.models.Events.objects.count()
    assert before > 20
    save_codebook(codebook)
    assert pghistory.models.Events.objects.count() == before


def test_loading_a_changed_file_changes_what_it_says(rewrite: Rewrite) -> None:
    save_codebook(read_codebook(RICH))
    kept = Party.objects.get(slug="norland").pk
    save_codebook(rewrite("title: Talks on the river", "title: The river"))
    assert Negotiation.objects.get().title == "The river"
    save_codebook(rewrite("sides: [norland, Sudmark]", "sides: [Sudmark, norland]"))
    assert list(Party.objects.filter(side__gt=0).order_by("side").values_list("slug", flat=True)) == [
        "sudmark",
        "norland",
    ]
    save_codebook(rewrite("The upper bank.", "The left bank."))
    assert Party.objects.get(pk=kept).note == "The left bank."


def test_what_the_file_leaves_out_goes(rewrite: Rewrite) -> None:
    save_codebook(read_codebook(RICH))
    save_codebook(rewrite("  - {name: Ida Holm}\n", ""))
    assert not Person.objects.filter(slug="ida-holm").exists()
    assert Delegate.objects.get(name="Ida Holm").person is None


def test_a_party_goes_although_its_people_stay_with_another(rewrite: Rewrite) -> None:
    before = rewrite("  - {name: Ida Holm}\n", "  - {name: Ida Holm, party: Estria, office: Minister}\n")
    save_codebook(before)
    changed = before.model_copy(deep=True)
    changed.parties = [party for party in changed.parties if party.slug != "estria"]
    changed.persons[-1].party = changed.persons[-1].offices[0].party = "norland"
    changed.rounds[1].host = None
    changed.demands[0].addressees = ["sudmark"]
    save_codebook(changed)
    assert not Party.objects.filter(slug="estria").exists()
    assert export_codebook(Negotiation.objects.get()) == changed


def test_leaving_out_what_the_record_rests_on_is_refused_as_a_whole(rewrite: Rewrite, editor: User) -> None:
    negotiation = save_codebook(read_codebook(RICH))
    make_statement(make_article(negotiation), editor, issue="water", outcome=None)
    changed = rewrite("title: Talks on the river", "title: The river")
    changed.issues = [issue for issue in changed.issues if issue.slug != "water"]
    changed.demands = changed.demands[:2]
    with pytest.raises(FileError, match="the issue Share of the water is not in the file, but the record rests on it"):
        save_codebook(changed)
    assert Issue.objects.filter(slug="water").exists()
    assert Negotiation.objects.get().title == "Talks on the river"


def test_a_scale_that_no_longer_holds_what_was_coded_is_refused(rewrite: Rewrite, editor: User) -> None:
    negotiation = save_codebook(read_codebook(RICH))
    make_statement(make_article(negotiation), editor, issue="fund", outcome=1500)
    save_codebook(rewrite("range: [0, 2000]", "range: [0, 1500]"))
    with pytest.raises(FileError, match="off the scale"):
        save_codebook(rewrite("range: [0, 2000]", "range: [0, 1400]"))


def test_a_scale_moves_together_with_what_is_demanded_on_it() -> None:
    save_codebook(codebook := read_codebook(RICH))
    fund = next(issue for issue in codebook.issues if issue.slug == "fund")
    demand = next(demand for demand in codebook.demands if demand.slug == "a-large-fund")
    fund.range, demand.outcome = (Decimal(0), Decimal(1000)), (Decimal(900), None)
    saved = save_codebook(codebook).demand_set.get(slug="a-large-fund")
    assert saved.outcome is not None
    assert (saved.outcome.lower, saved.issue.high) == (Decimal(900), Decimal(1000))


def test_options_keep_their_place_whatever_their_order_in_the_file() -> None:
    save_codebook(read_codebook(RICH))
    assert [str(option.value) for option in Option.objects.filter(issue__slug="truce")] == [
        *["0.0000", "25.0000", "66.6667", "100.0000"]
    ]


def test_two_negotiations_may_use_the_same_slugs() -> None:
    codebook = read_codebook(RICH)
    save_codebook(codebook)
    save_codebook(codebook.model_copy(update={"negotiation": "other-talks"}))
    assert Party.objects.filter(slug="norland").count() == 2
