from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from negotiations.ingest.files import article_files, take_in
from negotiations.management.backends import add_backend_option, chosen_backend
from negotiations.models import Negotiation


class Command(BaseCommand):
    help = (
        "Takes articles into a negotiation: plain text with a dateline (.txt), Markdown with front matter (.md), "
        "HTML (.html), JSON Lines (.jsonl). A plain text without a dateline takes its day from its name "
        "(2025-05-16-outlet.txt). The same words twice are one article. A fault in one file is named, "
        "the others still go in, and the exit code is 1."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("negotiation", help="slug of the negotiation")
        parser.add_argument("path", nargs="+", type=Path, help="a file, or a folder of files")
        add_backend_option(parser)
        parser.add_argument(
            "--again",
            action="store_true",
            help="suggest also for articles that are there already and that this back-end has suggested nothing for",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        negotiation = self._negotiation(options["negotiation"])
        backend, again = chosen_backend(options["backend"]), options["again"]
        paths, today = list(article_files(options["path"])), timezone.localdate()
        with tqdm(paths, unit="file", disable=None) as bar:
            intake = take_in(negotiation, paths, today, lambda _: bar.update(), backend=backend, again=again)
        if account := backend.account():
            self.stderr.write(account)
        for fault in intake.faults:
            self.stderr.write(self.style.ERROR(str(fault)))
        there = len(intake.stored) - intake.new
        self.stdout.write(
            f"{intake.new} new articles, {there} already there, {intake.suggestions} suggestions, "
            f"{len(intake.faults)} faults."
        )
        if intake.faults:
            sys.exit(1)

    def _negotiation(self, slug: str) -> Negotiation:
        try:
            return Negotiation.objects.get(slug=slug)
        except Negotiation.DoesNotExist as error:
            known = ", ".join(Negotiation.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(
                f"no negotiation {slug!r}; there are: {known}. `codebook load FILE` makes one."
            ) from error
