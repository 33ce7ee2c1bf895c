"""What is on the record: suggestions of machines, statements of editors, and who did what."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import DecimalRangeField
from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, Substr

from negotiations.models.agenda import Issue, Negotiation, Party, Person
from negotiations.models.passages import Act, CodedPassage
from negotiations.models.rules import STATEMENT_RULES, SUGGESTION_RULES, WRITERS
from negotiations.models.sources import Article
from negotiations.models.words import searched, words_in

if TYPE_CHECKING:
    from accounts.models import User


class RevisionQuerySet(models.QuerySet["Revision"]):
    def claim(self, negotiation: Negotiation) -> None:
        """Waits for the turn to write, and keeps it until the transaction ends; the triggers take the same turn."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s::int)", [WRITERS, negotiation.pk])

    def settle(self, negotiations: Iterable[int], instant: datetime | None) -> None:
        """Waits until whoever was writing at that instant has committed; at once where nobody can have been.

        Keeps nobody waiting afterwards, though the answer be read in one transaction.
        A write that begins later bears a later instant, and so does one that waits behind a newer revision.
        """
        if instant is None:
            return
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_lock_shared(%s, n.id::int), pg_advisory_unlock_shared(%s, n.id::int)"
                " FROM negotiations_negotiation n"
                " LEFT JOIN negotiations_revision r ON r.negotiation_id = n.id"
                " WHERE n.id = ANY(%s) AND (r.at IS NULL OR r.at < %s)",
                [WRITERS, WRITERS, list(negotiations), instant],
            )


class Revision(models.Model):
    """The last write to a negotiation's record: its number, instant and transaction. Kept by triggers."""

    negotiation = models.OneToOneField(Negotiation, on_delete=models.CASCADE, primary_key=True)
    number = models.BigIntegerField()
    at = models.DateTimeField()
    xact = models.BigIntegerField()

    objects = RevisionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.number} at {self.at:%c}"


class StatementQuerySet(models.QuerySet["Statement"]):
    def known_at(self, instant: datetime | None) -> Self:
        """The versions that stood at that instant; without one, those that stand now."""
        if instant is None:
            return self.filter(superseded_at=None)
        return self.filter(recorded_at__lte=instant).exclude(superseded_at__lte=instant)

    def quoting(self, words: str) -> Self:
        """Those whose own quote has the words."""
        return self.alias(quoted=words_in("quote")).filter(quoted=searched(words))

    def with_evidence(self) -> Self:
        """What a reader sees beside the words: speaker, source, party, issue."""
        return self.select_related(
            "article__outlet", "article__negotiation", "party", "person", "issue", "addressee", "demand", "repeat_of"
        ).prefetch_related("issue__options")


