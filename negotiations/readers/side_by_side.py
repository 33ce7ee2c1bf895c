"""Two texts that are much alike, and the words in which they differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_WORDS = 6_000
"""Of each text: beyond that nobody reads it to the end here, and comparing takes long."""

WORD = re.compile(r"\s*\S+")


@dataclass(frozen=True)
class Piece:
    text: str
    differs: bool


@dataclass(frozen=True)
class SideBySide:
    """`share` of the words stand in both, in percent; `is_cut` where more follows than was compared."""

    ours: list[Piece]
    theirs: list[Piece]
    share: int
    is_cut: bool


def side_by_side(ours: str, theirs: str) -> SideBySide:
    one, other = WORD.findall(ours), WORD.findall(theirs)
    is_cut = max(len(one), len(other)) > MOST_WORDS
    one, other = one[:MOST_WORDS], other[:MOST_WORDS]
    matched = SequenceMatcher(None, [word.strip() for word in one], [word.strip() for word in other], autojunk=False)
    codes = matched.get_opcodes()
    mine = [(one[a:b], tag) for tag, a, b, _, _ in codes]
    yours = [(other[a:b], tag) for tag, _, _, a, b in codes]
    return SideBySide(list(_pieces(mine)), list(_pieces(yours)), round(100 * matched.ratio()), is_cut)


def _pieces(runs: Sequence[tuple[list[str], str]]) -> Iterator[Piece]:
    for words, tag in runs:
        text = "".join(words)
        said = text.lstrip()
        yield Piece(text[: len(text) - len(said)], differs=False)
        yield Piece(said, tag != "equal")
