"""Blind double coding: who codes what, and what each coder says, seen by nobody else until they have finished."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from negotiations.actions.audit import Conflict, Refused, audit, begin
from negotiations.actions.coding import Coding, check_article, columns
from negotiations.actions.writing import in_words
from negotiations.models import Annotation, Article, Assignment


@transaction.atomic
def assign_articles(articles: Sequence[Article], coders: Sequence[User], *, by: User) -> list[Assignment]:
    """Each article to each coder, blind; whoever is to code one already simply goes on with it."""
    (negotiation,) = {article.negotiation for article in articles}
    begin(negotiation, by, Role.ADJUDICATOR)
    for coder in coders:
        if not coder.may(Role.EDITOR, negotiation):
            raise Refused(f"{coder} is no editor of {negotiation}: give them that role first.")
    there = set(Assignment.objects.standing().filter(article__in=articles).values_list("article", "coder"))
    wanted = [
        Assignment(negotiation=negotiation, article=article, coder=coder, assigned_by=by)
        for article in articles
        for coder in coders
        if (article.pk, coder.pk) not in there
    ]
    if not wanted:
        raise Conflict("They are to code these articles already.")
    made = Assignment.objects.bulk_create(wanted)
    audit("assign", negotiation, by, reason=f"{len(articles)} to {', '.join(coder.username for coder in coders)}"[:200])
    return made


@transaction.atomic
def withdraw_assignment(assignment: Assignment, *, by: User) -> None:
    """What was annotated stays on record and counts no more."""
    begin(assignment.negotiation, by, Role.ADJUDICATOR)
    if _is_settled(assignment):
        raise Conflict("Something of it is settled already: undo that first.")
    if not Assignment.objects.standing().filter(pk=assignment.pk).update(withdrawn_at=timezone.now()):
        raise Conflict("It is withdrawn already.")
    audit("unassign", assignment.negotiation, by, reason=f"from {assignment.coder.username}")


@transaction.atomic
def annotate_passage(
    assignment: Assignment, coding: Coding, *, unsure: bool = False, instead_of: Annotation | None = None, by: User
) -> Annotation:
    """Says something of a passage, in the place of what one said before where that is given."""
    _begin_own(assignment, by)
    check_article(coding, assignment.article)
    if instead_of:
        if instead_of.assignment_id != assignment.pk:
            raise Refused("That coding is of another assignment.")
        _withdraw(instead_of)
    annotation = Annotation(**columns(coding), assignment=assignment, unsure=unsure)
    try:
        with transaction.atomic():
            annotation.save(force_insert=True)
    except (IntegrityError, DataError) as error:
        raise Refused(in_words(error, annotation)) from error
    changed = [annotation, instead_of] if instead_of else [annotation]
    audit("annotate", assignment.negotiation, by, annotations=changed)
    return annotation


@transaction.atomic
def withdraw_annotation(annotation: Annotation, *, by: User) -> None:
    _begin_own(annotation.assignment, by)
    _withdraw(annotation)
    audit("annotate", annotation.negotiation, by, annotations=[annotation])


@transaction.atomic
def finish_assignment(assignment: Assignment, *, by: User) -> None:
    """Says that one is done; from then on it is compared with what the others said."""
    _begin_own(assignment, by)
    Assignment.objects.filter(pk=assignment.pk).update(finished_at=timezone.now())
    audit("finish", assignment.negotiation, by, reason=assignment.article.title[:200])


@transaction.atomic
def reopen_assignment(assignment: Assignment, *, by: User) -> None:
    """For the coder, while nobody has settled anything, nor seen it beside another's."""
    begin(assignment.negotiation, by)
    _check_own(assignment, by)
    if _is_settled(assignment):
        raise Conflict("Something of it is settled already: ask the adjudicator.")
    others = Assignment.objects.finished().filter(article=assignment.article_id).exclude(pk=assignment.pk)
    if others.exists():
        raise Conflict("Another coder has finished too, so it is not blind any more: ask the adjudicator.")
    if not Assignment.objects.finished().filter(pk=assignment.pk).update(finished_at=None):
        raise Conflict("It is open already, or withdrawn.")
    audit("reopen", assignment.negotiation, by, reason=assignment.article.title[:200])


def _begin_own(assignment: Assignment, by: User) -> None:
    begin(assignment.negotiation, by)
    _check_own(assignment, by)
    if not Assignment.objects.open().select_for_update().filter(pk=assignment.pk).exists():
        raise Conflict("This assignment is finished or withdrawn: nothing of it changes any more.")


def _is_settled(assignment: Assignment) -> bool:
    """In any part."""
    return Annotation.objects.filter(assignment=assignment).exclude(settlement=None).exists()


def _check_own(assignment: Assignment, by: User) -> None:
    if assignment.coder_id != by.pk:
        raise Refused("Only the coder it was given to says anything in it.")


def _withdraw(annotation: Annotation) -> None:
    standing = Annotation.objects.filter(pk=annotation.pk, withdrawn_at=None, settlement=None)
    if not standing.update(withdrawn_at=timezone.now()):
        raise Conflict("You changed or took back this one meanwhile, in another window.")
