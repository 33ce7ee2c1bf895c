from __future__ import annotations

import pytest

from negotiations.ingest.decode import decode

WORDS = "“We will not sign,” Müller said – the minister’s café was closed, he added on Sunday."
RUSSIAN = "«Мы готовы к переговорам без предварительных условий», — заявил представитель. Встреча пройдёт через неделю."
FRENCH = "Le café a été fermé, dit le délégué à la presse après les négociations."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_the_usual_encodings_are_read_undeclared(encoding: str) -> None:
    assert decode(WORDS.encode(encoding)) == WORDS


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (RUSSIAN, "utf-16"), (FRENCH, "latin-1")])
def test_old_encodings_are_told_by_their_letters(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "written", "declared"),
    [
        (WORDS, "cp1252", "windows-1252"),
        (WORDS, "cp1252", "iso-8859-1"),
        (WORDS, "cp1252", "us-ascii"),
        (WORDS, "cp1252", "utf-8"),
        (WORDS, "cp1252", "no-such-thing"),
        (WORDS, "cp1252", "undefined"),
        (WORDS, "utf-8", "iso-8859-1"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (
            RUSSIAN.replace("«", "“").replace("»", "”").replace("—", "-").replace("“", '"').replace("”", '"'),
            "koi8-r",
            "koi8-r",
        ),
    ],
)
def test_what_a_page_declares_is_tried_after_utf_8(text: str, written: str, declared: str) -> None:
    page = f"<meta charset={declared}><p>{text}</p>"
    assert decode(page.encode(written)) == page


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_become_one_kind(ends: str) -> None:
    assert decode(f"one{ends}two".encode()) == "one\ntwo"


def test_bytes_that_do_not_keep_what_their_mark_promises_are_refused() -> None:
    with pytest.raises(ValueError, match="begins as utf-16 but byte 4 is not"):
        decode(b"\xff\xfea\x00\x00\xd8")


def test_a_nul_is_refused_with_its_place() -> None:
    with pytest.raises(ValueError, match="holds a NUL byte at character 2"):
        decode(b"ab\x00cd")


def test_what_is_no_text_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="Save it as"):
        decode(bytes(range(256)) * 40)
