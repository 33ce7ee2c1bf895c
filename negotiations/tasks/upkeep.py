"""What keeps the jobs themselves going."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import close_old_connections
from procrastinate.contrib.django import app


@contextmanager
def fresh_connections() -> Iterator[None]:
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
