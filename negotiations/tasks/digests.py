"""Digests by mail: one for a period, whatever happens."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from smtplib import SMTPException

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from accounts.models import User
from negotiations.letters import send_digest
from negotiations.models import Digest, Every, Letter
from negotiations.readers.digest import digest_for
from negotiations.tasks.upkeep import fresh_connections

HOUR = time(6, tzinfo=UTC)


@app.periodic(cron="10 * * * *")
@app.task(queueing_lock="write_digests")
def write_digests(timestamp: int) -> None:  # noqa: ARG001 - the periodic deferrer passes it
    with fresh_connections():
        for user, period in due(timezone.now()):
            with suppress(AlreadyEnqueued), transaction.atomic():
                lock = f"digest {user.pk}"
                write_digest.configure(queueing_lock=lock, lock=lock).defer(user=user.pk, period=period.isoformat())


def due(now: datetime) -> list[tuple[User, date]]:
    """Who has watched something since before the period's hour, and was not written to about it."""
    watching = User.objects.filter(is_active=True, watches__isnull=False).exclude(email="")
    users = watching.exclude(digest__every=Every.NEVER).annotate(first=Min("watches__since"))
    rows = [(user, period_of(user, now)) for user in users.select_related("digest")]
    written = set(Letter.objects.filter(user__in=users).values_list("user", "period"))
    return [
        (user, period)
        for user, period in rows
        if user.first < datetime.combine(period, HOUR) <= now and (user.pk, period) not in written
    ]


def period_of(user: User, now: datetime) -> date:
    """The day on which the last one fell due."""
    day = now.date() if now.timetz() >= HOUR else now.date() - timedelta(days=1)
    digest = getattr(user, "digest", None)
    weekly = isinstance(digest, Digest) and digest.every == Every.WEEK
    return day - timedelta(days=day.weekday()) if weekly else day


@app.task(retry=RetryStrategy(max_attempts=5, exponential_wait=60))
def write_digest(user: int, period: str) -> None:
    """Claims the period before anything leaves the house; only what surely was not sent is given back."""
    with fresh_connections():
        to = User.objects.get(pk=user)
        letter = Letter.objects.claim(to, date.fromisoformat(period))
        if letter is None:
            return
        told = digest_for(to, letter.until)
        try:
            if told:
                send_digest(to, told)
        except (SMTPException, OSError):
            letter.delete()
            raise
        letter.sent_at, letter.told = timezone.now(), sum(len(one.news) for one in told)
        letter.save(update_fields=["sent_at", "told"])
