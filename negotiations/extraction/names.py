"""Letters and words of names."""

from __future__ import annotations

import unicodedata

from negotiations.extraction.vocabulary import words


def _plain(letter: str) -> str:
    """Without its accent: e for é, i for ı; letters of their own stay."""
    base = unicodedata.normalize("NFKD", letter)[0]
    return STROKES.get(letter, base if base.isascii() else letter)


STROKES = {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D"}

# One character for one, so that offsets stay; what is looked up is folded alike.
FOLD = str.maketrans(
    {
        **dict.fromkeys(map(chr, range(0xD800, 0xE000)), "?"),
        **{letter: _plain(letter) for letter in map(chr, range(0xC0, 0x250))},
        "’": "'",
        "‘": "'",
        "\u00a0": " ",
        "\u202f": " ",
        "\n": " ",
        "‑": "-",
    }
)

PRONOUNS = frozenset(["he", "she", "they", "it", "we", "i", "you", "his", "her", "him", "their", "them", "who", "us"])

TITLES = words(
    """mr mrs ms dr sir dame lord president prime minister foreign secretary chancellor deputy vice
        vice-president premier envoy special ambassador general gen lt col colonel admiral senator sen
        governor gov rep king queen prince pope cardinal sheikh ayatollah chief head state defence
        defense interior finance commerce treasury energy trade spokesman spokeswoman spokesperson
        adviser advisor leader speaker judge justice professor prof retired acting senior top
        analyst expert lawyer activist journalist researcher
        representative commissioner director chairman chairwoman chair economist negotiator diplomat"""
)

NOT_NAMES = words(
    """the a an and but in on at he she it they we i if when while after before as for that this these
        those monday tuesday wednesday thursday friday saturday sunday january february march april may
        june july august september october november december earlier later meanwhile however despite
        speaking asked our their his her its no yes not what who why how there here of to from with by
        or so now then also both each one two three many some most"""
)

MONTHS = words("january february march april may june july august september october november december")

INSTITUTIONS = words(
    """committee party house department court times post news university congress senate street union
        council ministry bank center centre institute agency association foundation company inc city
        county avenue parliament republic kingdom states nations organization organisation group war sea
        region office service army force air fund forum conference summit airport media social network
        alliance institute dialogue federation coalition movement board academy club
        security cup world east west north south middle"""
)

SPELLING = 88.0  # of 100: how like a name of the codebook a spelling must be to stand for it
