"""Loads a bundled negotiation by the real road: codebook, ingest, extraction, statements through actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.db import transaction

from accounts.models import User
from negotiations.actions import Coding, Refused, tag_statements
from negotiations.codebook.evidence import StatementEntry, read_statements
from negotiations.codebook.reading import FileError, describe, read_codebook, read_text
from negotiations.codebook.references import Problem
from negotiations.codebook.shape import Codebook
from negotiations.codebook.store import save_codebook
from negotiations.ingest.files import article_files, take_in
from negotiations.models import Article, Demand, Issue, Negotiation, Party, Person


@transaction.atomic
def load_bundle(folder: Path, *, by: User, today: date, done: Callable[[Path], object] = lambda _: None) -> Negotiation:
    """Everything of a folder or nothing. What is there already stays as its editors have it. Raises FileError."""
    codebook = read_codebook(folder / "codebook.yaml")
    there = Negotiation.objects.filter(slug=codebook.negotiation, articles__isnull=False).first()
    if there:
        return there
    file = folder / "statements.yaml"
    entries = read_statements(file, codebook)
    negotiation = save_codebook(codebook)
    intake = take_in(negotiation, article_files([folder / "articles"]), today, done)
    if intake.faults:
        raise FileError("\n".join(str(fault) for fault in intake.faults))
    if entries and not negotiation.statements.exists():
        articles = {Path(name).stem: article for name, article in intake.stored.items()}
        _tag(_Coder(negotiation, codebook, articles, file).codings(entries), file, by)
    return negotiation


def _tag(codings: list[Coding], file: Path, by: User) -> None:
    try:
        tag_statements(codings, by=by)
    except Refused as error:
        raise FileError(f"{file}: {error}") from error


class _Coder:
    """Turns entries of a file into codings of stored articles."""

    def __init__(self, negotiation: Negotiation, codebook: Codebook, articles: dict[str, Article], file: Path) -> None:
        self.codebook, self.articles, self.file = codebook, articles, file
        self.parties = {row.slug: row for row in Party.objects.filter(negotiation=negotiation)}
        self.issues = {row.slug: row for row in Issue.objects.filter(negotiation=negotiation)}
        self.demands = {row.slug: row for row in Demand.objects.filter(negotiation=negotiation)}
        persons = Person.objects.filter(negotiation=negotiation).prefetch_related("offices")
        self.persons = {person.name: person for person in persons}

    def codings(self, entries: list[StatementEntry]) -> list[Coding]:
        return [self._coding(at, entry) for at, entry in enumerate(entries)]

    def _coding(self, at: int, entry: StatementEntry) -> Coding:
        article, (start, end) = self._passage(at, entry)
        return Coding(
            article=article,
            start=start,
            end=end,
            party=self.parties[entry.party],
            person=self.persons.get(entry.speaker or ""),
            addressee=self.parties.get(entry.addressee or ""),
            act=entry.act,
            issue=self.issues.get(entry.issue or ""),
            outcome=entry.bounds(self.codebook),
            demand=self.demands.get(entry.demand or ""),
            channel=entry.channel,
            said_on=entry.said_on,
            cites=entry.cites,
        )

    def _passage(self, at: int, entry: StatementEntry) -> tuple[Article, tuple[int, int]]:
        article = self.articles.get(entry.article)
        if article is None:
            raise self._fault(at, "article", f"there is no articles/{entry.article}.md")
        if unknown := set(entry.cites) - {source["key"] for source in article.sources}:
            raise self._fault(at, "cites", f"{entry.article} has no source {', '.join(sorted(unknown))}")
        try:
            return article, entry.span(article.body)
        except ValueError as error:
            raise self._fault(at, "words", str(error)) from error

    def _fault(self, at: int, key: str, message: str) -> FileError:
        return FileError(describe(self.file, read_text(self.file), [Problem((at, key), message)]))
