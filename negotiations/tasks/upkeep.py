"""What keeps the jobs themselves going."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections
from procrastinate.contrib.django import app

PATIENCE = 30.0
"""Seconds without a sign of life after which a worker counts as killed."""


@contextmanager
def fresh_connections() -> Iterator[None]:
    """A worker's threads live on, so none may keep a connection that the server has dropped."""
    _let_go_of_old_ones()
    try:
        yield
    finally:
        _let_go_of_old_ones()


def _let_go_of_old_ones() -> None:
    """But of none within a transaction: whoever called may still need it."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()


async def take_up(patience: float) -> None:
    """Jobs whose worker was killed go back into the queue: nobody else would ever finish them."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=patience):
        await app.job_manager.retry_job(job)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="retry_stalled")
async def retry_stalled(timestamp: int) -> None:  # noqa: ARG001 - the periodic deferrer passes it
    await take_up(PATIENCE)
