"""What editors bring in. It is stored as it came, and its jobs with it; the jobs do the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.types import JSONValue

from accounts.models import User
from negotiations.actions.audit import Conflict, Refused, audit, begin
from negotiations.models import Arrival, Delivery, Feed, Negotiation, State, Verdict

TAKE_IN = "negotiations.tasks.intake.take_in"
MOST = 5_000
"""Articles in one delivery: more keep the others of the desk waiting for an hour."""


@transaction.atomic
def bring_articles(negotiation: Negotiation, arrivals: Sequence[Arrival], *, what: str, by: User) -> Delivery:
    """Keeps what came, each for a job of its own; `what` tells of it in words."""
    begin(negotiation, by)
    if len(arrivals) > MOST:
        raise Refused(
            f"There are {len(arrivals):,} articles in it; at most {MOST:,} come in at once. Bring the rest later."
        )
    delivery = deliver(negotiation, arrivals, what=what, by=by)
    audit("bring", negotiation, by, deliveries=[delivery], reason=what)
    return delivery


def deliver(
    negotiation: Negotiation, arrivals: Sequence[Arrival], *, what: str, by: User, feed: Feed | None = None
) -> Delivery:
    delivery = Delivery.objects.create(negotiation=negotiation, by=by, what=what[:300], feed=feed)
    for ordinal, arrival in enumerate(arrivals):
        arrival.delivery, arrival.ordinal = delivery, ordinal
    made = Arrival.objects.bulk_create(arrivals)
    _take_in(arrival for arrival in made if arrival.state == State.WAITING)
    return delivery


@transaction.atomic
def retry_arrivals(delivery: Delivery, keys: Iterable[int] | None = None, *, by: User) -> int:
    """Tries again what failed, or those of it that are named; how many."""
    begin(delivery.negotiation, by)
    failed = delivery.arrivals.to_try_again().select_for_update(of=("self",))
    again = list(failed if keys is None else failed.filter(pk__in=keys))
    if not again:
        raise Conflict("Nothing of this waits to be tried again: somebody else was faster.")
    Arrival.objects.filter(pk__in=[arrival.pk for arrival in again]).update(state=State.WAITING, fault="")
    _take_in(again)
    audit("retry", delivery.negotiation, by, deliveries=[delivery], reason=f"{len(again)} of {delivery.what}"[:200])
    return len(again)


@transaction.atomic
def settle_arrival(arrival: Arrival, verdict: str, *, by: User) -> Arrival:
    """Says what a text is that is much like a stored one."""
    negotiation = arrival.delivery.negotiation
    begin(negotiation, by)
    locked = Arrival.objects.locked(arrival.pk)
    if locked.state != State.DECISION:
        raise Conflict(f"{locked} is settled already: it {locked.get_state_display()}.")
    locked.verdict = Verdict(verdict)
    locked.state = State.KNOWN if locked.verdict == Verdict.SAME else State.WAITING
    if locked.verdict == Verdict.SAME:
        locked.article, locked.data = locked.resembles, None
    locked.save()
    audit("decide", negotiation, by, deliveries=[locked.delivery], reason=f"{verdict}: {locked}"[:200])
    _take_in([locked] if locked.state == State.WAITING else [])
    return locked


def _take_in(arrivals: Iterable[Arrival]) -> None:
    """In this transaction: what is not stored in the end has no job either. Each host is asked one thing at a time."""
    by_host: dict[str, list[dict[str, JSONValue]]] = defaultdict(list)
    for arrival in arrivals:
        by_host[arrival.host].append({"arrival": arrival.pk})
    for host, jobs in by_host.items():
        app.configure_task(TAKE_IN, lock=f"host {host}" if host else None).batch_defer(*jobs)
