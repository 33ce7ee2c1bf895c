"""What a coder can say of a passage: the acts, the channels, and the columns that hold it."""

from __future__ import annotations

from django.contrib.postgres.fields import DecimalRangeField
from django.db import models
from django.db.models import F, Q

from negotiations.models.agenda import Demand, Issue, Negotiation, Party, Person
from negotiations.models.bounds import in_calendar, outcome_includes_its_ends
from negotiations.models.sources import Article


class Act(models.TextChoices):
    """Definitions for coders: the blueprint of PLOVER and NegotiAct, with offers kept apart from acceptance."""

    DEMAND = "demand", "asks, requests, requires of another party"
    PROPOSE = "propose", "puts forward terms it would itself accept"
    ACCEPT = "accept", "agrees to terms another put forward"
    CONCEDE = "concede", "moves towards the other side, or drops a demand"
    PROMISE = "promise", "commits itself to a verifiable deed"
    CONDITION = "condition", "makes one thing depend on another"
    COMMENT = "comment", "declares a stance, asks nothing"
    APPEAL = "appeal", "calls on others in general, without a term"
    REJECT = "reject", "refuses terms"
    THREATEN = "threaten", "says what it will do if the other does not comply"
    ACCUSE = "accuse", "blames, alleges, disparages"
    PRAISE = "praise", "supports or thanks a party or a step"


NO_OUTCOME = (Act.APPEAL, Act.THREATEN, Act.ACCUSE, Act.PRAISE)
TAKES = tuple(act for act in Act if act not in NO_OUTCOME and act != Act.REJECT)


class Channel(models.TextChoices):
    DIRECT = "direct", "direct quote"
    PARAPHRASE = "paraphrase", "paraphrase"
    UNNAMED = "unnamed", "unnamed source"
    DOCUMENT = "document", "document"
    READOUT = "readout", "read-out"


class CodedPassage(models.Model):
    """One act by one party, resting on an exact span of one article.

    `start` and `end` count Unicode code points of the article's body.
    """

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="%(class)ss")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="%(class)ss")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="%(class)ss")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    speaker = models.CharField(max_length=500, blank=True, help_text="The article's words where no person is known.")
    office = models.CharField(max_length=500, blank=True, help_text="The post held when it was said.")
    rank = models.PositiveSmallIntegerField(default=9, help_text="Of the office: 1 the highest.")
    addressee = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="addressed_%(class)ss"
    )
    act = models.CharField(max_length=10, choices=Act.choices)
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    outcome = DecimalRangeField(null=True, blank=True, default_bounds="[]")
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    cites = models.JSONField(default=list, blank=True, help_text="Keys of the article's sources it rests on.")
    said_on = models.DateField()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="%(class)s_span_is_not_empty"),
            models.CheckConstraint(condition=Q(act__in=Act.values), name="%(class)s_act_is_known"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="%(class)s_channel_is_known"),
            models.CheckConstraint(condition=Q(rank__range=(1, 9)), name="%(class)s_rank_from_1_to_9"),
            models.CheckConstraint(
                condition=Q(outcome=None) | ~Q(act__in=NO_OUTCOME) & Q(issue__isnull=False),
                name="%(class)s_outcome_fits_act",
            ),
            outcome_includes_its_ends("%(class)s_outcome_includes_its_ends"),
            in_calendar("%(class)s_said_in_calendar", "said_on"),
        ]
