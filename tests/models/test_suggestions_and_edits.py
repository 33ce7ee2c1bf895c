from __future__ import annotations

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from accounts.models import User
from negotiations.models import Article, Edit, Suggestion
from tests.factories import make_statement, make_suggestion
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


@pytest.mark.parametrize("change", ["confidence = 1.1", "confidence = -0.1", 'start = "end"', "act = 'mumble'"])
def test_a_suggestion_keeps_its_shape(change: str, article: Article) -> None:
    make_suggestion(article, WORDS)
    with pytest.raises(IntegrityError):
        execute(f"UPDATE negotiations_suggestion SET {change}")


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
