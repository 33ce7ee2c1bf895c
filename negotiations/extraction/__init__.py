"""Text and codebook in, suggestions out; knows nothing of the rest of the product."""

from __future__ import annotations

from negotiations.extraction.suggest import EXTRACTOR, VERSION, suggest
from negotiations.extraction.suggestion import Extraction, Suggestion

__all__ = ["EXTRACTOR", "VERSION", "Extraction", "Suggestion", "suggest"]
