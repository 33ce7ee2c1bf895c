"""Files of a newsroom into one negotiation: articles stored, suggestions made, faults named."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import transaction

from negotiations.codebook.reading import FileError
from negotiations.extraction import Extraction
from negotiations.extraction.backends import Backend, Failed
from negotiations.ingest.parse import LARGEST_FILE, READERS, ParsedArticle, parse
from negotiations.ingest.save import save_article, stored_article
from negotiations.ingest.suggestions import Suggester
from negotiations.models import Article, Negotiation


@dataclass
class Intake:
    """What came of it. `stored` by file name, new ones and those that were there before."""

    stored: dict[str, Article] = field(default_factory=dict)
    new: int = 0
    suggestions: int = 0
    faults: list[FileError] = field(default_factory=list)


def take_in(
    negotiation: Negotiation,
    paths: Iterable[Path],
    today: date,
    done: Callable[[Path], object] = lambda _: None,
    *,
    backend: Backend | None = None,
    again: bool = False,
) -> Intake:
    """Takes in every article it can; a fault in one file or line never stops the others.

    `done` is called after each file, for a progress bar. Without a `backend` the rules suggest; with `again` it also
    reads articles that are there already and that it has suggested nothing for.
    """
    intake, suggester = Intake(), Suggester(negotiation, backend)
    for path in paths:
        for parsed in read_articles(path, today):
            _take_one(parsed, negotiation, suggester, intake, again)
        done(path)
    return intake


def article_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those inside folders named whose kind is known, in order of name."""
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112  # unlike Path.is_dir it takes any name without an error
            yield from sorted(file for file in path.rglob("*") if file.suffix.lower() in READERS)
        else:
            yield path


def read_articles(path: Path, today: date) -> Iterator[ParsedArticle | FileError]:
    try:
        yield from parse(_read(path), str(path), today)
    except OSError as error:
        yield FileError(f"{path}: cannot be read: {error.strerror}")
    except ValueError as error:
        yield FileError(f"{path}: {error}")


def _read(path: Path) -> bytes:
    """At most one byte more than is taken. Never waits for a writer: a pipe or a device has no end."""
    with open(path, "rb", opener=_at_once) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise ValueError("is a pipe or a device; expected a file")
        return file.read(LARGEST_FILE + 1)


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)


def _take_one(
    parsed: ParsedArticle | FileError, negotiation: Negotiation, suggester: Suggester, intake: Intake, again: bool
) -> None:
    if isinstance(parsed, FileError):
        intake.faults.append(parsed)
        return
    try:
        known = stored_article(parsed, negotiation)
        wanted = known is None or (again and not suggester.has_read(known))
        found = _suggested(parsed, suggester, intake) if wanted else None
        with transaction.atomic():  # an article stands there with its suggestions, or with a fault that was told
            article, is_new = save_article(parsed, negotiation)
            suggestions = suggester.keep(found, article) if found else []
    except FileError as error:
        intake.faults.append(error)
        return
    intake.stored[parsed.name] = article
    intake.new += is_new
    intake.suggestions += len(suggestions)


def _suggested(parsed: ParsedArticle, suggester: Suggester, intake: Intake) -> Extraction | None:
    try:
        return suggester.read(parsed)
    except Failed as error:
        again = "The article is stored without suggestions; `ingest --again` with the same file tries once more."
        intake.faults.append(FileError(f"{parsed.name}: {error}. {again}"))
        return None
