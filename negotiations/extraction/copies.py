"""The same text printed twice, and the same utterance quoted twice. Bodies are compared by fingerprints."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

Fingerprint = tuple[int, ...]
"""The lowest hashes of a body's shingles, rising; all of them where there are no more than `KEPT`."""

SHINGLE = 4  # words
KEPT = 256
FEWEST_SHARED = 16  # hashes below which nothing is said: a headline or one sentence is no copy of an article
ALIKE = 0.5
"""Likeness from which one article is a copy of another: an edited word in ten leaves two shingles of three."""

EQUAL_WORDS = 5
"""Words from which two quotes that agree to the last word are one utterance: "yes" is said every day."""
CONTAINED_WORDS = 8
"""Words from which a quote is a part of a longer one; fewer are a phrase that people use again."""

WORD = re.compile(r"\w+(?:'\w+)*")
APOSTROPHES = str.maketrans("’‘ʼ`", "''''")
LEFT_OUT = re.compile(r"\[[^\[\]]{0,80}\]|\([.…]{1,3}\)|…|\.\.+")  # where a quote is cut, or filled in by an editor
QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]+)[”»\"]")


def words_of(text: str) -> list[str]:
    """Without case, accents and marks, so that houses of different style print the same words."""
    letters = unicodedata.normalize("NFKD", text.translate(APOSTROPHES).casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return [word.replace("'", "") for word in WORD.findall(plain)]


def fingerprint(body: str) -> Fingerprint:
    words = words_of(body)
    shingles = {" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}
    return tuple(sorted(map(_hash, shingles))[:KEPT])


def _hash(shingle: str) -> int:
    """The same in every process, and small enough for a signed number of 64 bits."""
    return int.from_bytes(blake2b(shingle.encode("utf-8", "replace"), digest_size=8).digest()) >> 1


def likeness(one: Fingerprint, other: Fingerprint) -> float:
    """The share of the shorter body that stands in the longer, 0 to 1; 0 where too little is there to tell.

    Both are looked at below the highest hash that neither has dropped: a fair sample of each.
    """
    ceiling = min(_ceiling(one), _ceiling(other))
    ours, theirs = set(one[: bisect_right(one, ceiling)]), set(other[: bisect_right(other, ceiling)])
    fewest = min(len(ours), len(theirs))
    return len(ours & theirs) / fewest if fewest >= FEWEST_SHARED else 0.0


def _ceiling(found: Fingerprint) -> float:
    return found[-1] if len(found) >= KEPT else float("inf")


def packed(found: Fingerprint) -> bytes:
    return array("q", found).tobytes()


def unpacked(stored: bytes) -> Fingerprint:
    found = array("q")
    found.frombytes(stored)
    return tuple(found)


@dataclass(frozen=True)
class Utterance:
    """What is said, in the pieces that an ellipsis or a bracket leaves of it."""

    pieces: tuple[tuple[str, ...], ...]

    @cached_property
    def length(self) -> int:
        return sum(map(len, self.pieces))

    @cached_property
    def folded(self) -> str:
        return " \0 ".join(f" {' '.join(piece)} " for piece in self.pieces)

    def is_one_with(self, other: Utterance, *, in_copies: bool = False) -> bool:
        """Whether one is the other or a part of it; in copies of one text, however short."""
        if self.pieces == other.pieces:
            return self.length >= (1 if in_copies else EQUAL_WORDS)
        return self._is_within(other) or other._is_within(self)

    def _is_within(self, other: Utterance) -> bool:
        """Every piece stands in the other, in this order."""
        place = 0 if self.length >= CONTAINED_WORDS else -1
        for piece in self.pieces:
            place = other.folded.find(f" {' '.join(piece)} ", place) if place >= 0 else -1
            place += len(" ".join(piece)) if place >= 0 else 0
        return place >= 0


def utterance(text: str) -> Utterance:
    """The words between quotation marks where there are enough of them, else all of the text."""
    quoted = Utterance(tuple(_pieces(QUOTED.findall(text))))
    return quoted if quoted.length >= EQUAL_WORDS else Utterance(tuple(_pieces([text])))


def _pieces(texts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for text in texts:
        for part in LEFT_OUT.split(text):
            if words := words_of(part):
                yield tuple(words)


def same_words(one: str, other: str) -> bool:
    """Whether two quotes are one utterance: whatever the marks, the case and what either leaves out."""
    return utterance(one).is_one_with(utterance(other))
