"""Coded articles to measure the extraction against, from where they are kept: files, or the database.

All give the same shape. Whoever reads files needs no database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

from negotiations.codebook.evidence import StatementEntry, read_statements
from negotiations.codebook.export import export_codebook
from negotiations.codebook.lexicon import lexicon_of
from negotiations.codebook.reading import FileError, read_codebook
from negotiations.codebook.shape import Codebook
from negotiations.extraction.gold import GoldArticle, GoldQuote, GoldSet, GoldStatement
from negotiations.ingest.files import article_files, read_articles
from negotiations.ingest.parse import ParsedArticle
from negotiations.management.coded import read_coded
from negotiations.models import Negotiation, Statement


def bundled_gold(folder: Path) -> GoldSet:
    """The articles of a bundled negotiation in which anything is coded. Raises FileError."""
    codebook = read_codebook(folder / "codebook.yaml")
    entries: dict[str, list[StatementEntry]] = {}
    for entry in read_statements(folder / "statements.yaml", codebook):
        entries.setdefault(entry.article, []).append(entry)
    parsed = {Path(article.name).stem: article for article in _parsed([folder / "articles"])}
    if lost := sorted(entries.keys() - parsed.keys()):
        raise FileError(f"{folder / 'statements.yaml'}: there is no articles/{lost[0]}.md")
    articles = (_article(parsed[stem], _entered(parsed[stem], coded, codebook)) for stem, coded in entries.items())
    return GoldSet(codebook.negotiation, lexicon_of(codebook), tuple(articles))


def _entered(article: ParsedArticle, entries: Iterable[StatementEntry], codebook: Codebook) -> list[GoldStatement]:
    names = {party.slug: party.name for party in codebook.parties}
    try:
        return [
            GoldStatement(*entry.span(article.body), names[entry.party], entry.issue, entry.act) for entry in entries
        ]
    except ValueError as error:
        raise FileError(f"{article.name}: {error}") from error


def is_gold_folder(folder: Path) -> bool:
    return all((folder / part).is_dir() for part in ("articles", "gold", "codebooks"))


def folder_gold(folder: Path) -> Iterator[GoldSet]:
    """Each negotiation of a folder: articles/<slug>/*, gold/<slug>/*.json, codebooks/<slug>.json."""
    for coded in sorted(path for path in (folder / "gold").iterdir() if path.is_dir()):
        codebook = read_codebook(folder / "codebooks" / f"{coded.name}.json")
        articles = {Path(one.name).stem: one for one in _parsed([folder / "articles" / coded.name])}
        files = sorted(coded.glob("*.json"))
        if lost := [file for file in files if file.stem not in articles]:
            raise FileError(f"{lost[0]}: there is no articles/{coded.name}/{lost[0].stem}.txt")
        found = (_article(articles[file.stem], *read_coded(file, articles[file.stem].body)) for file in files)
        yield GoldSet(coded.name, lexicon_of(codebook), tuple(found))


def stored_gold(negotiation: Negotiation) -> GoldSet:
    """The articles in which statements stand, and these."""
    standing = Statement.objects.known_at(None).filter(negotiation=negotiation)
    rows = standing.select_related("article", "party", "issue").order_by("article_id", "start", "id")
    articles = (_stored(list(group)) for _, group in groupby(rows, key=lambda row: row.article_id))
    return GoldSet(negotiation.slug, lexicon_of(export_codebook(negotiation)), tuple(articles))


def _stored(rows: list[Statement]) -> GoldArticle:
    article = rows[0].article
    coded = (GoldStatement(r.start, r.end, r.party.name, r.issue.slug if r.issue else None, r.act) for r in rows)
    return GoldArticle(str(article.pk), article.title, article.date, article.place, article.body, tuple(coded))


def _parsed(paths: list[Path]) -> Iterator[ParsedArticle]:
    """Whatever their day: what was coded is measured alike on every machine's clock."""
    for path in article_files(paths):
        for article in read_articles(path, date.max):
            if isinstance(article, FileError):
                raise article
            yield article


def _article(
    article: ParsedArticle, statements: Iterable[GoldStatement], quotes: Iterable[GoldQuote] | None = None
) -> GoldArticle:
    head = article.head
    marked = None if quotes is None else tuple(quotes)
    return GoldArticle(article.name, head.title, head.date, head.place, article.body, tuple(statements), marked)
