"""Deeds on the codebook: what they keep, what they refuse, how they are undone."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import NumericRange

from accounts.models import User
from accounts.roles import Role
from negotiations.actions import (
    Changed,
    Conflict,
    Refused,
    accept_suggestions,
    coding_of,
    correct_statement,
    edit_entry,
    merge_entries,
    remove_entry,
    rescale_issue,
    retract_statement,
    suggested_coding,
    tag_statement,
    undo_edit,
)
from negotiations.actions.codebook.merging import merge_basis
from negotiations.actions.codebook.rows import codebook_rows, version_of
from negotiations.actions.codebook.scales import affected_by, basis_of, demands_on, standing_on
from negotiations.codebook.export import export_codebook, issue_entry
from negotiations.models import (
    Article,
    Demand,
    Edit,
    Issue,
    Negotiation,
    Office,
    Party,
    Person,
    Round,
    Statement,
    Suggestion,
    Watch,
)
from tests.factories import (
    coding,
    issue_of,
    make_article,
    make_negotiation,
    make_statement,
    make_suggestion,
    make_user,
    party_of,
    person_of,
)


@pytest.fixture
def admin(db: None) -> User:
    return make_user("chief", Role.ADMIN)


def seen(row: Any) -> str:
    return version_of(codebook_rows(row.negotiation), type(row), row.pk)


def changing(row: Any, **values: Any) -> Callable[[], None]:
    def write() -> None:
        for name, value in values.items():
            setattr(row, name, value)
        row.save()

    return write


def changed(row: Any, by: User, **values: Any) -> Edit:
    return edit_entry(row, changing(row, **values), made_from=seen(row), by=by)


def merged(gone: Any, into: Any, by: User, **more: Any) -> Edit:
    return merge_entries(gone, into, seen=merge_basis(gone, into), by=by, **more)


def standing() -> list[Any]:
    return [coding_of(row) for row in Statement.objects.known_at(None).order_by("lineage")]


def rows() -> tuple[Any, ...]:
    return (
        codebook_rows(Negotiation.objects.get()),
        list(Statement.objects.order_by("pk").values()),
        list(Edit.objects.values()),
    )


# changing a row


def test_a_new_name_is_told_as_a_renaming_with_old_and_new(negotiation: Negotiation, editor: User) -> None:
    berg = person_of(negotiation, "ada-berg")
    edit = changed(berg, editor, name="Ada Bergh")
    (change,) = edit.changes
    assert (edit.verb, edit.by, change["model"], change["pk"]) == ("rename", "editor", "person", berg.pk)
    assert (change["before"], change["after"]) == ({"name": "Ada Berg"}, {"name": "Ada Bergh"})


def test_what_a_row_names_is_told_as_it_was_called_then(negotiation: Negotiation, editor: User) -> None:
    berg = person_of(negotiation, "ada-berg")
    edit = changed(berg, editor, party=party_of(negotiation, "sudmark"))
    (change,) = edit.changes
    assert (edit.verb, set(change["named"]["party_id"].values())) == ("change", {"Norland", "Sudmark"})


@pytest.mark.parametrize(
    ("kind", "role"), [("person", Role.READER), ("party", Role.EDITOR), ("issue", Role.ADJUDICATOR)]
)
def test_who_may_not_changes_nothing(kind: str, role: Role, negotiation: Negotiation) -> None:
    found = {"person": person_of, "party": party_of, "issue": issue_of}[kind]
    row = found(negotiation, {"person": "ada-berg", "party": "norland", "issue": "truce"}[kind])
    before, somebody = rows(), make_user("somebody", role)
    with pytest.raises(Refused, match="somebody is no"):
        changed(row, somebody, slug="another")
    assert rows() == before


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"slug": "olav-lund"}, "taken already"),
        ({"slug": "Not A Slug"}, "pattern"),
        ({"name": ""}, "at least 1 character"),
    ],
)
def test_what_a_codebook_file_may_not_say_is_refused(
    values: dict[str, str], told: str, negotiation: Negotiation, editor: User
) -> None:
    before = rows()
    with pytest.raises(Refused, match=told):
        changed(person_of(negotiation, "ada-berg"), editor, **values)
    assert rows() == before


def test_a_change_that_changes_nothing_leaves_no_edit(negotiation: Negotiation, editor: User) -> None:
    with pytest.raises(Refused, match="Nothing was changed"):
        changed(person_of(negotiation, "ada-berg"), editor, name="Ada Berg")
    assert not Edit.objects.exists()


def test_who_saves_what_somebody_changed_meanwhile_overwrites_nothing(negotiation: Negotiation, editor: User) -> None:
    mine, theirs = person_of(negotiation, "ada-berg"), person_of(negotiation, "ada-berg")
    made_from = seen(mine)
    changed(theirs, editor, note="Theirs.")
    with pytest.raises(Changed):
        edit_entry(mine, changing(mine, note="Mine."), made_from=made_from, by=editor)
    assert Person.objects.get(pk=mine.pk).note == "Theirs."


def test_an_office_added_meanwhile_is_a_change_of_the_person(negotiation: Negotiation, editor: User) -> None:
    berg = person_of(negotiation, "ada-berg")
    made_from = seen(berg)
    Office.objects.create(person=berg, party=party_of(negotiation, "norland"), title="Envoy")
    with pytest.raises(Changed):
        edit_entry(berg, changing(berg, note="Mine."), made_from=made_from, by=editor)


def test_a_change_is_undone_as_long_as_it_stands(negotiation: Negotiation, editor: User) -> None:
    before = export_codebook(negotiation)
    edit = changed(person_of(negotiation, "ada-berg"), editor, name="Ada Bergh", aliases=["Bergh"])
    assert export_codebook(negotiation) != before
    undone = undo_edit(edit, by=editor)
    assert export_codebook(negotiation) == before
    assert undone.changes[0]["after"]["name"] == "Ada Berg"


def test_undoing_leaves_what_another_deed_changed_of_the_same_row(negotiation: Negotiation, editor: User) -> None:
    edit = changed(person_of(negotiation, "ada-berg"), editor, name="Ada Bergh")
    changed(person_of(negotiation, "ada-berg"), editor, note="Elected again.")
    undo_edit(edit, by=editor)
    berg = person_of(negotiation, "ada-berg")
    assert (berg.name, berg.note) == ("Ada Berg", "Elected again.")


def test_undoing_what_was_changed_again_names_what(negotiation: Negotiation, editor: User) -> None:
    edit = changed(person_of(negotiation, "ada-berg"), editor, name="Ada Bergh")
    changed(person_of(negotiation, "ada-berg"), editor, name="A. Berg")
    before = rows()
    with pytest.raises(Conflict, match=r"“A\. Berg” was changed again"):
        undo_edit(edit, by=editor)
    assert rows() == before


def added(negotiation: Negotiation, by: User) -> tuple[Person, Edit]:
    person = Person(negotiation=negotiation, slug="new", name="Una Ek", ordinal=9)
    return person, edit_entry(person, person.save, made_from="", by=by)


def test_what_was_added_goes_when_that_is_undone(negotiation: Negotiation, editor: User) -> None:
    person, edit = added(negotiation, editor)
    assert edit.verb == "add"
    undo_edit(edit, by=editor)
    assert not Person.objects.filter(pk=person.pk).exists()


def test_what_was_added_stays_once_something_rests_on_it(article: Article, editor: User) -> None:
    person, edit = added(article.negotiation, editor)
    make_statement(article, editor, person="new")
    with pytest.raises(Conflict, match="in use since: statements"):
        undo_edit(edit, by=editor)
    assert Person.objects.filter(pk=person.pk).exists()


def test_what_came_to_a_row_since_does_not_go_with_it(negotiation: Negotiation, editor: User) -> None:
    person, edit = added(negotiation, editor)
    Office.objects.create(person=person, party=party_of(negotiation, "norland"), title="Envoy")
    with pytest.raises(Conflict, match="“Envoy” came to it since"):
        undo_edit(edit, by=editor)


def test_what_something_rests_on_is_not_removed(article: Article, editor: User) -> None:
    make_statement(article, editor, person="ada-berg")
    berg = person_of(article.negotiation, "ada-berg")
    with pytest.raises(Refused, match="stays: 1 statement name it"):
        remove_entry(berg, made_from=seen(berg), by=editor)


def test_what_nothing_rests_on_is_removed_with_its_parts_and_comes_back(negotiation: Negotiation, editor: User) -> None:
    before = codebook_rows(negotiation)
    berg = person_of(negotiation, "ada-berg")
    edit = remove_entry(berg, made_from=seen(berg), by=editor)
    assert not Office.objects.filter(title="President").exists()
    undo_edit(edit, by=editor)
    assert codebook_rows(negotiation) == before


def test_undoing_a_renaming_is_refused_in_words_once_another_has_the_name(
    negotiation: Negotiation, editor: User
) -> None:
    edit = changed(person_of(negotiation, "ada-berg"), editor, slug="ada-bergh")
    other = Person(negotiation=negotiation, slug="ada-berg", name="Another Berg", ordinal=9)
    edit_entry(other, other.save, made_from="", by=editor)
    before = rows()
    with pytest.raises(Refused, match="short name is taken already"):
        undo_edit(edit, by=editor)
    assert rows() == before


def test_undoing_keeps_the_rules_of_codebook_files(negotiation: Negotiation, editor: User) -> None:
    berg = person_of(negotiation, "ada-berg")
    Person.objects.filter(pk=berg.pk).update(name="")
    edit = changed(person_of(negotiation, "ada-berg"), editor, name="Ada Berg")
    with pytest.raises(Refused, match="at least 1 character"):
        undo_edit(edit, by=editor)
    assert person_of(negotiation, "ada-berg").name == "Ada Berg"


def test_what_readers_watch_keeps_nothing_from_being_removed(
    negotiation: Negotiation, reader: User, admin: User
) -> None:
    spare = Party(negotiation=negotiation, slug="spare", name="Spare", code="SP", ordinal=9)
    edit_entry(spare, spare.save, made_from="", by=admin)
    Watch.objects.start(reader, negotiation, spare, None, None)
    remove_entry(spare, made_from=seen(spare), by=admin)
    assert not Party.everything.filter(slug="spare").exists()


def test_an_editor_does_not_undo_what_takes_an_admin(negotiation: Negotiation, editor: User, admin: User) -> None:
    edit = changed(party_of(negotiation, "norland"), admin, name="Northland")
    with pytest.raises(Refused, match="editor is no admin"):
        undo_edit(edit, by=editor)


# merging


def test_after_a_merge_all_is_coded_with_the_other_and_old_versions_stay(
    article: Article, editor: User, admin: User
) -> None:
    home = article.negotiation
    said = make_statement(article, editor, party="sudmark", person="pio-costa")
    about = make_statement(article, editor, "No truce", outcome=0, addressee=party_of(home, "sudmark"))
    merged(party_of(home, "sudmark"), party_of(home, "estria"), admin)
    now = {row.lineage: row for row in Statement.objects.known_at(None)}
    assert (now[said.lineage].party.slug, now[about.lineage].addressee.slug) == ("estria", "estria")  # type: ignore[union-attr]
    assert {row.coder for row in now.values()} == {editor}
    said.refresh_from_db()
    assert (said.party.slug, said.superseded_at is None) == ("sudmark", False)


def test_a_merge_moves_what_named_the_one_and_keeps_its_names(negotiation: Negotiation, admin: User) -> None:
    merged(party_of(negotiation, "sudmark"), party_of(negotiation, "estria"), admin)
    estria = party_of(negotiation, "estria")
    assert "Sudmark" in estria.aliases
    assert "Sudmarkian" in estria.demonyms
    assert estria.side == 2
    assert person_of(negotiation, "pio-costa").party == estria
    assert set(Demand.objects.filter(party=estria).values_list("slug", flat=True)) == {
        "a-large-fund",
        "half-of-the-water",
    }
    assert "sudmark" not in [party.slug for party in export_codebook(negotiation).parties]
    assert Party.everything.get(slug="sudmark").present == estria


@pytest.mark.parametrize(
    ("kind", "gone", "into"),
    [
        (Party, "sudmark", "estria"),
        (Person, "olav-lund", "ada-berg"),
        (Round, "lake-2", "lake-1"),
        (Demand, "a-large-fund", "half-of-the-water"),
    ],
)
def test_a_merge_is_undone_as_one(kind: Any, gone: str, into: str, article: Article, editor: User, admin: User) -> None:
    home = article.negotiation
    make_statement(article, editor, person="olav-lund", addressee=party_of(home, "sudmark"))
    make_statement(
        article, editor, "No truce", party="sudmark", demand=Demand.objects.get(slug="a-large-fund"), issue="fund"
    )
    coded, book = standing(), codebook_rows(home)
    edit = merged(kind.objects.get(slug=gone), kind.objects.get(slug=into), admin)
    assert codebook_rows(home) != book
    undo_edit(edit, by=admin)
    assert (standing(), codebook_rows(home)) == (coded, book)


def test_what_both_coded_alike_stands_once(article: Article, editor: User, admin: User) -> None:
    first = make_statement(article, editor, person="ada-berg")
    second = make_statement(article, editor, person="olav-lund")
    edit = merged(second.person, first.person, admin)
    assert [row.pk for row in Statement.objects.known_at(None)] == [first.pk]
    undo_edit(edit, by=admin)
    assert Statement.objects.known_at(None).count() == 2


def test_a_statement_corrected_since_keeps_a_merge_from_being_undone(
    article: Article, editor: User, admin: User
) -> None:
    make_statement(article, editor, party="sudmark")
    home = article.negotiation
    edit = merged(party_of(home, "sudmark"), party_of(home, "estria"), admin)
    now = Statement.objects.known_at(None).get()
    correct_statement(now, type(coding_of(now))(**(vars(coding_of(now)) | {"act": "comment"})), by=editor)
    before = rows()
    with pytest.raises(Conflict):
        undo_edit(edit, by=admin)
    assert rows() == before


def test_a_statement_coded_since_the_preview_is_shown_before_it_is_merged(
    article: Article, editor: User, admin: User
) -> None:
    gone, into = party_of(article.negotiation, "sudmark"), party_of(article.negotiation, "estria")
    basis = merge_basis(gone, into)
    make_statement(article, editor, party="sudmark")
    with pytest.raises(Changed):
        merge_entries(gone, into, seen=basis, by=admin)


def test_only_an_admin_merges_and_only_two_of_a_kind(negotiation: Negotiation, editor: User, admin: User) -> None:
    berg, lund = person_of(negotiation, "ada-berg"), person_of(negotiation, "olav-lund")
    with pytest.raises(Refused, match="editor is no admin"):
        merged(berg, lund, editor)
    with pytest.raises(Refused, match="another one"):
        merged(berg, berg, admin)


def test_what_is_restored_after_a_merge_names_what_is_present(article: Article, editor: User, admin: User) -> None:
    home = article.negotiation
    said = make_statement(article, editor, party="sudmark")
    retract_statement(said, by=editor)
    retracted = Edit.objects.get(verb="retract")
    merged(party_of(home, "sudmark"), party_of(home, "estria"), admin)
    undo_edit(retracted, by=editor)
    assert Statement.objects.known_at(None).get().party.slug == "estria"


def test_a_coding_read_before_a_merge_is_refused_in_words_after_it(article: Article, editor: User, admin: User) -> None:
    home = article.negotiation
    stale = coding(article, party="sudmark")
    merged(party_of(home, "sudmark"), party_of(home, "estria"), admin)
    with pytest.raises(Refused, match="the party was merged into another one since"):
        tag_statement(stale, by=editor)
    assert not Statement.objects.exists()


def test_what_was_coded_before_a_merge_is_coded_as_what_is_present(article: Article, editor: User, admin: User) -> None:
    home = article.negotiation
    said = make_statement(article, editor, party="sudmark", person="pio-costa")
    merged(party_of(home, "sudmark"), party_of(home, "estria"), admin)
    merged(person_of(home, "pio-costa"), person_of(home, "ada-berg"), admin)
    now = coding_of(Statement.objects.get(pk=said.pk))
    assert (now.party.slug, now.person and now.person.slug) == ("estria", "ada-berg")


def test_only_an_admin_takes_back_a_merge(negotiation: Negotiation, editor: User, admin: User) -> None:
    edit = merged(person_of(negotiation, "olav-lund"), person_of(negotiation, "ada-berg"), admin)
    with pytest.raises(Refused, match="editor is no admin"):
        undo_edit(edit, by=editor)
    undo_edit(edit, by=admin)
    assert person_of(negotiation, "olav-lund").merged_into is None


def test_what_is_watched_is_watched_on_as_that_into_which_it_was_merged(
    negotiation: Negotiation, reader: User, admin: User
) -> None:
    sudmark, estria = party_of(negotiation, "sudmark"), party_of(negotiation, "estria")
    standing_one, truce = issue_of(negotiation, "standing"), issue_of(negotiation, "truce")
    Watch.objects.start(reader, negotiation, sudmark, None, None)
    Watch.objects.start(reader, negotiation, None, None, standing_one)
    merged(sudmark, estria, admin)
    merged(standing_one, truce, admin)
    of_party, of_issue = Watch.objects.order_by("pk")
    estria, truce = party_of(negotiation, "estria"), issue_of(negotiation, "truce")
    assert of_party.covers(estria, truce)
    assert not of_party.covers(party_of(negotiation, "norland"), truce)
    assert of_issue.covers(estria, truce)


def test_a_waiting_suggestion_of_a_merged_party_is_coded_with_the_other(article: Article, admin: User) -> None:
    suggestion = make_suggestion(article, "No truce", "sudmark")
    merged(party_of(article.negotiation, "sudmark"), party_of(article.negotiation, "estria"), admin)
    assert suggested_coding(Suggestion.objects.get(pk=suggestion.pk)).party.slug == "estria"


def test_a_chain_of_merges_leads_to_the_last(negotiation: Negotiation, admin: User) -> None:
    lund, berg, costa = (person_of(negotiation, slug) for slug in ("olav-lund", "ada-berg", "pio-costa"))
    merged(lund, berg, admin)
    merged(berg, Person.objects.get(pk=costa.pk), admin)
    assert Person.everything.get(pk=lund.pk).merged_into == costa


# rescaling


def rescaled(issue: Issue, outcomes: dict[Any, Any], by: User, **values: float) -> Edit:
    """Options, by slug, at other values."""

    def save() -> None:
        for slug, value in values.items():
            issue.options.filter(slug=slug.replace("_", "-")).update(value=value)

    return rescale_issue(issue, save, outcomes, seen=basis_of(issue), by=by)


def test_a_preview_lists_what_moves_and_what_loses_its_place(article: Article, editor: User) -> None:
    make_statement(article, editor, outcome=25)
    make_statement(article, editor, "No truce", outcome=(25, None))
    make_statement(article, editor, "Norland would pay", outcome=0)
    issue = issue_of(article.negotiation, "truce")
    old = issue_entry(issue)
    data = old.model_dump()
    data["options"] = [
        option | {"value": 40} if option["slug"] == "local-pauses" else option for option in data["options"]
    ]
    new = type(old)(**data)
    on: list[Statement | Demand] = [*standing_on(issue), *demands_on(issue)]
    moved = affected_by(old, new, {Decimal(25): Decimal(40)}, on)
    assert [(one.was, one.becomes) for one in moved] == [
        ((Decimal(25), Decimal(25)), (Decimal(40), Decimal(40))),
        ((Decimal(25), None), (Decimal(40), None)),
    ]
    gone = affected_by(old, new, {Decimal(25): None}, on)
    assert [one.must_choose for one in gone] == [True, True]


def test_a_new_scale_gives_each_statement_a_new_version_and_is_undone_as_one(
    article: Article, editor: User, admin: User
) -> None:
    said = make_statement(article, editor, outcome=25)
    issue, coded, book = said.issue, standing(), codebook_rows(article.negotiation)
    assert issue is not None
    edit = rescaled(issue, {("statement", said.pk): (Decimal(40), Decimal(40))}, admin, local_pauses=40)
    now = Statement.objects.known_at(None).get()
    assert (edit.verb, now.outcome.lower, now.supersedes_id) == ("rescale", 40, said.pk)
    undo_edit(edit, by=admin)
    assert (standing(), codebook_rows(article.negotiation)) == (coded, book)


def test_narrower_ends_take_the_standing_statements_along_and_leave_the_old_versions(
    article: Article, editor: User, admin: User
) -> None:
    said = make_statement(article, editor, issue="fund", outcome=1500)
    fund, demand = issue_of(article.negotiation, "fund"), Demand.objects.get(slug="a-large-fund")
    outcomes = {("statement", said.pk): (Decimal(1000), Decimal(1000)), ("demand", demand.pk): (Decimal(900), None)}
    edit = rescale_issue(fund, changing(fund, high=Decimal(1000)), outcomes, seen=basis_of(fund), by=admin)
    demand.refresh_from_db()
    assert demand.outcome is not None
    assert (Statement.objects.known_at(None).get().outcome.upper, demand.outcome.lower) == (1000, 900)
    said.refresh_from_db()
    assert said.outcome is not None
    assert said.outcome.upper == 1500
    undo_edit(edit, by=admin)
    assert Statement.objects.known_at(None).get().outcome.upper == 1500


def test_a_statement_left_off_the_new_ends_is_refused(article: Article, editor: User, admin: User) -> None:
    make_statement(article, editor, issue="fund", outcome=1500)
    fund, before = issue_of(article.negotiation, "fund"), rows()
    with pytest.raises(Refused, match="off the scale"):
        rescale_issue(fund, changing(fund, high=Decimal(1000)), {}, seen=basis_of(fund), by=admin)
    assert rows() == before


def test_what_was_coded_since_the_preview_is_shown_before_the_scale_changes(
    article: Article, editor: User, admin: User
) -> None:
    issue = issue_of(article.negotiation, "truce")
    basis = basis_of(issue)
    make_statement(article, editor)
    with pytest.raises(Changed):
        rescale_issue(issue, changing(issue, orientation="Other."), {}, seen=basis, by=admin)


def test_two_issues_become_one_with_each_outcome_placed(article: Article, editor: User, admin: User) -> None:
    home = article.negotiation
    said = make_statement(article, editor, issue="standing", outcome=100)
    coded = standing()
    outcomes = {("statement", said.pk): (Decimal(25), Decimal(25))}
    edit = merged(issue_of(home, "standing"), issue_of(home, "truce"), admin, outcomes=outcomes)
    now = Statement.objects.known_at(None).get()
    assert now.issue is not None
    assert (now.issue.slug, now.outcome.lower) == ("truce", 25)
    undo_edit(edit, by=admin)
    assert standing() == coded


@pytest.mark.django_db(transaction=True)
def test_what_was_taken_back_before_a_new_scale_is_not_restored_onto_it() -> None:
    home, editor, admin = make_negotiation(), make_user("editor", Role.EDITOR), make_user("chief", Role.ADMIN)
    retract_statement(make_statement(make_article(home), editor, outcome=25), by=editor)
    retracted = Edit.objects.get(verb="retract")
    scaled = rescaled(issue_of(home, "truce"), {}, admin, local_pauses=40)
    with pytest.raises(Refused, match="The scale changed since"):
        undo_edit(retracted, by=editor)
    undo_edit(scaled, by=admin)
    undo_edit(retracted, by=editor)
    assert Statement.objects.known_at(None).get().outcome.lower == 25


@pytest.mark.django_db(transaction=True)
def test_a_suggestion_made_on_an_old_scale_is_accepted_without_its_outcome() -> None:
    home, editor, admin = make_negotiation(), make_user("editor", Role.EDITOR), make_user("chief", Role.ADMIN)
    outcome, truce = NumericRange(Decimal(25), Decimal(25), bounds="[]"), issue_of(home, "truce")
    waiting = make_suggestion(make_article(home), "No truce", issue=truce, outcome=outcome, act="demand")
    assert suggested_coding(waiting).outcome
    rescaled(truce, {}, admin, local_pauses=40)
    (said,) = accept_suggestions([waiting], by=editor)
    assert (said.issue, said.outcome) == (truce, None)
