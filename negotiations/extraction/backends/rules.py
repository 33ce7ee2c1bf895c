"""The rules alone: nothing to install, nothing to set, the same answer for ever."""

from __future__ import annotations

from datetime import date

from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.suggest import EXTRACTOR, VERSION, suggest
from negotiations.extraction.suggestion import Extraction


class Rules:
    extractor = EXTRACTOR
    version = VERSION

    def suggest(self, body: str, lexicon: Lexicon, *, title: str, date: date, place: str) -> Extraction:
        return suggest(body, lexicon, title=title, date=date, place=place)

    def account(self) -> str:
        return ""
