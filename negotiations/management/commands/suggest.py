from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from negotiations.codebook.lexicon import lexicon_of
from negotiations.codebook.reading import FileError, read_codebook
from negotiations.extraction import Extraction
from negotiations.extraction.backends import Backend, Failed
from negotiations.extraction.lexicon import Lexicon
from negotiations.ingest.files import read_articles
from negotiations.ingest.parse import ParsedArticle
from negotiations.management.backends import add_backend_option, chosen_backend


@dataclass(frozen=True)
class Suggested:
    """`stem` names the file to write: the article's own stem, with the line for JSON Lines."""

    path: Path
    stem: str
    extraction: Extraction

    def as_text(self, indent: int | None = None) -> str:
        return json.dumps(self.extraction.as_json(), ensure_ascii=False, indent=indent)


class Command(BaseCommand):
    help = (
        "Prints what the extraction finds in articles: quotes, suggested statements, delegations. Touches no "
        "database. One article gives one JSON object, several give JSON Lines. With --out each article is written to "
        "DIR/<stem>.json; when the articles come from several folders, to DIR/<folder>/<stem>.json. A plain text "
        "without a dateline takes its day from its name (2025-05-16-outlet.txt). A fault in one article is named, "
        "the others still go through, and the exit code is 1."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("article", nargs="+", type=Path, help="a file: .txt, .md, .html or .jsonl")
        parser.add_argument("--codebook", type=Path, metavar="FILE", help="YAML or JSON; without it names stay words")
        add_backend_option(parser)
        parser.add_argument("--out", type=Path, metavar="DIR", help="write one JSON file per article there")

    def handle(self, *_args: Any, **options: Any) -> None:
        self.faults = 0
        backend = chosen_backend(options["backend"])
        found = self._suggested(options["article"], _lexicon(options["codebook"]), backend)
        if options["out"]:
            self._write(list(found), options["out"], options["article"])
        elif len(options["article"]) == 1 and options["article"][0].suffix.lower() != ".jsonl":
            for suggested in found:
                self.stdout.write(suggested.as_text(indent=2))
        else:
            for suggested in found:
                self.stdout.write(suggested.as_text())
        if account := backend.account():
            self.stderr.write(account)
        if self.faults:
            sys.exit(1)

    def _suggested(self, paths: list[Path], lexicon: Lexicon, backend: Backend) -> Iterator[Suggested]:
        for path in paths:
            for article in read_articles(path, timezone.localdate()):
                if isinstance(article, FileError):
                    self._report(str(article))
                elif extraction := self._extracted(article, lexicon, backend):
                    stem = "-".join([path.stem, *article.name.removeprefix(str(path)).split(":")[1:]])
                    yield Suggested(path, stem, extraction)

    def _extracted(self, article: ParsedArticle, lexicon: Lexicon, backend: Backend) -> Extraction | None:
        head = article.head
        try:
            return backend.suggest(article.body, lexicon, title=head.title, date=head.date, place=head.place)
        except Failed as error:
            self._report(f"{article.name}: {error}")
            return None

    def _report(self, fault: str) -> None:
        self.faults += 1
        self.stderr.write(self.style.ERROR(fault))

    def _write(self, found: list[Suggested], out: Path, paths: list[Path]) -> None:
        folders = len({path.resolve().parent for path in paths}) > 1
        targets = [_target(suggested, out, folders) for suggested in found]
        taken = Counter(targets)
        for suggested, target in zip(found, targets, strict=True):
            if taken[target] > 1:
                self._report(f"{suggested.path}: not written, as another article would be {target} too; rename one")
                continue
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(suggested.as_text(indent=2) + "\n", encoding="utf-8")
            except OSError as error:
                self._report(f"{target}: cannot be written: {error.strerror}")


def _lexicon(path: Path | None) -> Lexicon:
    if path is None:
        return Lexicon()
    try:
        return lexicon_of(read_codebook(path))
    except FileError as error:
        raise CommandError(str(error)) from error


def _target(suggested: Suggested, out: Path, folders: bool) -> Path:
    folder = out / suggested.path.resolve().parent.name if folders else out
    return folder / f"{suggested.stem}.json"
