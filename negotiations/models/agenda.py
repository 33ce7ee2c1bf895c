"""What is negotiated, by whom, when: the codebook of one negotiation."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self, TypeVar, cast

from django.contrib.postgres.fields import ArrayField, DecimalRangeField
from django.db import models
from django.db.models import F, Q

from negotiations.models.bounds import (
    A_SILENCE,
    HEAVIEST,
    LARGEST,
    in_calendar,
    in_order,
    outcome_includes_its_ends,
    silence_is_bounded,
)
from negotiations.models.history import tracked
from negotiations.models.rules import (
    DEMAND_IS_ON_ITS_SCALE,
    SCALE_HOLDS_ITS_OUTCOMES,
    STAYS_IN_ITS_NEGOTIATION,
    last_version,
    negotiation_of,
    within_one_negotiation,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


def words() -> ArrayField[list[str], list[str]]:
    return ArrayField(models.CharField(max_length=500), default=list, blank=True)


class NegotiationQuerySet(models.QuerySet["Negotiation"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Public ones for everybody; the others for those who hold a role there, and for admins."""
        if not user.is_authenticated:
            return self.filter(public=True)
        return self if user.is_admin else self.filter(Q(public=True) | Q(pk__in=user.grants.values("negotiation")))


@tracked("NEW.pgh_obj_id")
class Negotiation(models.Model):
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=500)
    summary = models.TextField(blank=True)
    public = models.BooleanField(default=True)
    silent_after_days = models.PositiveIntegerField(default=90, validators=A_SILENCE)
    state_media = words()

    objects = NegotiationQuerySet.as_manager()

    class Meta:
        ordering = ("title", "id")
        constraints = [silence_is_bounded("negotiation_silence_is_bounded")]

    def __str__(self) -> str:
        return self.title


Row = TypeVar("Row", bound=models.Model)


class Present(models.Manager[Row]):
    """Without those that were merged into another, which only what names them still leads to."""

    def get_queryset(self) -> models.QuerySet[Row]:
        return super().get_queryset().filter(merged_into=None)


class OfNegotiation(models.Model):
    """A named part of one negotiation, in the order of its codebook."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE)
    slug = models.SlugField(max_length=80)
    ordinal = models.PositiveIntegerField(default=0)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")

    objects = Present()
    everything = models.Manager()  # noqa: DJ012 - the one that leaves nothing out

    class Meta:
        abstract = True
        ordering = ["ordinal", "id"]
        base_manager_name = "everything"
        constraints = [
            models.UniqueConstraint(
                fields=["negotiation", "slug"], condition=Q(merged_into=None), name="%(class)s_slug_is_unique"
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="%(class)s_is_not_merged_into_itself"),
        ]
        triggers = [STAYS_IN_ITS_NEGOTIATION]

    @property
    def present(self) -> Self:
        """What stands for it by now: itself, or that into which it was merged."""
        return cast(Self, self.merged_into.present) if self.merged_into else self


class Role(models.TextChoices):
    PRINCIPAL = "principal"
    MEDIATOR = "mediator"
    HOST = "host"
    BACKER = "backer"
    OBSERVER = "observer"
    RECORD = "record"


@tracked()
class Party(OfNegotiation):
    name = models.CharField(max_length=500)
    code = models.CharField(max_length=5)
    slot = models.CharField(max_length=1, default="n", help_text="Colour slot: a and b are the principals'.")
    kind = models.CharField(max_length=80, blank=True)
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.OBSERVER)
    camp = models.CharField(max_length=80, blank=True, help_text="The heading it is shown under.")
    side = models.PositiveSmallIntegerField(null=True, blank=True, help_text="1 and 2: the sides compared by default.")
    aliases = words()
    metonyms = words()
    demonyms = words()
    note = models.TextField(blank=True)

    class Meta(OfNegotiation.Meta):
        verbose_name_plural = "parties"
        constraints = [
            *OfNegotiation.Meta.constraints,
            models.CheckConstraint(condition=Q(role__in=Role.values), name="party_role_is_known"),
            models.CheckConstraint(condition=Q(slot__in=list("abmehdn")), name="party_slot_is_known"),
            models.CheckConstraint(condition=Q(side__in=[1, 2]), name="party_side_is_one_or_two"),
            models.UniqueConstraint(fields=["negotiation", "side"], name="party_side_is_taken_once"),
        ]
        triggers = [*OfNegotiation.Meta.triggers, within_one_negotiation(merged_into="party")]

    def __str__(self) -> str:
        return self.name


class Dated(models.Model):
    """What holds from one day to another, both included; an open end, or an unknown one, is null."""

    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def held_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@tracked(last_version("party", "NEW.party_id"))
class Membership(Dated):
    """A party in a bloc."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="memberships")
    bloc = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="members")

    class Meta:
        ordering = ("id",)
        constraints = [
            in_order("membership_dates_in_order"),
            in_calendar("membership_dates_in_calendar", "since", "until"),
            models.CheckConstraint(condition=~Q(party=F("bloc")), name="membership_not_in_itself"),
        ]
        triggers = [within_one_negotiation(negotiation_of("party"), bloc="party")]

    def __str__(self) -> str:
        return f"{self.party_id} in {self.bloc_id}"


