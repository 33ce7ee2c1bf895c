"""Background jobs, done at once and in order instead of by a worker."""

from __future__ import annotations

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob


def waiting() -> list[str]:
    """The names of the tasks that wait."""
    return list(ProcrastinateJob.objects.filter(status="todo").order_by("id").values_list("task_name", flat=True))


def work() -> int:
    """Does what waits, and what comes of it; how many jobs that were."""
    done, tasks = 0, app.tasks
    while job := ProcrastinateJob.objects.filter(status="todo").order_by("id").first():
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job.pk])
        tasks[job.task_name].func(**job.args)
        done += 1
    return done
