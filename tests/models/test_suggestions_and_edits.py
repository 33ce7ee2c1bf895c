from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from accounts.models import User
from negotiations.models import Article, Edit, Suggestion
from tests.factories import (
    issue_of,
    make_article,
    make_negotiation,
    make_statement,
    make_suggestion,
    party_of,
    person_of,
)
from tests.models.conftest import execute

WORDS = "We want the truce now"


@pytest.mark.parametrize(
    ("status", "by_somebody", "at"),
    [
        ("accepted", False, "now()"),
        ("accepted", True, "NULL"),
        ("rejected", False, "NULL"),
        ("pending", True, "now()"),
        ("lost", True, "now()"),
    ],
)
def test_a_suggestion_is_decided_by_somebody_at_some_time(
    status: str, by_somebody: bool, at: str, article: Article, editor: User
) -> None:
    make_suggestion(article, WORDS)
    with pytest.raises(IntegrityError, match="suggestion_decided_by_somebody"):
        execute(
            f"UPDATE negotiations_suggestion SET status = %s, decided_by_id = %s, decided_at = {at}",
            status,
            editor.pk if by_somebody else None,
        )


@pytest.mark.parametrize("status", ["accepted", "rejected"])
def test_who_decided_a_suggestion_and_when_stand_together(status: str, article: Article, editor: User) -> None:
    make_suggestion(article, WORDS)
    execute("UPDATE negotiations_suggestion SET status = %s, decided_by_id = %s, decided_at = now()", status, editor.pk)
    assert Suggestion.objects.get().decided_by == editor


@pytest.mark.parametrize(
    "change",
    [
        *({"confidence": value} for value in (1.1, -0.1, float("nan"))),
        *({"raw": value} for value in (1.1, -0.1, float("nan"))),
        *({"start": 90}, {"act": "mumble"}),
    ],
)
def test_a_suggestion_has_its_shape(change: dict[str, Any], article: Article) -> None:
    with pytest.raises(IntegrityError, match="violates check constraint"):
        make_suggestion(article, WORDS, **change)


def test_a_suggestion_lies_inside_its_article(article: Article) -> None:
    length = len(article.body)
    assert make_suggestion(article, WORDS, end=length)
    with pytest.raises(IntegrityError, match=f"ends before {length + 1}"):
        make_suggestion(article, WORDS, "sudmark", end=length + 1)


@pytest.mark.parametrize("column", ["article", "party", "addressee", "person", "issue", "repeat_of"])
def test_a_suggestion_names_what_is_of_its_negotiation(column: str, article: Article) -> None:
    other = make_negotiation("other-talks")
    theirs = {
        "article": make_article(other),
        "party": party_of(other, "norland"),
        "addressee": party_of(other, "norland"),
        "person": person_of(other, "ada-berg"),
        "issue": issue_of(other, "truce"),
        "repeat_of": make_suggestion(make_article(other, "We want it."), "We want"),
    }[column]
    given = {"negotiation": article.negotiation, "article": article, "confidence": 1, "start": 0, "end": 1}
    with pytest.raises(IntegrityError, match=r"must be of negotiation|is no earlier one"):
        Suggestion.objects.create(**(given | {column: theirs}))


MADE = {
    *["negotiation_id", "article_id", "extractor", "version", "rule", "confidence", "why", "start", "end", "content"],
    *["cue", "source", "kind", "speaker", "person_id", "party_id", "addressee_id", "act", "issue_id", "outcome"],
    *["suggested_at", "id", "raw"],
}


def test_all_but_the_decision_and_the_link_to_its_first_is_what_the_machine_said() -> None:
    later = {"status", "decided_by_id", "decided_at", "reason", "repeat_of_id", "doubted_by_id", "doubted_at"}
    assert MADE | later == {field.column for field in Suggestion._meta.concrete_fields}


@pytest.mark.parametrize("column", sorted(MADE))
def test_what_the_machine_said_never_changes(column: str, article: Article) -> None:
    party = party_of(article.negotiation, "sudmark").pk
    written = {"outcome": "'[1,1]'", "suggested_at": "now() - interval '1 day'", "party_id": str(party)}
    written |= dict.fromkeys(["why", "content", "cue", "source"], "'[1]'")
    written |= dict.fromkeys(["extractor", "version", "rule", "kind", "speaker", "act"], "'accept'")
    make_suggestion(article, WORDS)
    value = written.get(column, f'coalesce("{column}", 0) + 1' if column != "confidence" else "0.5")
    with pytest.raises(IntegrityError, match="it can only be decided"):
        execute(f'UPDATE negotiations_suggestion SET "{column}" = {value}')


def test_a_suggestion_repeats_one_of_an_earlier_article_and_the_same_party(article: Article) -> None:
    first = make_suggestion(article, WORDS)
    later = make_article(article.negotiation, f"Again: {WORDS}", article.date + timedelta(days=1))
    assert make_suggestion(later, WORDS, repeat_of=first).repeat_of == first
    early = make_article(article.negotiation, f"Before: {WORDS}", article.date - timedelta(days=1))
    for wrong in ((later, "sudmark"), (early, "norland"), (article, "norland")):
        with pytest.raises(IntegrityError, match="is no earlier one of the same party"), transaction.atomic():
            make_suggestion(wrong[0], WORDS[3:], wrong[1], repeat_of=first)


def test_a_suggestion_is_never_deleted(article: Article) -> None:
    make_suggestion(article, WORDS)
    with pytest.raises(ProgrammingError, match="Cannot delete"):
        execute("DELETE FROM negotiations_suggestion")


def test_a_suggestion_waits_until_it_is_decided_or_covered(article: Article, editor: User) -> None:
    covered, decided = make_suggestion(article, WORDS), make_suggestion(article, "Norland would pay")
    other = make_suggestion(article, WORDS, "sudmark")
    assert set(Suggestion.objects.waiting()) == {covered, decided, other}
    make_statement(article, editor, "truce now")
    execute(
        "UPDATE negotiations_suggestion SET status = 'rejected', decided_by_id = %s, decided_at = now() WHERE id = %s",
        editor.pk,
        decided.pk,
    )
    assert set(Suggestion.objects.waiting()) == {other}


def test_a_suggestion_waits_again_when_what_covered_it_is_closed(article: Article, editor: User) -> None:
    suggestion = make_suggestion(article, WORDS)
    make_statement(article, editor)
    assert not Suggestion.objects.waiting().exists()
    execute("UPDATE negotiations_statement SET superseded_at = now()")
    assert list(Suggestion.objects.waiting()) == [suggestion]


@pytest.mark.parametrize("deed", ["UPDATE negotiations_edit SET by = 'nobody'", "DELETE FROM negotiations_edit"])
def test_what_was_done_stays_on_record(deed: str, article: Article, editor: User) -> None:
    make_statement(article, editor)
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        execute(deed)
    assert Edit.objects.get().by == "editor"
