"""Double coding: who codes an article blind, what they said of it, how it was settled, and what was said about it."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from negotiations.models.agenda import Negotiation
from negotiations.models.passages import CodedPassage
from negotiations.models.record import Edit, Statement, Suggestion
from negotiations.models.rules import ANNOTATION_RULES, within_one_negotiation
from negotiations.models.sources import Article


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)

    def open(self) -> Self:
        return self.standing().filter(finished_at=None)

    def finished(self) -> Self:
        return self.standing().exclude(finished_at=None)


class Assignment(models.Model):
    """An article that a coder is to code without seeing what others say of it."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="assignments")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="assignments")
    coder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments")
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=["article", "coder"], condition=Q(withdrawn_at=None), name="assignment_one_per_coder"
            ),
        ]
        triggers = [within_one_negotiation(article="article")]

    def __str__(self) -> str:
        return f"{self.coder} codes {self.article}"


class Settlement(models.Model):
    """What an adjudicator made of what the coders said of the same words: a statement, or none."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="settlements")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="settlements")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, null=True, related_name="settlements")
    edit = models.ForeignKey(Edit, on_delete=models.PROTECT, related_name="settlements")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="settlements")
    at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-id",)
        triggers = [within_one_negotiation(article="article", statement="statement")]

    def __str__(self) -> str:
        return f"{self.by}: {self.statement or 'no statement'}"


class AnnotationQuerySet(models.QuerySet["Annotation"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at=None, assignment__withdrawn_at=None)

    def with_coding(self) -> Self:
        """What is shown of each."""
        return self.select_related(
            "assignment__coder", "party", "person", "addressee", "issue", "demand", "settlement__by"
        ).prefetch_related("issue__options")


class Annotation(CodedPassage):
    """What one coder says of a passage of an article they were assigned: theirs alone until it is settled.

    It never changes. Changing one's mind withdraws it and makes another.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="annotations")
    unsure = models.BooleanField(default=False, help_text="The coder could not say for certain.")
    made_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    settlement = models.ForeignKey(
        Settlement, on_delete=models.SET_NULL, null=True, blank=True, related_name="annotations"
    )

    objects = AnnotationQuerySet.as_manager()

    class Meta(CodedPassage.Meta):
        ordering = ("start", "id")
        constraints = [
            *CodedPassage.Meta.constraints,
            models.UniqueConstraint(
                fields=["assignment", "start", "end", "party", "act", "issue", "outcome", "person"],
                condition=Q(withdrawn_at=None),
                nulls_distinct=False,
                name="annotation_is_coded_once",
            ),
        ]
        triggers = ANNOTATION_RULES

    def __str__(self) -> str:
        return f"{self.party_id} {self.act}: {self.quote[:60]}"


class Remark(models.Model):
    """What somebody says about a coding: of a statement in any of its versions, a suggestion, or an annotation."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="remarks")
    lineage = models.UUIDField(null=True, blank=True)
    suggestion = models.ForeignKey(Suggestion, on_delete=models.PROTECT, null=True, blank=True, related_name="remarks")
    annotation = models.ForeignKey(Annotation, on_delete=models.PROTECT, null=True, blank=True, related_name="remarks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="remarks")
    at = models.DateTimeField(auto_now_add=True)
    words = models.TextField(max_length=2000)

    class Meta:
        ordering = ("id",)
        indexes = [models.Index(fields=["lineage"], condition=Q(lineage__isnull=False), name="remark_of_statement")]
        constraints = [
            models.CheckConstraint(
                condition=Q(lineage__isnull=False, suggestion=None, annotation=None)
                | Q(lineage=None, suggestion__isnull=False, annotation=None)
                | Q(lineage=None, suggestion=None, annotation__isnull=False),
                name="remark_is_on_one_coding",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="remark_says_something"),
        ]
        triggers = [
            within_one_negotiation(suggestion="suggestion", annotation="annotation"),
            pgtrigger.Protect(name="remark_stays", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.by}: {self.words[:60]}"
