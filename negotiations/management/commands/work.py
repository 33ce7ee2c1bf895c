from __future__ import annotations

import asyncio
import os
import signal
import sys
from threading import Thread
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from negotiations.tasks.upkeep import PATIENCE, take_up


class Command(BaseCommand):
    help = "Runs background jobs: brings articles in, follows feeds, sends digests. Run one or more beside the web."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--jobs", type=int, default=1, help="how many at a time (default: 1)")
        parser.add_argument("--once", action="store_true", help="do what waits and stop")
        parser.add_argument(
            "--patience",
            type=float,
            default=PATIENCE,
            metavar="SECONDS",
            help="how long another worker may give no sign of life before its jobs are taken up (default: 30)",
        )
        parser.add_argument("--while-fed", action="store_true", help="stop when the standard input is closed")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["while_fed"]:
            Thread(target=_stop_when_starved, daemon=True).start()
        assert isinstance(app.connector, DjangoConnector)
        with app.replace_connector(app.connector.get_worker_connector()):
            asyncio.run(_work(options["jobs"], options["patience"], for_good=not options["once"]))


async def _work(jobs: int, patience: float, *, for_good: bool) -> None:
    async with app.open_async():
        await take_up(patience)
        await app.run_worker_async(
            concurrency=jobs,
            wait=for_good,
            delete_jobs="successful",
            update_heartbeat_interval=patience / 3,
            stalled_worker_timeout=patience,
        )


def _stop_when_starved() -> None:
    """Whoever started this process holds the other end, and lets go of it however they end."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
