"""Many suggestions decided as one deed: exactly those, all or none, undone at once."""

from __future__ import annotations

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.roles import Role
from negotiations.actions import Overtaken, Refused, accept_suggestions, reject_suggestions, undo_edit
from negotiations.actions.coding import suggested_coding
from negotiations.actions.suggestions import accept_suggestion, doubt_suggestion, reject_suggestion
from negotiations.models import Edit, Statement, Status, Suggestion
from tests.desk import long_article, suggested
from tests.talks import person, sketch

SECONDS = 15
"""For 500 at once, on a machine that does other things too."""


@pytest.fixture
def other(db: None) -> User:
    return person(Role.EDITOR, "colleague")


def statuses() -> set[str]:
    return set(Suggestion.objects.values_list("status", flat=True))


def test_five_hundred_are_accepted_as_one_deed_and_undone_as_one(editor: User) -> None:
    found = sketch(issues=3)
    articles = [long_article(found, 50, title=f"Report {at}", paper=f"Paper {at}")[1] for at in range(1)]
    for at in range(1, 10):
        article = found.article("\n".join(f"Of matter {at} and {n} we say {n * 7 + at}." for n in range(50)))
        articles.append(
            [suggested(found, article, f"Of matter {at} and {n} we say {n * 7 + at}.", issue=n % 3) for n in range(50)]
        )
    many = [one for group in articles for one in group]
    assert len(many) == 500
    began = time.monotonic()
    accept_suggestions(many, by=editor)
    edit = Edit.objects.get()
    assert (len(edit.suggestions), len(edit.opened)) == (500, 500)
    assert statuses() == {Status.ACCEPTED}
    undo_edit(edit, by=editor)
    took = time.monotonic() - began
    assert statuses() == {Status.PENDING}
    assert not Statement.objects.known_at(None).exists()
    assert Edit.objects.count() == 2
    assert took < SECONDS


def test_costs_the_same_queries_however_many(editor: User) -> None:
    found = sketch()
    _, few = long_article(found, 4)
    _, many = long_article(found, 40, title="Another", on=few[0].article.date.replace(day=30))
    counts = []
    assert editor.granted == {}  # read once for a request
    for some in (few, many):
        with CaptureQueriesContext(connection) as seen:
            accept_suggestions(some, by=editor)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_who_was_overtaken_hears_by_whom_and_nothing_is_done(editor: User, other: User) -> None:
    found = sketch()
    _, some = long_article(found, 4)
    reject_suggestion(some[2], reason="a repeat", by=other)
    with pytest.raises(Overtaken, match="colleague rejected this suggestion meanwhile") as raised:
        accept_suggestions(some, by=editor)
    assert [one.pk for one in raised.value.decided] == [some[2].pk]
    assert not Statement.objects.exists()
    assert Suggestion.objects.filter(status=Status.PENDING).count() == 3


def test_those_without_a_party_or_an_act_are_not_accepted_together(editor: User) -> None:
    found = sketch()
    article, some = long_article(found, 2)
    some.append(suggested(found, article, "the envoy said", act="", outcome=None))
    with pytest.raises(Refused, match="1 of the 3 name no party or no act"):
        accept_suggestions(some, by=editor)
    assert statuses() == {Status.PENDING}


def test_one_that_is_coded_already_is_named_and_none_is_accepted(editor: User) -> None:
    found = sketch()
    article, some = long_article(found, 3)
    found.says(article, "We now stand at 1 of a hundred for matter 1,", outcome=1)
    with pytest.raises(Refused, match=r"“We now stand at 1 of a hundred for matter 1,” is coded like this already"):
        accept_suggestions(some, by=editor)
    assert statuses() == {Status.PENDING}


def test_nothing_chosen_is_refused(editor: User) -> None:
    for deed in (accept_suggestions, lambda none, by: reject_suggestions(none, reason="x", by=by)):
        with pytest.raises(Refused, match="No suggestion is chosen"):
            deed([], by=editor)


def test_an_unsure_one_is_decided_later_and_unsure_again_when_that_is_undone(editor: User, other: User) -> None:
    found = sketch()
    _, (one,) = long_article(found, 1)
    doubt_suggestion(one, reason="who speaks?", by=other)
    one.refresh_from_db()
    assert (one.status, one.doubted_by, one.decided_by) == (Status.UNSURE, other, None)
    accept_suggestion(one, suggested_coding(one), by=editor)
    undo_edit(Edit.objects.get(verb="accept"), by=editor)
    one.refresh_from_db()
    assert (one.status, one.doubted_by, one.decided_by) == (Status.UNSURE, other, None)
    undo_edit(Edit.objects.get(verb="doubt"), by=editor)
    one.refresh_from_db()
    assert (one.status, one.doubted_by) == (Status.PENDING, None)


def test_a_doubt_is_not_undone_under_a_decision(editor: User) -> None:
    found = sketch()
    _, (one,) = long_article(found, 1)
    doubt_suggestion(one, by=editor)
    accept_suggestion(one, suggested_coding(one), by=editor)
    with pytest.raises(Refused, match="editor accepted the suggestion since: undo that first"):
        undo_edit(Edit.objects.get(verb="doubt"), by=editor)


def test_unsure_is_neither_waiting_nor_decided(editor: User) -> None:
    found = sketch()
    _, (one, _) = long_article(found, 2)
    doubt_suggestion(one, by=editor)
    assert Suggestion.objects.waiting().count() == 1
    assert Suggestion.objects.all().decisions() == []