@tracked()
class Person(OfNegotiation):
    name = models.CharField(max_length=500)
    aliases = words()
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="persons")
    pronoun = models.CharField(max_length=4, blank=True)
    note = models.TextField(blank=True)

    class Meta(OfNegotiation.Meta):
        constraints = [
            *OfNegotiation.Meta.constraints,
            models.CheckConstraint(condition=Q(pronoun__in=["", "he", "she", "they"]), name="person_pronoun_is_known"),
        ]
        triggers = [*OfNegotiation.Meta.triggers, within_one_negotiation(party="party", merged_into="person")]

    def __str__(self) -> str:
        return self.name

    def office_on(self, day: date) -> Office | None:
        """The highest office held on that day; reads the prefetched offices."""
        held = [office for office in self.offices.all() if office.held_on(day)]
        return min(held, key=lambda office: office.rank, default=None)


@tracked(last_version("person", "NEW.person_id"))
class Office(Dated):
    """A post held for a party."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="offices")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="offices")
    title = models.CharField(max_length=500)
    rank = models.PositiveSmallIntegerField(default=9, help_text="1 the highest (head of state) to 9.")

    class Meta:
        ordering = ("id",)
        constraints = [
            in_order("office_dates_in_order"),
            in_calendar("office_dates_in_calendar", "since", "until"),
            models.CheckConstraint(condition=Q(rank__range=(1, 9)), name="office_rank_from_1_to_9"),
        ]
        triggers = [within_one_negotiation(negotiation_of("person"), party="party")]

    def __str__(self) -> str:
        return self.title


class Kind(models.TextChoices):
    ORDINAL = "ordinal"
    NUMERIC = "numeric"
    OPEN = "open", "open: a question without a scale"


@tracked()
class Issue(OfNegotiation):
    """A question on the table; `low` and `high` are the ends of its axis, in its `unit`."""

    title = models.CharField(max_length=500)
    question = models.TextField(blank=True)
    orientation = models.TextField(blank=True, help_text="What the two ends stand for.")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    unit = models.CharField(max_length=80, blank=True)
    low = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    high = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    compared = models.BooleanField(default=True, help_text="Off for a standing on one text, which is no distance.")
    silent_after_days = models.PositiveIntegerField(null=True, blank=True, validators=A_SILENCE)
    cues = words()

    class Meta(OfNegotiation.Meta):
        constraints = [
            *OfNegotiation.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="issue_kind_is_known"),
            models.CheckConstraint(
                condition=Q(kind=Kind.OPEN, low=None, high=None)
                | Q(kind=Kind.ORDINAL, low=0, high=100)
                | Q(kind=Kind.NUMERIC, low__isnull=False, high__isnull=False, low__lt=F("high"), unit__gt=""),
                name="issue_scale_fits_kind",
            ),
            models.CheckConstraint(condition=Q(low__gte=-LARGEST, high__lte=LARGEST), name="issue_scale_is_finite"),
            silence_is_bounded("issue_silence_is_bounded"),
        ]
        triggers = [
            *OfNegotiation.Meta.triggers,
            within_one_negotiation(merged_into="issue"),
            SCALE_HOLDS_ITS_OUTCOMES,
        ]

    def __str__(self) -> str:
        return self.title


@tracked(last_version("issue", "NEW.issue_id"))
class Option(models.Model):
    """A named point on an ordinal scale, 0 to 100."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="options")
    slug = models.SlugField(max_length=80)
    value = models.DecimalField(max_digits=7, decimal_places=4)
    label = models.CharField(max_length=500)
    definition = models.TextField(blank=True)
    cues = words()

    class Meta:
        ordering = ("value", "id")
        constraints = [
            models.UniqueConstraint(fields=["issue", "slug"], name="option_slug_is_unique"),
            models.CheckConstraint(condition=Q(value__range=(0, 100)), name="option_inside_scale"),
        ]

    def __str__(self) -> str:
        return self.label


