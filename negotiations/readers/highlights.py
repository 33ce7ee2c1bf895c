"""Where the words that were looked for stand in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from negotiations.models import CLOSES, CUT, OPENS

SIGNS = re.compile(f"[{OPENS}{CLOSES}{CUT}]")


@dataclass(frozen=True)
class Part:
    """A run of text; `is_hit` where it was looked for."""

    text: str
    is_hit: bool = False


def parts_of(found: str, text: str) -> Sequence[Part]:
    """The text cut as the database marked it; whole where it did not, or where it left out some of it."""
    return _cut(found) if SIGNS.sub("", found) == text else (Part(text),)


def passages_of(found: str) -> list[Sequence[Part]]:
    """Each passage that the database found, cut at the words; none where it found only how the text begins."""
    return [_cut(passage) for passage in found.split(CUT) if OPENS in passage]


def _cut(found: str) -> Sequence[Part]:
    parts, is_hit = [], False
    for piece in re.split(f"([{OPENS}{CLOSES}])", found):
        if piece in (OPENS, CLOSES):
            is_hit = piece == OPENS
        elif piece:
            parts.append(Part(piece, is_hit))
    return parts
