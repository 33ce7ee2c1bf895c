from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from negotiations.codebook.export import codebook_yaml, export_codebook
from negotiations.codebook.reading import FileError, read_codebook
from negotiations.codebook.store import save_codebook
from negotiations.models import Negotiation


class Command(BaseCommand):
    help = "Loads a codebook file (YAML or JSON), or prints a negotiation's codebook as YAML."

    def add_arguments(self, parser: CommandParser) -> None:
        deeds = parser.add_subparsers(dest="deed", required=True)
        load = deeds.add_parser("load", help="create or update the negotiation that a file describes")
        load.add_argument("file", type=Path)
        export = deeds.add_parser("export", help="print the codebook of a negotiation")
        export.add_argument("negotiation", help="slug of the negotiation")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["deed"] == "load":
            self._load(options["file"])
        else:
            self._export(options["negotiation"])

    def _load(self, file: Path) -> None:
        try:
            negotiation = save_codebook(read_codebook(file))
        except FileError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{negotiation.slug}: loaded.")

    def _export(self, slug: str) -> None:
        negotiation = Negotiation.objects.filter(slug=slug).first()
        if negotiation is None:
            raise CommandError(f"no negotiation {slug!r}")
        self.stdout.write(codebook_yaml(export_codebook(negotiation)), ending="")