class Statement(CodedPassage):
    """What an editor stands behind: one act by one party, resting on an exact span of one article.

    A row never changes. Correcting it closes it and inserts the next version of the same `lineage`.
    """

    lineage = models.UUIDField(default=uuid.uuid4, editable=False)
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="next")
    repeat_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="repeats")
    suggestion = models.ForeignKey(
        "Suggestion", on_delete=models.PROTECT, null=True, blank=True, related_name="statements"
    )
    coder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="statements")
    recorded_at = models.DateTimeField(editable=False, null=True)
    superseded_at = models.DateTimeField(editable=False, null=True, blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta(CodedPassage.Meta):
        ordering = ("said_on", "id")
        indexes = [
            models.Index(
                fields=["negotiation", "issue", "party", "said_on", "id"],
                include=["outcome", "act", "rank", "article", "recorded_at", "superseded_at"],
                name="statement_lane",
            ),
            models.Index(fields=["negotiation", "said_on", "id"], name="statement_timeline"),
            GinIndex(words_in("quote"), name="statement_words"),
        ]
        constraints = [
            *CodedPassage.Meta.constraints,
            models.CheckConstraint(condition=Q(recorded_at__isnull=False), name="statement_is_recorded"),
            models.CheckConstraint(
                condition=Q(superseded_at=None) | Q(superseded_at__gte=F("recorded_at")),
                name="statement_closes_after_it_opens",
            ),
            models.UniqueConstraint(
                fields=["lineage"], condition=Q(superseded_at=None), name="statement_one_open_version"
            ),
            models.UniqueConstraint(
                fields=["article", "start", "end", "party", "act", "issue", "outcome", "person"],
                condition=Q(superseded_at=None),
                nulls_distinct=False,
                name="statement_is_coded_once",
            ),
        ]
        triggers = STATEMENT_RULES

    def __str__(self) -> str:
        return f"{self.party_id} {self.act}: {self.quote[:60]}"


def has_words(words: str) -> Q:
    """That a statement's quote has them, or the title or text of its article; each is asked by its own index."""
    quoted, printed = Statement.objects.quoting(words), Article.objects.containing(words)
    return Q(pk__in=quoted.values("pk")) | Q(article__in=printed.values("pk"))


def quotes_words(words: str) -> Q:
    """That they stand in the quote itself."""
    return Q(pk__in=Statement.objects.quoting(words).values("pk"))


class Status(models.TextChoices):
    """Unsure is an answer, and a queue of its own: such a suggestion is not decided yet."""

    PENDING = "pending"
    UNSURE = "unsure"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


OPEN = (Status.PENDING, Status.UNSURE)
DECIDED = (Status.ACCEPTED, Status.REJECTED)


class Decision(NamedTuple):
    """`unchanged`: a statement made of the suggestion stands, with the party, issue and act that it suggested."""

    raw: float | None
    status: str
    unchanged: bool
    rule: str


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def with_coding(self) -> Self:
        """What a form or a row of the queue shows of each."""
        return self.select_related("party", "person", "addressee", "issue", "decided_by", "doubted_by")

    def waiting(self) -> Self:
        """Nobody has said anything yet, and no standing statement of the same party covers the passage."""
        return self.filter(status=Status.PENDING).uncovered()

    def uncovered(self) -> Self:
        """Those of whose passage no standing statement of the same party speaks."""
        covering = Statement.objects.filter(
            article=OuterRef("article"),
            party=OuterRef("party"),
            superseded_at=None,
            start__lt=OuterRef("end"),
            end__gt=OuterRef("start"),
        )
        return self.filter(~Exists(covering))

    def decisions(self) -> list[Decision]:
        """What editors decided, in one query."""
        standing = Statement.objects.filter(suggestion=OuterRef("pk"), superseded_at=None)
        same = standing.alias(about=Coalesce("issue", 0)).filter(
            party=OuterRef("party"), act=OuterRef("act"), about=Coalesce(OuterRef("issue"), 0)
        )
        decided = self.filter(status__in=DECIDED).annotate(unchanged=Exists(same)).order_by("id")
        return [Decision(*row) for row in decided.values_list("raw", "status", "unchanged", "rule")]

    def with_quote(self) -> Self:
        """`quote` is cut out by the database: whole articles need not come along."""
        cut = Substr("article__body", F("start") + 1, F("end") - F("start"))
        return self.annotate(quote=cut).select_related("article__outlet").defer("article__body", "article__fingerprint")


class Suggestion(models.Model):
    """What a machine proposes, kept for good as it was made; people add only what they decide.

    `repeat_of` is the first suggestion of the same words, in an earlier article; it may come in later than this one.
    """

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="suggestions")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="suggestions")
    extractor = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    rule = models.CharField(max_length=80)
    confidence = models.FloatField(help_text="0 to 1")
    raw = models.FloatField(
        null=True, blank=True, help_text="Confidence before calibration; unknown where none was kept."
    )
    why = models.JSONField(default=list)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    content = models.JSONField(default=list, help_text="[[start, end], …] of what is said.")
    cue = models.JSONField(null=True, blank=True, help_text="[start, end] of the verb or noun that says so.")
    source = models.JSONField(null=True, blank=True, help_text="[start, end] of the words that name the speaker.")
    kind = models.CharField(max_length=10)
    speaker = models.CharField(max_length=500, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="suggestions")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="suggestions")
    addressee = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    act = models.CharField(
        max_length=10, choices=Act.choices, blank=True, help_text="Empty where the rules are unsure."
    )
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, blank=True, related_name="suggestions")
    outcome = DecimalRangeField(null=True, blank=True, default_bounds="[]")
    repeat_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="repeats")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PENDING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    doubted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="doubts"
    )
    doubted_at = models.DateTimeField(null=True, blank=True, help_text="Kept when it is decided after all.")
    suggested_at = models.DateTimeField(auto_now_add=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ("article", "start", "id")
        indexes = [models.Index(fields=["negotiation", "status", "id"], name="suggestion_queue")]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="suggestion_span_is_not_empty"),
            models.CheckConstraint(condition=Q(confidence__range=(0, 1)), name="suggestion_confidence_0_to_1"),
            models.CheckConstraint(condition=Q(raw=None) | Q(raw__range=(0, 1)), name="suggestion_raw_0_to_1"),
            models.CheckConstraint(condition=Q(act__in=["", *Act.values]), name="suggestion_act_is_known"),
            models.CheckConstraint(
                condition=Q(status__in=OPEN, decided_by=None, decided_at=None)
                | Q(status__in=DECIDED, decided_by__isnull=False, decided_at__isnull=False),
                name="suggestion_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(doubted_by=None, doubted_at=None) & ~Q(status=Status.UNSURE)
                | Q(doubted_by__isnull=False, doubted_at__isnull=False) & ~Q(status=Status.PENDING),
                name="suggestion_doubted_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["article", "extractor", "version", "start", "end", "party", "speaker", "issue"],
                nulls_distinct=False,
                name="suggestion_is_made_once",
            ),
        ]
        triggers = SUGGESTION_RULES

    def __str__(self) -> str:
        return f"{self.rule} at {self.start} of article {self.article_id}"


