"""One utterance in several articles is one statement with several appearances, whoever comes first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import permutations

import pytest

from accounts.models import User
from negotiations.actions import (
    accept_suggestion,
    correct_statement,
    reject_suggestion,
    retract_statement,
    suggested_coding,
    tag_statement,
    tag_statements,
    undo_edit,
)
from negotiations.ingest.copies import link_repeats
from negotiations.models import Article, Edit, Negotiation, Statement, Suggestion
from negotiations.positions import record_of
from tests.factories import DAY, coding, issue_of, make_article, make_negotiation, make_suggestion

QUOTE = "We want the whole river and we will wait for as long as it takes"
ORDERS = list(permutations(range(3)))


def printed(negotiation: Negotiation, paper: str, day: int = 0, words: str = QUOTE, **more: object) -> Suggestion:
    """A suggestion for the quote as a paper prints it, linked as ingest links it."""
    article = make_article(negotiation, f"{paper}: “{words}.” No more.", DAY + timedelta(days=day))
    more = {"issue": issue_of(negotiation, "truce"), "outcome": (100, 100)} | more
    made = make_suggestion(article, words, **more)  # type: ignore[arg-type]
    link_repeats(article)
    made.refresh_from_db()
    return made


def accept(suggestion: Suggestion, by: User) -> Statement:
    suggestion.refresh_from_db()
    return accept_suggestion(suggestion, suggested_coding(suggestion), by=by)


def standing(negotiation: Negotiation) -> dict[str, str | None]:
    """By the paper, the paper that what stands there repeats."""
    rows = Statement.objects.known_at(None).filter(negotiation=negotiation)
    bodies = rows.values_list("article__body", "repeat_of__article__body")
    return {body.split(":")[0]: first and first.split(":")[0] for body, first in bodies}


def counted(negotiation: Negotiation) -> list[str]:
    ids = [coded.id for coded in record_of(negotiation).coded]
    return sorted(s.article.body.split(":")[0] for s in Statement.objects.filter(pk__in=ids))


@pytest.fixture
def three(negotiation: Negotiation) -> list[Suggestion]:
    return [printed(negotiation, paper, day) for day, paper in enumerate(("Post", "Star", "Times"))]


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_in_whatever_order_they_are_accepted_the_first_is_the_statement(
    order: tuple[int, ...], three: list[Suggestion], negotiation: Negotiation, editor: User
) -> None:
    for at in order:
        accept(three[at], editor)
        assert len(counted(negotiation)) == 1
    assert standing(negotiation) == {"Post": None, "Star": "Post", "Times": "Post"}
    assert counted(negotiation) == ["Post"]


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_undoing_the_newest_gives_what_stood_before(
    order: tuple[int, ...], three: list[Suggestion], negotiation: Negotiation, editor: User
) -> None:
    seen = [(standing(negotiation), counted(negotiation))]
    for at in order:
        accept(three[at], editor)
        seen.append((standing(negotiation), counted(negotiation)))
    for edit in Edit.objects.filter(verb="accept").order_by("-pk"):
        assert (standing(negotiation), counted(negotiation)) == seen.pop()
        undo_edit(edit, by=editor)
    assert (standing(negotiation), counted(negotiation)) == seen.pop()
    assert not Suggestion.objects.exclude(status="pending").exists()


@pytest.mark.parametrize("order", ORDERS, ids=str)
@pytest.mark.parametrize("undone", range(3))
def test_any_of_them_can_be_undone_first(
    undone: int, order: tuple[int, ...], three: list[Suggestion], negotiation: Negotiation, editor: User
) -> None:
    for at in order:
        accept(three[at], editor)
    undo_edit(Edit.objects.get(suggestions=[three[undone].pk]), by=editor)
    papers = [paper for at, paper in enumerate(("Post", "Star", "Times")) if at != undone]
    assert standing(negotiation) == {papers[0]: None, papers[1]: papers[0]}
    assert counted(negotiation) == papers[:1]


def test_with_the_original_retracted_the_next_one_counts_and_undoing_brings_it_back(
    three: list[Suggestion], negotiation: Negotiation, editor: User
) -> None:
    first, _, _ = [accept(one, editor) for one in three]
    retract_statement(first, by=editor)
    assert standing(negotiation) == {"Star": None, "Times": "Star"}
    undo_edit(Edit.objects.get(verb="retract"), by=editor)
    assert standing(negotiation) == {"Post": None, "Star": "Post", "Times": "Post"}


def test_a_link_is_a_version_of_its_coder_that_was_not_known_before(
    three: list[Suggestion], negotiation: Negotiation, editor: User, django_user_model: type[User]
) -> None:
    other = django_user_model.objects.create(username="other", role="editor")
    repeat = accept(three[1], other)
    accept(three[0], editor)
    linked = Statement.objects.get(supersedes=repeat)
    assert (linked.coder, linked.lineage, linked.quote) == (other, repeat.lineage, repeat.quote)
    edit = Edit.objects.get(suggestions=[three[0].pk])
    assert (edit.closed, linked.pk in edit.opened, edit.by) == ([repeat.pk], True, "editor")


def test_rejecting_the_first_leaves_the_others_one_statement(
    three: list[Suggestion], negotiation: Negotiation, editor: User
) -> None:
    reject_suggestion(three[0], reason="No.", by=editor)
    for one in reversed(three[1:]):
        accept(one, editor)
    assert standing(negotiation) == {"Star": None, "Times": "Star"}


def test_what_was_suggested_as_a_repeat_stays_one_whatever_words_are_chosen(
    three: list[Suggestion], negotiation: Negotiation, editor: User
) -> None:
    accept(three[0], editor)
    accept_suggestion(three[1], coding(three[1].article, "We want the whole river", act="comment"), by=editor)
    assert standing(negotiation) == {"Post": None, "Star": "Post"}


@pytest.mark.parametrize(
    "change", [{"issue": "fund", "outcome": 300}, {"party": "sudmark"}, {"issue": None, "outcome": None}]
)
def test_what_is_coded_for_another_lane_counts_there(
    change: dict[str, object], three: list[Suggestion], negotiation: Negotiation, editor: User
) -> None:
    accept(three[0], editor)
    accept_suggestion(three[1], coding(three[1].article, QUOTE, **change), by=editor)  # type: ignore[arg-type]
    assert counted(negotiation) == ["Post", "Star"]


def test_correcting_the_first_to_another_issue_lets_the_next_one_count(
    three: list[Suggestion], negotiation: Negotiation, editor: User
) -> None:
    first, _, _ = [accept(one, editor) for one in three]
    correct_statement(first, coding(three[0].article, QUOTE, issue="fund", outcome=300), by=editor)
    assert standing(negotiation) == {"Post": None, "Star": None, "Times": "Star"}
    undo_edit(Edit.objects.get(verb="correct"), by=editor)
    assert standing(negotiation) == {"Post": None, "Star": "Post", "Times": "Post"}


def test_correcting_a_repeat_to_other_words_of_the_same_keeps_the_link(
    three: list[Suggestion], negotiation: Negotiation, editor: User
) -> None:
    accept(three[0], editor)
    repeat = accept(three[1], editor)
    corrected = correct_statement(repeat, coding(three[1].article, "the whole river", act="propose"), by=editor)
    assert corrected.repeat_of is not None
    assert counted(negotiation) == ["Post"]


@pytest.mark.parametrize("tagged_first", [True, False])
def test_a_suggestion_repeats_what_somebody_tagged_by_hand(
    tagged_first: bool, three: list[Suggestion], negotiation: Negotiation, editor: User
) -> None:
    deeds: list[Callable[[], object]] = [
        lambda: tag_statement(coding(three[0].article, QUOTE), by=editor),
        lambda: accept(three[1], editor),
    ]
    for deed in deeds if tagged_first else reversed(deeds):
        deed()
    assert standing(negotiation) == {"Post": None, "Star": "Post"}


def test_what_was_tagged_by_hand_twice_stays_two(
    three: list[Suggestion], negotiation: Negotiation, editor: User
) -> None:
    tag_statements([coding(one.article, QUOTE) for one in three[:2]], by=editor)
    assert counted(negotiation) == ["Post", "Star"]


@pytest.mark.parametrize(("day", "words"), [(11, QUOTE), (1, "We want the whole lake and nothing else will do for us")])
def test_other_words_and_later_ones_are_statements_of_their_own(
    day: int, words: str, negotiation: Negotiation, editor: User
) -> None:
    for one in (printed(negotiation, "Post"), printed(negotiation, "Star", day, words)):
        accept(one, editor)
    assert counted(negotiation) == ["Post", "Star"]


def test_in_copies_of_one_text_short_words_are_one_statement_too(negotiation: Negotiation, editor: User) -> None:
    first = printed(negotiation, "Post", words="Never again")
    copy = printed(negotiation, "Star", 1, "Never again")
    other = printed(negotiation, "Times", 1, "Never again")
    Article.objects.filter(pk=copy.article_id).update(copy_of=first.article)
    for one in (other, copy, first):
        accept(Suggestion.objects.get(pk=one.pk), editor)
    assert standing(negotiation) == {"Post": None, "Star": "Post", "Times": None}


def test_another_negotiation_has_its_own_statements(negotiation: Negotiation, editor: User) -> None:
    other = make_negotiation("other-talks")
    for one in (printed(negotiation, "Post"), printed(other, "Star", 1)):
        accept(one, editor)
    assert (counted(negotiation), counted(other)) == (["Post"], ["Star"])


def test_an_article_that_comes_in_late_takes_the_lead(negotiation: Negotiation, editor: User) -> None:
    late = [printed(negotiation, "Star", 1), printed(negotiation, "Times", 2)]
    for one in late:
        accept(one, editor)
    assert standing(negotiation) == {"Star": None, "Times": "Star"}
    accept(printed(negotiation, "Post"), editor)
    assert standing(negotiation) == {"Post": None, "Star": "Post", "Times": "Post"}


def test_two_statements_of_one_article_are_two(article: Article, editor: User) -> None:
    tag_statements([coding(article), coding(article, outcome=50)], by=editor)
    assert len(record_of(article.negotiation).coded) == 2


def test_a_reprint_that_is_coded_with_more_than_the_first_counts_by_itself(
    negotiation: Negotiation, editor: User
) -> None:
    vague = accept(printed(negotiation, "Post", outcome=None), editor)
    telling = accept(printed(negotiation, "Star", 1), editor)
    assert (vague.repeat_of, telling.repeat_of) == (None, None)
    assert counted(negotiation) == ["Post", "Star"]
