"""What was suggested on a scale of before, when it is decided after that was changed."""

from __future__ import annotations

import pytest

from accounts.roles import Role
from negotiations.actions import accept_suggestions, rescale_issue
from negotiations.actions.codebook.scales import basis_of
from tests.desk import signed_in, suggested
from tests.talks import person, sketch

pytestmark = pytest.mark.django_db(transaction=True)


def test_its_outcome_is_asked_for_anew_and_not_taken_in_bulk() -> None:
    found = sketch()
    article, issue = found.article("We stand halfway."), found.issues[0]
    suggestion = suggested(found, article, "We stand halfway", outcome=50)
    url = f"/n/canal/tagging/articles/{article.pk}/?s=suggestion-{suggestion.pk}"
    ticked = 'name="option" value="half" checked'
    before = signed_in().get(url).content.decode()
    assert ticked in before
    assert "Choose the outcome" not in before

    def move() -> None:
        issue.options.filter(slug="half").update(value=40)

    rescale_issue(issue, move, {}, seen=basis_of(issue), by=person(Role.ADMIN))
    after = signed_in().get(url).content.decode()
    assert ticked not in after
    assert "It changed since this was suggested. Choose the outcome." in after
    (statement,) = accept_suggestions([suggestion], by=person(Role.EDITOR))
    assert (statement.act, statement.outcome) == (suggestion.act, None)
