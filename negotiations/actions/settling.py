"""What the coders said of the same words is settled: by a statement, or by none."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from accounts.roles import Role
from negotiations.actions.audit import Conflict, Refused, begin
from negotiations.actions.coding import Coding, check_article
from negotiations.actions.undoing import INVERSES, undo_coding
from negotiations.actions.writing import draft_of, write
from negotiations.codebook.past import PastScales
from negotiations.models import Annotation, Article, Assignment, Edit, Negotiation, Settlement, Statement

Unit = Sequence[Annotation]


@transaction.atomic
def settle_unit(unit: Unit, coding: Coding | None, *, reason: str = "", by: User) -> Settlement:
    """`coding` is what the adjudicator stands behind; without one nothing is stated by these words."""
    return _settle([(unit, coding)], reason, by)[0]


@transaction.atomic
def settle_units(units: Sequence[tuple[Unit, Coding]], *, by: User) -> list[Settlement]:
    """Many, such as all that the coders agree on, as one deed."""
    return _settle(units, "", by)


def _settle(units: Sequence[tuple[Unit, Coding | None]], reason: str, by: User) -> list[Settlement]:
    article = _one_article([annotation for unit, _ in units for annotation in unit])
    begin(article.negotiation, by, Role.ADJUDICATOR)
    _check_open(article, [annotation.pk for unit, _ in units for annotation in unit])
    _refuse_rescaled([one for unit, coding in units if coding for one in unit if one.outcome])
    drafts = {at: _draft(coding, article, by) for at, (_, coding) in enumerate(units) if coding}
    annotations = [annotation for unit, _ in units for annotation in unit]
    edit = write(
        "settle", article.negotiation, by, drafts=list(drafts.values()), annotations=annotations, reason=reason
    )
    return [_settlement(unit, drafts.get(at), edit, by, reason) for at, (unit, _) in enumerate(units)]


def _one_article(annotations: Sequence[Annotation]) -> Article:
    if not annotations:
        raise Refused("There is nothing to settle: no coder has said anything of it.")
    key, *others = {annotation.article_id for annotation in annotations}
    if others:
        raise Refused("Units of one article are settled at a time.")
    return Article.objects.select_related("negotiation").get(pk=key)


def _draft(coding: Coding, article: Article, by: User) -> Statement:
    check_article(coding, article)
    return draft_of(coding, by)


def _refuse_rescaled(placed: Sequence[Annotation]) -> None:
    scales = PastScales(one.issue_id for one in placed)
    for one in placed:
        if one.issue_id and scales.is_changed_since(one.issue_id, one.made_at):
            raise Refused(f"The scale changed since “{one.quote[:80]}” was coded: code it anew.")


def _check_open(article: Article, keys: Sequence[int]) -> None:
    """What is settled is public, so nobody may still be coding the article blind."""
    at_it = Assignment.objects.open().filter(article=article).select_related("coder")
    if names := ", ".join(str(one.coder) for one in at_it):
        raise Refused(f"{names} still codes it blind: wait, or take the article back from them.")
    finished = Annotation.objects.standing().exclude(assignment__finished_at=None)
    locked = finished.filter(pk__in=keys, settlement=None).select_for_update(of=("self",))
    if len(locked) != len(set(keys)):
        raise Conflict("Some of it was settled, or taken back by its coder, meanwhile: look again.")


def _settlement(unit: Unit, statement: Statement | None, edit: Edit, by: User, reason: str) -> Settlement:
    article = unit[0].article
    made = Settlement.objects.create(
        negotiation_id=article.negotiation_id, article=article, statement=statement, edit=edit, by=by, reason=reason
    )
    Annotation.objects.filter(pk__in=[annotation.pk for annotation in unit]).update(settlement=made)
    return made


def _undo_settling(edit: Edit, negotiation: Negotiation, by: User) -> Edit:
    """The statements close; the annotations wait to be settled again."""
    begin(negotiation, by, Role.ADJUDICATOR)
    undone = undo_coding(edit, negotiation, by)
    Settlement.objects.filter(edit=edit).delete()
    return undone


INVERSES["settle"] = _undo_settling
