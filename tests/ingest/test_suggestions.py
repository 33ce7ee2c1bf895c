"""A negotiation's own calibration: what its editors decided."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from negotiations.actions import accept_suggestion, correct_statement, reject_suggestion, retract_statement, undo_edit
from negotiations.extraction import EXTRACTOR, VERSION
from negotiations.extraction.calibration import shipped
from negotiations.ingest import suggestions
from negotiations.ingest.suggestions import Suggester, calibration_of
from negotiations.models import Article, Edit, Negotiation, Suggestion
from tests.factories import coding, make_article, make_negotiation, make_suggestion

BODY = "We want the truce now. " + " ".join(f"Word{at} is said." for at in range(60))
OURS = {"extractor": EXTRACTOR, "version": VERSION, "act": "demand"}


@pytest.fixture
def article(negotiation: Negotiation) -> Article:
    return make_article(negotiation, BODY)


def suggested(article: Article, number: int, **more: Any) -> Suggestion:
    return make_suggestion(article, f"Word{number} is", **(OURS | {"raw": 0.7} | more))


def accepted(article: Article, number: int, by: User, raw: float | None = 0.7, **more: Any) -> Suggestion:
    suggestion = suggested(article, number, raw=raw)
    said = coding(article, f"Word{number} is", **({"issue": None, "outcome": None} | more))
    accept_suggestion(suggestion, said, by=by)
    return suggestion


def unchanged(negotiation: Negotiation) -> list[bool]:
    return [made.unchanged for made in Suggestion.objects.filter(negotiation=negotiation).decisions()]


def test_accepted_as_it_was_is_right(article: Article, editor: User) -> None:
    accepted(article, 1, editor)
    assert unchanged(article.negotiation) == [True]


@pytest.mark.parametrize("change", [{"party": "sudmark"}, {"act": "reject"}, {"issue": "truce"}])
def test_accepted_as_something_else_is_wrong(change: dict[str, Any], article: Article, editor: User) -> None:
    accepted(article, 1, editor, **change)
    assert unchanged(article.negotiation) == [False]


def test_another_span_or_outcome_does_not_make_it_wrong(article: Article, editor: User) -> None:
    suggestion = suggested(article, 1, issue=coding(article, issue="truce").issue)
    accept_suggestion(suggestion, coding(article, "Word1 is said", issue="truce", outcome=25), by=editor)
    assert unchanged(article.negotiation) == [True]


def test_rejected_is_wrong_and_undecided_is_nothing(article: Article, editor: User) -> None:
    suggested(article, 1)
    reject_suggestion(suggested(article, 2), reason="No.", by=editor)
    assert unchanged(article.negotiation) == [False]


def test_what_was_corrected_or_retracted_since_counts_as_it_stands_now(article: Article, editor: User) -> None:
    one, other = (accepted(article, at, editor).statements.get() for at in (1, 2))
    correct_statement(one, coding(article, "Word1 is", issue=None, outcome=None, act="reject"), by=editor)
    retract_statement(other, by=editor)
    assert unchanged(article.negotiation) == [False, False]


def test_an_undone_decision_is_none(article: Article, editor: User) -> None:
    accepted(article, 1, editor)
    undo_edit(Edit.objects.get(), by=editor)
    assert unchanged(article.negotiation) == []


def test_with_few_decisions_the_table_of_the_rules_holds(article: Article, editor: User) -> None:
    for at in range(10):
        accepted(article, at, editor)
    assert calibration_of(article.negotiation) == shipped()


@pytest.fixture
def enough(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(suggestions, "ENOUGH", 20)
    return 20


def decide(article: Article, number: int, by: User, raw: float | None = 0.7) -> None:
    """One in four is right."""
    for at in range(number):
        if at % 4:
            reject_suggestion(suggested(article, at, raw=raw), reason="No.", by=by)
        else:
            accepted(article, at, by, raw=raw)


def test_with_enough_decisions_a_negotiation_has_its_own(enough: int, article: Article, editor: User) -> None:
    decide(article, enough - 1, editor)
    assert calibration_of(article.negotiation) == shipped()
    reject_suggestion(suggested(article, 40), reason="No.", by=editor)
    own = calibration_of(article.negotiation)
    assert 0.2 < own.at(0.7) < 0.4 < shipped().at(0.7)
    assert calibration_of(make_negotiation("other-talks")) == shipped()


def test_decisions_of_one_kind_say_nothing(enough: int, article: Article, editor: User) -> None:
    for at in range(enough):
        accepted(article, at, editor)
    assert calibration_of(article.negotiation) == shipped()


def test_suggestions_whose_raw_confidence_was_not_kept_say_nothing(enough: int, article: Article, editor: User) -> None:
    decide(article, enough + 10, editor, raw=None)
    assert calibration_of(article.negotiation) == shipped()


def test_decisions_about_earlier_rules_say_nothing_of_these(
    enough: int, article: Article, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(article, enough, editor)
    monkeypatch.setattr("negotiations.extraction.VERSION", "next")
    assert calibration_of(article.negotiation) == shipped()


def test_what_is_suggested_next_bears_the_calibrated_confidence_and_the_raw_one(
    enough: int, article: Article, editor: User
) -> None:
    decide(article, enough, editor)
    words = "Norland demands an unconditional truce, Ada Berg said."
    before = Suggester(make_negotiation("other-talks"))
    (plain,) = before.suggest(make_article(Negotiation.objects.get(slug="other-talks"), words))
    (own,) = Suggester(article.negotiation).suggest(make_article(article.negotiation, words))
    assert own.raw == plain.raw
    assert own.confidence < plain.confidence
    assert Suggestion.objects.get(article=own.article).raw == own.raw


def test_the_decisions_are_read_in_one_query(article: Article, editor: User) -> None:
    decide(article, 12, editor)
    with CaptureQueriesContext(connection) as seen:
        calibration_of(article.negotiation)
    assert len(seen) == 1
