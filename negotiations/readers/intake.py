"""What came in of late: each delivery with how far it is, and what of it wants somebody."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from negotiations.models import UNDER_WAY, Arrival, Delivery, Negotiation, State
from negotiations.models.intake import IN_TROUBLE, ArrivalQuerySet

MOST_SHOWN = 50
"""Lines about what went wrong in one delivery; the rest of them are counted."""
FEW = 5
"""Articles of one delivery that are all named."""


@dataclass(frozen=True)
class Progress:
    """`troubles` are what failed, what waits for a decision and what is stored without suggestions.

    `arrived` are those of its articles that are named: all where they are few.
    """

    delivery: Delivery
    states: Counter[str]
    troubles: Sequence[Arrival] = field(default_factory=list)
    arrived: Sequence[Arrival] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.states.total()

    @property
    def under_way(self) -> int:
        return sum(self.states[state] for state in UNDER_WAY)

    @property
    def done(self) -> int:
        return self.total - self.under_way

    @property
    def stored(self) -> int:
        return self.states[State.STORED]

    @property
    def known(self) -> int:
        return self.states[State.KNOWN]

    @property
    def failed(self) -> int:
        return self.states[State.FAILED]

    @property
    def undecided(self) -> int:
        return self.states[State.DECISION]

    @property
    def unseen(self) -> int:
        """Troubles that are not shown."""
        return self.failed + self.undecided - len(self.troubles) if len(self.troubles) >= MOST_SHOWN else 0

    @property
    def can_try_again(self) -> bool:
        return any(arrival.may_be_tried_again for arrival in self.troubles)


def deliveries_of(negotiation: Negotiation) -> QuerySet[Delivery]:
    return negotiation.deliveries.select_related("by", "feed")


def progress_of(deliveries: Iterable[Delivery], *, few: int = FEW) -> list[Progress]:
    """Two queries, however many there are."""
    found = list(deliveries)
    arrivals = Arrival.objects.filter(delivery__in=[one.pk for one in found])
    states: dict[int, Counter[str]] = defaultdict(Counter)
    for delivery, state, number in arrivals.tallies():
        states[delivery][state] = number
    small = [pk for pk, tally in states.items() if tally.total() <= few]
    told = _told(arrivals.without_data().select_related("article"), small)
    return [_progress(one, states[one.pk], told[one.pk]) for one in found]


def _told(arrivals: ArrivalQuerySet, small: Sequence[int]) -> dict[int, list[Arrival]]:
    """Whatever of them is named."""
    told: dict[int, list[Arrival]] = defaultdict(list)
    for arrival in arrivals.filter(IN_TROUBLE | Q(delivery__in=small)).order_by("delivery", "ordinal"):
        told[arrival.delivery_id].append(arrival)
    return told


def _progress(delivery: Delivery, states: Counter[str], told: Sequence[Arrival]) -> Progress:
    troubles = [arrival for arrival in told if arrival.is_in_trouble]
    return Progress(delivery, states, troubles[:MOST_SHOWN], [arrival for arrival in told if arrival.article])
