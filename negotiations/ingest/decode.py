"""Bytes of a newsroom's file into text."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LATIN_1 = {"iso8859-1", "ascii"}  # who declares these writes Windows-1252, as browsers know
DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})")


def decode(data: bytes) -> str:
    """Text with `\\n` line ends. Raises ValueError when no encoding fits or a NUL remains.

    Tried in this order: a byte order mark, UTF-8, what an HTML or XML head declares, the likeliest of
    the old encodings by the letters that come out.
    """
    text = _decode(data).replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        raise ValueError(
            f"holds a NUL byte at character {text.index(chr(0))}; expected text. Save it as plain text, UTF-8."
        )
    return text


def _decode(data: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _declared(data) or _likeliest(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ValueError(f"begins as {encoding} but byte {error.start} is not; save it as UTF-8") from error


def _declared(data: bytes) -> str | None:
    found = DECLARED.search(data[:2048])
    if not found:
        return None
    try:
        encoding = codecs.lookup(found[1].decode("ascii")).name
        return data.decode("cp1252" if encoding in LATIN_1 else encoding)
    except (LookupError, UnicodeError):
        return None


def _likeliest(data: bytes) -> str:
    best = from_bytes(data[:200_000]).best()
    if best is None:
        raise ValueError("is in no known text encoding; expected text. Save it as UTF-8.")
    try:
        return data.decode(best.encoding)
    except UnicodeDecodeError as error:
        raise ValueError(f"looks like {best.encoding}, but byte {error.start} is not; save it as UTF-8") from error
