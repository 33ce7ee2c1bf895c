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


@pytest.mark.parametrize(
    ("data", "byte"),
    [
        (WORDS.encode()[:-1] + "é".encode()[:1], len(WORDS.encode()) - 1),
        (b"Caf\xc3\xa9 \xff and more", 6),
        (RUSSIAN.encode()[1:], 0),
        (b"A boat: \xed\xa0\xbd\xed\xb8\x80", 8),
        ("条約に署名しない".encode()[:-1], 21),
    ],
)
def test_utf_8_with_broken_bytes_is_read_as_nothing_else(data: bytes, byte: int) -> None:
    with pytest.raises(ValueError, match=f"is UTF-8, but byte {byte} is not"):
        decode(data)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Minister oświadczył, że Polska nie zgodzi się na żadne ustępstwa.", "iso8859-2"),
        ("Minister oświadczył, że Polska nie zgodzi się na żadne ustępstwa.", "cp1250"),
        ("Ministr řekl, že vláda nepřijme žádné podmínky příměří.", "cp1250"),
        ("Der Außenminister erklärte, die Regierung werde die Vorschläge prüfen.", "cp1252"),
        ("El ministro declaró que la próxima reunión será mañana.", "latin-1"),
        ("Dışişleri Bakanı görüşmelerin başladığını söyledi, ateşkes şartları kabul edildi.", "cp1254"),
        ("Мы готовы к переговорам без предварительных условий, заявил представитель.", "koi8-r"),
        ("Ο υπουργός δήλωσε ότι η κυβέρνηση δεν θα δεχτεί τους όρους.", "cp1253"),
        ("قال الوزير إن بلاده تقبل وقف إطلاق النار وإن المحادثات ستستمر.", "cp1256"),
        ("外相は停戦の提案を受け入れると述べた。会談は来週続けられる。", "shift-jis"),
        ("外交部发言人表示，中方支持停火谈判。会谈将于下周继续举行。", "gb18030"),
    ],
)
def test_a_sentence_of_each_press_is_told_by_its_letters(text: str, encoding: str) -> None:
    assert decode(f" date 2025-05-15 PLACE: {text}".encode(encoding)).endswith(text)


@pytest.mark.parametrize(
    ("text", "encoding"), [("Łan", "iso8859-2"), ("Мы", "koi8-r"), ("Нет", "cp1251"), ("à côté", "latin-1")]
)
def test_too_few_letters_are_refused_instead_of_guessed(text: str, encoding: str) -> None:
    with pytest.raises(ValueError, match="declare the encoding or save as UTF-8"):
        decode(text.encode(encoding))


def test_a_page_that_declares_it_needs_no_letters_to_tell() -> None:
    page = "<meta charset=koi8-r><p>Мы</p>"
    assert decode(page.encode("koi8-r")) == page


def test_what_is_no_text_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="save as UTF-8"):
        decode(bytes(range(256)) * 40)