@tracked(last_version("issue", "NEW.issue_id"))
class Salience(models.Model):
    """How much an issue weighs for a party; 1 where none is given."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="saliences")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="saliences")
    weight = models.DecimalField(max_digits=7, decimal_places=3)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issue", "party"], name="salience_is_given_once"),
            models.CheckConstraint(condition=Q(weight__gt=0, weight__lte=HEAVIEST), name="salience_is_bounded"),
        ]
        triggers = [within_one_negotiation(negotiation_of("issue"), party="party")]

    def __str__(self) -> str:
        return f"{self.weight}"


@tracked()
class Round(OfNegotiation):
    """One dated meeting, from `start` to `end`, both included."""

    label = models.CharField(max_length=500)
    title = models.CharField(max_length=500, blank=True)
    short = models.CharField(max_length=12, blank=True, help_text="Its name in charts.")
    start = models.DateField()
    end = models.DateField()
    venue = models.CharField(max_length=500, blank=True)
    format = models.CharField(max_length=500, blank=True)
    host = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="hosted")
    priority = models.PositiveSmallIntegerField(default=5, help_text="0 is labelled first where room is short.")

    class Meta(OfNegotiation.Meta):
        ordering = ["start", "ordinal", "id"]
        constraints = [
            *OfNegotiation.Meta.constraints,
            in_order("round_dates_in_order", "start", "end"),
            in_calendar("round_dates_in_calendar", "start", "end"),
        ]
        triggers = [*OfNegotiation.Meta.triggers, within_one_negotiation(host="party", merged_into="round")]

    def __str__(self) -> str:
        return self.title or self.label


@tracked(last_version("round", "NEW.round_id"))
class Delegation(models.Model):
    """A party's team for one round."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="delegations")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="delegations")
    level = models.CharField(max_length=80, blank=True)
    mandate = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["round", "party"], name="delegation_one_per_party")]
        triggers = [within_one_negotiation(negotiation_of("round"), party="party")]

    def __str__(self) -> str:
        return f"{self.party_id} at {self.round_id}"


@tracked(last_version("round", last_version("delegation", "NEW.delegation_id", "round_id")))
class Delegate(models.Model):
    """A member, with the office then held; `person` where the codebook knows the name."""

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="delegates")
    name = models.CharField(max_length=500)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="seats")
    office = models.CharField(max_length=500, blank=True)
    is_head = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["delegation", "name"], name="delegate_sits_once"),
            models.UniqueConstraint(fields=["delegation"], condition=Q(is_head=True), name="delegation_has_one_head"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class Demand(OfNegotiation):
    """What one party asks, of whom, on which issue."""

    title = models.CharField(max_length=500)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="demands")
    addressees = models.ManyToManyField(Party, through="Addressee", blank=True, related_name="demands_received")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="demands")
    outcome = DecimalRangeField(null=True, blank=True, default_bounds="[]")

    class Meta(OfNegotiation.Meta):
        constraints = [*OfNegotiation.Meta.constraints, outcome_includes_its_ends("demand_outcome_includes_its_ends")]
        triggers = [
            *OfNegotiation.Meta.triggers,
            within_one_negotiation(party="party", issue="issue", merged_into="demand"),
            DEMAND_IS_ON_ITS_SCALE,
        ]

    def __str__(self) -> str:
        return self.title


@tracked(last_version("demand", "NEW.demand_id"))
class Addressee(models.Model):
    """Of whom a demand asks it."""

    demand = models.ForeignKey(Demand, on_delete=models.CASCADE)
    party = models.ForeignKey(Party, on_delete=models.CASCADE)

    class Meta:
        db_table = "negotiations_demand_addressees"
        unique_together = (("demand", "party"),)

    def __str__(self) -> str:
        return f"{self.demand_id} of {self.party_id}"


class NotAPerson(models.Model):
    """A name that articles have and that an editor told apart from those of people."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE)
    name = models.CharField(max_length=500)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["negotiation", "name"], name="not_a_person_once")]

    def __str__(self) -> str:
        return self.name
