"""Which of the old encodings a text is in, told by the letters that come out; undecided is refused, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from charset_normalizer import CharsetMatch, from_bytes

SAVE_IT = "declare the encoding or save as UTF-8"
SAMPLE = 200_000  # bytes

# What newsrooms write in languages of Latin letters, each with the alphabets that it was made for.
WESTERN = ("àâæçéèêëîïôœùûüÿ", "áéíñóúü", "äöüß", "àáâãçéêíóôõú", "àèéìíòóù", "åäöæøé", "áðéíóúýþæö")
CENTRAL = ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíľňóôšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž")
ALPHABETS = {"cp1252": WESTERN, "cp1250": CENTRAL, "iso8859_2": CENTRAL, "cp1254": ("çğıİöşüâî",)}
SIGNS = "“”‘’„‚‹›«»–—…•·€£§°©®™¡¿ºª\xa0\xad"
OTHERS = ["cp1251", "koi8_r", "koi8_u", "cp1253", "cp1255", "cp1256", "cp932", "euc_jp", "gb18030", "big5", "euc_kr"]

MOST_STRAYS = 0.05  # of the letters beyond ASCII: names from abroad
MOST_CHAOS, LESS_CHAOS, MORE_COHERENCE = 0.1, 0.02, 0.1  # charset-normalizer's measures; the latter two tell rivals


def likeliest(data: bytes) -> str:
    """The name of the encoding. Raises ValueError where no candidate stands out."""
    sample = data if len(data) <= SAMPLE else data[: data.rfind(b"\n", 0, SAMPLE) + 1] or data[:SAMPLE]
    letters, beyond = len(re.findall(rb"[A-Za-z]", sample)), len(re.findall(rb"[\x80-\xff]", sample))
    found = _by_alphabet(sample) if letters > beyond else _by_coherence(sample)
    if found is None:
        raise ValueError(f"is in an encoding that its letters do not tell; {SAVE_IT}.")
    return found


def _by_alphabet(data: bytes) -> str | None:
    texts = dict(_readings(data))
    strays = {encoding: _strays(text, encoding) for encoding, text in texts.items()}
    best = min(strays, key=lambda encoding: strays[encoding], default=None)
    if best is None or strays[best] > MOST_STRAYS * sum(not sign.isascii() for sign in texts[best]):
        return None
    ties = {text for encoding, text in texts.items() if strays[encoding] == strays[best]}
    return best if len(ties) == 1 else None


def _readings(data: bytes) -> Iterator[tuple[str, str]]:
    for encoding in ALPHABETS:
        try:
            yield encoding, data.decode(encoding)
        except UnicodeDecodeError:
            continue


def _strays(text: str, encoding: str) -> int:
    """How many letters stand outside the one alphabet that fits best."""
    beyond = [sign for sign in text if not sign.isascii() and sign not in SIGNS]
    return min(
        sum(sign.lower() not in alphabet and sign not in alphabet for sign in beyond)
        for alphabet in ALPHABETS[encoding]
    )


def _by_coherence(sample: bytes) -> str | None:
    ranked = list(from_bytes(sample, cp_isolation=OTHERS))
    if not ranked or ranked[0].chaos > MOST_CHAOS:
        return None
    return ranked[0].encoding if all(map(_outdoes(ranked[0]), ranked[1:])) else None


def _outdoes(best: CharsetMatch) -> Callable[[CharsetMatch], bool]:
    def outdone(rival: CharsetMatch) -> bool:
        return (
            rival.chaos - best.chaos >= LESS_CHAOS
            or best.coherence - rival.coherence >= MORE_COHERENCE
            or str(rival) == str(best)
        )

    return outdone
