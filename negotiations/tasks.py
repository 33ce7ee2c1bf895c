"""Background jobs. Each may run twice after a crash, so each must be able to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import close_old_connections
from django.utils import timezone
from procrastinate.contrib.django import app

from negotiations.extraction.backends import find_backend
from negotiations.ingest.arrivals import take_in_arrival


@contextmanager
def _fresh_connections() -> Iterator[None]:
    """A worker's threads live on, so none may keep a connection that the server has dropped."""
    close_old_connections()
    try:
        yield
    finally:
        close_old_connections()


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="retry_stalled")
async def retry_stalled(timestamp: int) -> None:  # noqa: ARG001 - the periodic deferrer passes it
    """Jobs whose worker was killed go back into the queue: nobody else would ever finish them."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)


@app.task
def take_in(arrival: int) -> None:
    with _fresh_connections():
        take_in_arrival(arrival, timezone.localdate(), find_backend())
