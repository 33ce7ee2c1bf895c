"""What editors do: each deed with its audit, its refusals, its undoing."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.models import User
from accounts.roles import Role
from negotiations import actions
from negotiations.actions import (
    Conflict,
    Refused,
    accept_suggestion,
    bring_articles,
    coding_of,
    correct_statement,
    edit_entry,
    reject_suggestion,
    remove_entry,
    retract_statement,
    retry_arrivals,
    settle_arrival,
    suggested_coding,
    tag_statement,
    tag_statements,
    undo_edit,
)
from negotiations.actions.codebook.rows import codebook_rows, version_of
from negotiations.models import (
    Arrival,
    Article,
    Delegate,
    Delivery,
    Edit,
    Feed,
    Negotiation,
    Person,
    Statement,
    Status,
    Suggestion,
)
from negotiations.positions import record_of
from tests.factories import (
    coding,
    issue_of,
    make_article,
    make_delivery,
    make_negotiation,
    make_statement,
    make_suggestion,
    make_user,
    party_of,
    person_of,
)

WORDS = "We want the truce now"
Deed = Callable[[User], object]


@pytest.fixture
def suggestion(article: Article) -> Suggestion:
    return make_suggestion(article, WORDS, issue=issue_of(article.negotiation, "truce"), outcome=(100, 100))


@pytest.fixture
def deeds(article: Article, suggestion: Suggestion, statement: Statement) -> dict[str, Deed]:
    """Every deed there is, ready to be done by somebody."""
    other = coding(article, "No truce", "sudmark", outcome=0)
    tagged = Edit.objects.get()
    home, brought = article.negotiation, make_delivery(article.negotiation, statement.coder)
    failed = brought.arrivals.create(ordinal=0, name="a.md", data=b"a", state="failed", fault="no date")
    doubtful = brought.arrivals.create(ordinal=1, name="b.md", data=b"b", state="decision", resembles=article)
    coder, address = statement.coder, "https://feed.example/"
    feed = Feed.objects.create(negotiation=home, url=address, followed_by=coder)
    resting = Feed.objects.create(negotiation=home, url=f"{address}2", followed_by=coder, is_paused=True)
    berg, costa = person_of(article.negotiation, "ada-berg"), person_of(article.negotiation, "pio-costa")
    return {
        "tag": lambda by: tag_statement(other, by=by),
        "tag many": lambda by: tag_statements([other, coding(article, outcome=0)], by=by),
        "accept": lambda by: accept_suggestion(suggestion, coding(article, outcome=50), by=by),
        "reject": lambda by: reject_suggestion(suggestion, reason="an echo", by=by),
        "accept many": lambda by: actions.accept_suggestions([suggestion], by=by),
        "reject many": lambda by: actions.reject_suggestions([suggestion], reason="an echo", by=by),
        "doubt": lambda by: actions.doubt_suggestion(suggestion, reason="who speaks?", by=by),
        "correct": lambda by: correct_statement(statement, coding(article, outcome=25), reason="misread", by=by),
        "retract": lambda by: retract_statement(statement, reason="misread", by=by),
        "undo": lambda by: undo_edit(tagged, by=by),
        "bring": lambda by: bring_articles(home, [Arrival(name="c.md", data=b"c")], what="1 file", by=by),
        "retry": lambda by: retry_arrivals(brought, [failed.pk], by=by),
        "settle": lambda by: settle_arrival(doubtful, "new", by=by),
        "follow": lambda by: actions.follow_feed(home, "https://feed.example/new", by=by),
        "pause": lambda by: actions.pause_feed(feed, by=by),
        "resume": lambda by: actions.resume_feed(resting, by=by),
        "unfollow": lambda by: actions.unfollow_feed(feed, by=by),
        "edit": lambda by: edit_entry(berg, partial(rename, berg, "Ada Bergh"), made_from=seen(berg), by=by),
        "remove": lambda by: remove_entry(unseated(costa), made_from=seen(costa), by=by),
    }


DEEDS = [
    "tag",
    "tag many",
    "accept",
    "accept many",
    "reject",
    "reject many",
    "doubt",
    "correct",
    "retract",
    "undo",
    "bring",
    "retry",
    "settle",
    "follow",
    "pause",
    "resume",
    "unfollow",
    "edit",
    "remove",
]
VERBS = {"edit": "rename", "settle": "decide"}
"""Where the audit has a better word."""


def seen(row: Any) -> str:
    """The version that a form shows."""
    return version_of(codebook_rows(row.negotiation), type(row), row.pk)


def rename(row: Any, name: str) -> None:
    row.name = name
    row.save()


def unseated(person: Person) -> Person:
    """So that no delegation rests on them."""
    Delegate.objects.filter(person=person).update(person=None)
    return person


def rows() -> list[list[Any]]:
    """All that a deed may write."""
    kinds = (Statement, Suggestion, Edit, Delivery, Arrival, Feed, ProcrastinateJob)
    written = (kind._default_manager.all() for kind in kinds)
    return [list(kind.order_by("pk").values()) for kind in written]


def positions(negotiation: Negotiation) -> list[tuple[Any, ...]]:
    lanes = record_of(negotiation).lanes.items()
    return sorted((*key, str([(p.since, p.outcome) for p in lane.positions])) for key, lane in lanes)


ELSEWHERE = {
    "web/tagging/test_coding.py": {"annotate", "assign", "finish", "remark", "reopen", "withdraw"},
    "web/tagging/test_members.py": {"grant", "invite", "open", "revoke"},
    "test_codebook_deeds.py": {"merge", "rescale"},
    "web/tagging/test_codebook.py": {"add", "dismiss", "load"},
}
"""Deeds that take another role, or more to be done to."""


def test_an_undoing_of_statements_is_itself_undone(statement: Statement, editor: User) -> None:
    undo_edit(Edit.objects.latest("pk"), by=editor)
    assert not Statement.objects.known_at(None).exists()
    undo_edit(Edit.objects.latest("pk"), by=editor)
    back = Statement.objects.known_at(None).get()
    assert (back.lineage, back.quote) == (statement.lineage, statement.quote)


def test_an_undoing_of_decisions_is_done_again_and_not_undone(suggestion: Suggestion, editor: User) -> None:
    accept_suggestion(suggestion, suggested_coding(suggestion), by=editor)
    undo_edit(Edit.objects.latest("pk"), by=editor)
    with pytest.raises(Conflict, match="do again what it took back"):
        undo_edit(Edit.objects.latest("pk"), by=editor)


def test_many_statements_of_somebody_else_are_taken_back_by_an_adjudicator_alone(
    article: Article, editor: User
) -> None:
    many = [replace(coding(article, outcome=at), start=at, end=at + 3) for at in range(25)]
    tag_statements(many, by=editor)
    edit, colleague = Edit.objects.latest("pk"), make_user("colleague", Role.EDITOR)
    with pytest.raises(Refused, match="no adjudicator"):
        undo_edit(edit, by=colleague)
    undo_edit(edit, by=make_user("judge", Role.ADJUDICATOR))
    assert not Statement.objects.known_at(None).exists()


def test_why_somebody_was_unsure_comes_back_with_the_doubt(suggestion: Suggestion, editor: User) -> None:
    actions.doubt_suggestion(suggestion, reason="who speaks?", by=editor)
    reject_suggestion(suggestion, reason="an echo", by=editor)
    undo_edit(Edit.objects.latest("pk"), by=editor)
    suggestion.refresh_from_db()
    assert (suggestion.status, suggestion.reason) == (Status.UNSURE, "who speaks?")


def test_every_deed_is_among_those_tried() -> None:
    verbs = {name.split("_")[0] for name in actions.__all__ if name.islower()} - {"coding", "suggested"}
    assert verbs == {deed.split()[0] for deed in DEEDS}.union(*ELSEWHERE.values())
    assert all((Path(__file__).parent / name).exists() for name in ELSEWHERE)


@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_leaves_one_edit_with_who_what_and_where(deed: str, deeds: dict[str, Deed], editor: User) -> None:
    before = Edit.objects.count()
    deeds[deed](editor)
    edit = Edit.objects.first()
    assert edit is not None
    assert Edit.objects.count() == before + 1
    assert (edit.by, edit.verb, edit.negotiation) == ("editor", VERBS.get(deed, deed.split()[0]), "river-talks")
    assert edit.opened or edit.closed or edit.suggestions or edit.deliveries or edit.changes or edit.reason


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("name", ["reader", "stranger"])
def test_a_deed_is_for_editors_alone(
    deed: str, name: str, deeds: dict[str, Deed], request: pytest.FixtureRequest
) -> None:
    before = rows()
    with pytest.raises(Refused, match=f"{name} is no editor"):
        deeds[deed](request.getfixturevalue(name))
    assert rows() == before


@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_that_cannot_be_audited_is_not_done(
    deed: str, deeds: dict[str, Deed], editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise DatabaseError("no room for the audit")

    before = rows()
    monkeypatch.setattr(Edit.objects, "create", fail)
    with pytest.raises(DatabaseError, match="no room"):
        deeds[deed](editor)
    assert rows() == before


@pytest.mark.parametrize(
    "deed", ["accept", "accept many", "reject", "reject many", "doubt", "correct", "retract", "undo"]
)
def test_who_comes_second_gets_a_conflict_and_writes_nothing(deed: str, deeds: dict[str, Deed], editor: User) -> None:
    deeds[deed](editor)
    before = rows()
    with pytest.raises(Conflict):
        deeds[deed](editor)
    assert rows() == before


@pytest.mark.parametrize(("first", "second"), [("accept", "reject"), ("correct", "retract"), ("undo", "correct")])
def test_another_deed_on_the_same_comes_too_late(first: str, second: str, deeds: dict[str, Deed], editor: User) -> None:
    deeds[first](editor)
    before = rows()
    with pytest.raises(Conflict):
        deeds[second](editor)
    assert rows() == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("deed", ["accept", "correct", "retract", "undo"])
def test_of_two_at_once_one_is_done(deed: str, deeds: dict[str, Deed], editor: User) -> None:
    def attempt(_: int) -> str:
        try:
            deeds[deed](editor)
        except Conflict:
            return "conflict"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, range(2))) == ["conflict", "done"]
    assert Edit.objects.filter(verb=deed).count() == 1


@pytest.mark.parametrize("deed", ["tag", "tag many", "accept", "reject", "correct", "retract"])
def test_undoing_a_deed_gives_the_positions_and_the_queue_as_before(
    deed: str, deeds: dict[str, Deed], article: Article, editor: User
) -> None:
    def standing() -> tuple[list[Any], list[Any], list[Any]]:
        codings = [coding_of(statement) for statement in Statement.objects.known_at(None).order_by("lineage")]
        decided = list(Suggestion.objects.values("pk", "status", "decided_by", "decided_at", "reason"))
        return codings, decided, positions(article.negotiation)

    before = standing()
    deeds[deed](editor)
    assert standing() != before
    edit = Edit.objects.latest("id")
    undoing = undo_edit(edit, by=editor)
    assert standing() == before
    assert (undoing.verb, undoing.undoes) == ("undo", edit.pk)


def test_nothing_is_undone_twice(statement: Statement, editor: User) -> None:
    edit = Edit.objects.get()
    undoing = undo_edit(edit, by=editor)
    with pytest.raises(Conflict, match="undone already"):
        undo_edit(edit, by=editor)
    undo_edit(undoing, by=editor)
    for done in (edit, undoing):
        with pytest.raises(Conflict, match="undone already"):
            undo_edit(done, by=editor)


def test_a_deed_on_which_another_rests_is_not_undone(statement: Statement, article: Article, editor: User) -> None:
    tagged = Edit.objects.get()
    correct_statement(statement, coding(article, outcome=25), by=editor)
    before = rows()
    with pytest.raises(Conflict, match="rests on this: editor did “correct”"):
        undo_edit(tagged, by=editor)
    assert rows() == before


def test_undoing_restores_the_office_as_it_was_then_coded(
    negotiation: Negotiation, article: Article, editor: User
) -> None:
    said = make_statement(article, editor, person="ada-berg")
    assert said.office
    actions.retract_statement(said, by=editor)
    person_of(negotiation, "ada-berg").offices.update(title="Something else", rank=8)
    actions.undo_edit(Edit.objects.get(verb="retract"), by=editor)
    restored = Statement.objects.get(superseded_at=None, lineage=said.lineage)
    assert (restored.office, restored.rank, restored.supersedes) == (said.office, said.rank, said)


def test_a_correction_of_a_repeat_is_still_a_repeat(statement: Statement, article: Article, editor: User) -> None:
    Statement.objects.bulk_create([as_repeat_of(statement)])
    repeat = Statement.objects.get(repeat_of=statement)
    corrected = actions.correct_statement(repeat, coding(article, act="propose"), by=editor)
    assert corrected.repeat_of == statement


def as_repeat_of(statement: Statement) -> Statement:
    """The same utterance coded once more, from another span, as the recognition of repeats will."""
    fields = [field.attname for field in Statement._meta.concrete_fields if field.name not in ("id", "lineage")]
    values = {name: getattr(statement, name) for name in fields}
    values |= {"start": statement.start + 1, "quote": statement.quote[1:], "repeat_of": statement}
    return Statement(**{k: v for k, v in values.items() if k != "repeat_of_id"})


def test_many_tags_are_all_or_none(article: Article, editor: User) -> None:
    with pytest.raises(Refused, match="is coded like this already"):
        tag_statements([coding(article), coding(article, outcome=0), coding(article)], by=editor)
    assert not Statement.objects.exists()
    assert not Edit.objects.exists()


def test_tagging_keeps_what_the_coder_said(article: Article, editor: User) -> None:
    said = coding(
        article, person="ada-berg", addressee=party_of(article.negotiation, "sudmark"), outcome=(25, None), cites=["a"]
    )
    statement = tag_statement(said, by=editor)
    statement.refresh_from_db()
    assert (statement.quote, statement.coder, statement.said_on) == (WORDS, editor, article.date)
    assert (statement.office, statement.rank) == ("President", 1)
    assert (statement.outcome.lower, statement.outcome.upper) == (Decimal(25), None)
    assert coding_of(statement) == actions.Coding(**(vars(said) | {"said_on": article.date}))


def test_a_correction_keeps_the_lineage_and_opens_at_the_instant_it_closes(
    statement: Statement, article: Article, editor: User
) -> None:
    corrected = correct_statement(statement, coding(article, outcome=25), reason="misread", by=editor)
    statement.refresh_from_db()
    assert (corrected.lineage, corrected.supersedes) == (statement.lineage, statement)
    assert corrected.recorded_at == statement.superseded_at
    edit = Edit.objects.latest("id")
    assert (edit.opened, edit.closed, edit.reason) == ([corrected.pk], [statement.pk], "misread")


@pytest.mark.django_db(transaction=True)
def test_what_was_known_before_a_correction_still_answers_the_old(article: Article, editor: User) -> None:
    statement = make_statement(article, editor)
    corrected = correct_statement(statement, coding(article, outcome=25), by=editor)
    retract_statement(corrected, by=editor)

    def ends(known: Any) -> list[float | None]:
        return [coded.outcome.low for coded in record_of(article.negotiation, known).coded if coded.outcome]

    assert ends(statement.recorded_at) == [100]
    assert ends(corrected.recorded_at) == [25]
    assert ends(None) == []


def test_accepting_ties_the_statement_to_its_suggestion(suggestion: Suggestion, editor: User) -> None:
    statement = accept_suggestion(suggestion, suggested_coding(suggestion), by=editor)
    suggestion.refresh_from_db()
    assert statement.suggestion == suggestion
    assert (suggestion.status, suggestion.decided_by) == (Status.ACCEPTED, editor)
    assert suggestion.decided_at is not None
    assert (statement.quote, statement.act, statement.outcome.lower) == (WORDS, "comment", 100)


def test_rejecting_keeps_the_reason_and_the_rule(suggestion: Suggestion, editor: User) -> None:
    reject_suggestion(suggestion, reason="an echo", by=editor)
    suggestion.refresh_from_db()
    assert (suggestion.status, suggestion.reason, suggestion.rule) == (Status.REJECTED, "an echo", "fronted")
    assert not Statement.objects.exists()


@pytest.mark.parametrize("missing", [{"party": None}, {"act": ""}])
def test_a_suggestion_that_leaves_party_or_act_open_cannot_be_taken_as_it_is(
    missing: dict[str, Any], article: Article
) -> None:
    with pytest.raises(Refused, match="names no party or no act"):
        suggested_coding(make_suggestion(article, WORDS, **missing))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"start": 50, "end": 40}, "the quote is not what stands at 50 to 40"),
        ({"start": 40, "end": 40}, "span is not empty"),
        ({"start": 10_000, "end": 10_010}, "the quote is not what stands at"),
        ({"outcome": (100, 0)}, "lower bound must be less than or equal"),
        ({"outcome": 101}, "is off the scale"),
        ({"outcome": (101, None)}, "is off the scale"),
        ({"outcome": (None, None)}, "outcome includes its ends"),
        ({"outcome": 100, "act": "threaten"}, "outcome fits act"),
        ({"outcome": 100, "issue": None}, "off the scale|outcome fits act"),
        ({"act": "mumble", "outcome": None}, "act is known"),
        ({"channel": "rumour"}, "channel is known"),
        ({"speaker": "x" * 501}, "value too long"),
    ],
)
def test_what_the_record_does_not_allow_is_refused_in_words(
    wrong: dict[str, Any], told: str, article: Article, editor: User
) -> None:
    with pytest.raises(Refused, match=rf"The record does not allow this: .*({told})"):
        tag_statement(coding(article, **wrong), by=editor)
    assert not Edit.objects.exists()


def test_nothing_of_another_negotiation_is_coded(article: Article, editor: User) -> None:
    other = make_negotiation("other-talks")
    with pytest.raises(Refused, match="must be of negotiation"):
        tag_statement(coding(article, addressee=party_of(other, "sudmark")), by=editor)


def test_a_statement_stays_with_its_negotiation_when_corrected(
    statement: Statement, suggestion: Suggestion, editor: User
) -> None:
    elsewhere = coding(make_article(make_negotiation("other-talks")))
    for deed in (partial(correct_statement, statement), partial(accept_suggestion, suggestion)):
        with pytest.raises(Refused, match="another article"):
            deed(elsewhere, by=editor)
