"""Background jobs. Each may run twice after a crash, so each must be able to."""

from __future__ import annotations

from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="retry_stalled")
async def retry_stalled(timestamp: int) -> None:  # noqa: ARG001 - the periodic deferrer passes it
    """Jobs whose worker was killed go back into the queue: nobody else would ever finish them."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)
