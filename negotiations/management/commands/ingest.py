from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from negotiations.ingest.files import article_files, take_in
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

    def handle(self, *args: Any, **options: Any) -> None:
        negotiation = self._negotiation(options["negotiation"])
        paths = list(article_files(options["path"]))
        with tqdm(paths, unit="file", disable=None) as bar:
            intake = take_in(negotiation, paths, timezone.localdate(), done=lambda _: bar.update())
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
