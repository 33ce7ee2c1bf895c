"""An article and a codebook in, suggestions out. Deterministic; offsets are code points into the body as given."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from negotiations.extraction.article import Article
from negotiations.extraction.calibration import Calibration, shipped
from negotiations.extraction.delegations import find_delegations
from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.suggestion import Extraction
from negotiations.extraction.utterances import Sharpen

EXTRACTOR = "parley-rules"
VERSION = "2"


def suggest(
    body: str,
    lexicon: Lexicon,
    *,
    title: str,
    date: date,
    place: str,
    calibration: Calibration | None = None,
    sharpen: Sharpen | None = None,
) -> Extraction:
    """Confidence goes through `calibration`, or through the table that comes with the rules."""
    article = Article(body, lexicon, date, calibration or shipped(), sharpen)
    suggestions = tuple(article.suggestions())
    return Extraction(
        title=title,
        date=date,
        place=place,
        sha256=sha256(body.encode("utf-8", "surrogatepass")).hexdigest(),
        quotes=tuple(article.quoted_strings()),
        suggestions=suggestions,
        delegations=tuple(find_delegations(body, article.sentences, article.mentions, lexicon, date)),
        lexicon=lexicon,
    )
