"""Bytes of a newsroom's file into text."""

from __future__ import annotations

import codecs
import re

from negotiations.ingest.encodings import likeliest

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LATIN_1 = {"iso8859-1", "ascii"}  # who declares these writes Windows-1252, as browsers know
BEYOND_ASCII = re.compile(
    rb"(?P<shaped>[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})"
    rb"|(?P<stray>[\xe0-\xf4][\x80-\xbf]{1,2}|[\x80-\xff])"
)
DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})")


def decode(data: bytes) -> str:
    """Text with `\\n` line ends. Raises ValueError when no encoding fits or a NUL remains.

    Tried in this order: a byte order mark, UTF-8, what an HTML or XML head declares, the likeliest of
    the old encodings by the letters that come out. UTF-8 with broken bytes is refused, not read as another.
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
    except UnicodeDecodeError as error:
        if _is_broken_utf_8(data):
            raise ValueError(f"is UTF-8, but byte {error.start} is not; save it as UTF-8 again") from error
        return _declared(data) or _strictly(data, likeliest(data), "looks like")


def _is_broken_utf_8(data: bytes) -> bool:
    """Bytes of another encoding hardly ever fall into the shape of UTF-8, and never most of them."""
    kinds = [found.lastgroup for found in BEYOND_ASCII.finditer(data)]
    return kinds.count("shaped") >= kinds.count("stray")


def _strictly(data: bytes, encoding: str, how: str = "begins as") -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ValueError(f"{how} {encoding} but byte {error.start} is not; save it as UTF-8") from error


def _declared(data: bytes) -> str | None:
    found = DECLARED.search(data[:2048])
    if not found:
        return None
    try:
        encoding = codecs.lookup(found[1].decode("ascii")).name
        return data.decode("cp1252" if encoding in LATIN_1 else encoding)
    except (LookupError, UnicodeError):
        return None
