"""Articles into the database, each once: the same words in one negotiation are the same article."""

from __future__ import annotations

import hashlib

from django.db import transaction

from negotiations.codebook.reading import FileError
from negotiations.extraction.copies import fingerprint, packed
from negotiations.ingest.copies import link_copies
from negotiations.ingest.parse import ParsedArticle
from negotiations.models import Article, Negotiation, Outlet, Round

UNKNOWN_OUTLET = "Unknown outlet"


def stored_article(parsed: ParsedArticle, negotiation: Negotiation) -> Article | None:
    """The article if it is stored. Raises FileError for a round that the codebook lacks."""
    _round(parsed, negotiation)
    return Article.objects.filter(negotiation=negotiation, body_sha256=_digest(parsed)).first()


@transaction.atomic
def save_article(parsed: ParsedArticle, negotiation: Negotiation, *, apart: bool = False) -> tuple[Article, bool]:
    """The stored article, and whether it is new. Raises FileError for a round that the codebook lacks.

    One that is to stand `apart` is linked to none that it is like.
    """
    head = parsed.head
    outlet, _ = Outlet.objects.get_or_create(name=head.outlet or UNKNOWN_OUTLET)
    article, is_new = Article.objects.get_or_create(
        negotiation=negotiation,
        body_sha256=_digest(parsed),
        defaults={
            "outlet": outlet,
            "round": _round(parsed, negotiation),
            "title": head.title,
            "date": head.date,
            "place": head.place,
            "language": head.language,
            "url": head.url,
            "body": parsed.body,
            "apart": apart,
            "fingerprint": packed(fingerprint(parsed.body)),
            "sources": [source.model_dump(mode="json") for source in head.sources],
            "shown": head.shown,
            "file_name": _storable(parsed.name)[-255:],
        },
    )
    if is_new:
        link_copies(article)
    return article, is_new


def _digest(parsed: ParsedArticle) -> str:
    return hashlib.sha256(parsed.body.encode()).hexdigest()


def _storable(name: str) -> str:
    """A file's name may hold bytes that are no text."""
    return name.encode(errors="replace").decode()


def _round(parsed: ParsedArticle, negotiation: Negotiation) -> Round | None:
    if not parsed.head.round:
        return None
    found = Round.objects.filter(negotiation=negotiation, slug=parsed.head.round).first()
    if found is None:
        raise FileError(f"{parsed.name}: round {parsed.head.round!r} is no round of {negotiation.slug}'s codebook")
    return found
