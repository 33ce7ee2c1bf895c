"""Every name in a text: known ones and strangers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from negotiations.extraction.gazetteer import known_names, longest
from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.mentions import Mentions
from negotiations.extraction.sentences import Sentence
from negotiations.extraction.strangers import find_strangers


def find_mentions(body: str, sentences: Iterable[Sentence], lexicon: Lexicon, day: date) -> Mentions:
    known = longest(list(known_names(body, lexicon, day)))
    taken = Mentions(tuple(known))
    strangers = list(find_strangers(body, sentences, taken, lexicon, day))
    return Mentions(tuple(sorted([*known, *strangers], key=lambda mention: mention.start)))