class Edit(models.Model):
    """One deed of one person. Keeps no foreign keys, so it outlives whatever it tells of."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=150)
    verb = models.CharField(max_length=20)
    negotiation = models.CharField(max_length=80)
    opened = models.JSONField(default=list, help_text="Statements it inserted.")
    closed = models.JSONField(default=list, help_text="Statements it closed.")
    suggestions = models.JSONField(default=list, help_text="Suggestions it decided or set back.")
    annotations = models.JSONField(default=list, help_text="Annotations it made, withdrew or settled.")
    deliveries = models.JSONField(default=list, help_text="Deliveries of articles it made, or decided about.")
    changes = models.JSONField(
        default=list, help_text="Rows of the codebook that it wrote: model, pk, and their values before and after."
    )
    reason = models.CharField(max_length=200, blank=True)
    undoes = models.BigIntegerField(null=True, blank=True, unique=True, help_text="The edit it takes back.")

    class Meta:
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["negotiation", "-id"], name="edit_audit"),
            models.Index(fields=["negotiation", "by", "-id"], name="edit_of_one"),
            GinIndex(fields=["changes"], opclasses=["jsonb_path_ops"], name="edit_changes"),
        ]
        triggers = [pgtrigger.Protect(name="edit_stays", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.by}: {self.verb}"

    @property
    def undoable(self) -> bool:
        """Whether it wrote what an undoing can set back; the others are changed back where they were done."""
        if self.undoes is not None:  # what an undoing closed comes back; its suggestions are decided anew
            return bool(self.opened or self.closed) and not (self.suggestions or self.changes or self.annotations)
        return bool(self.opened or self.closed or self.suggestions or self.changes or self.verb == "settle")

    @property
    def size(self) -> int:
        """How many rows of the record it wrote."""
        return max(len(self.opened), len(self.closed), len(self.suggestions))


class DraftQuerySet(models.QuerySet["Draft"]):
    def of(self, user: User, article: Article, target: str) -> Self:
        return self.filter(user=user, article=article, target=target)


class Draft(models.Model):
    """A form as somebody left it before they did the deed; its owner alone sees it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="drafts")
    target = models.CharField(max_length=60, help_text="What the form is about: suggestion-12, statement-5, passage.")
    fields = models.JSONField(help_text="Each field's values as they were typed.")
    saved_at = models.DateTimeField(auto_now=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ("-saved_at", "-id")
        constraints = [models.UniqueConstraint(fields=["user", "article", "target"], name="draft_one_per_target")]

    def __str__(self) -> str:
        return f"{self.target} of article {self.article_id}"
