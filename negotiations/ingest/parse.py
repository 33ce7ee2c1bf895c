"""A file's bytes into articles: plain text, Markdown with front matter, HTML, JSON Lines. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import trafilatura
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from trafilatura.settings import Document

from negotiations.codebook.reading import FileError, describe, each_key_once, parse_data, problems_of
from negotiations.codebook.shape import A_DAY, Day, read_day
from negotiations.ingest.decode import decode

LARGEST_FILE = 10_000_000  # bytes
LONGEST_BODY = 1_000_000  # characters: some hundred times the longest report

DATELINE = re.compile(r"\s*+(?:[^\n]*?\s)?date (?P<date>\d\S*) (?P<place>[^:\n]{1,200}):")
DATED_NAME = re.compile(r"(?P<date>\d{4}-\d\d-\d\d)(?!\d)")
FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<head>.*?\n)---[ \t]*\n(?P<body>.*)", re.DOTALL)

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
WEB_ADDRESS = "^((?i:https?)://[^ ]+)?$"  # it becomes a link: never javascript:
WebAddress = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000, pattern=WEB_ADDRESS)]


class CitedSource(BaseModel):
    """One page that a digest rests on."""

    model_config = ConfigDict(extra="forbid")

    key: Line
    outlet: Line
    url: WebAddress
    date: Day | None = None


class Head(BaseModel):
    """What is said about an article beside its words."""

    model_config = ConfigDict(extra="forbid")

    title: Annotated[Line, Field(min_length=1)]
    date: Day
    place: Name = ""
    outlet: Name = ""
    language: Annotated[str, StringConstraints(max_length=10)] = "en"
    url: WebAddress = ""
    round: Line = ""
    shown: Annotated[str, StringConstraints(pattern="^(full|quotes)$")] = "full"
    sources: list[CitedSource] = []


class Row(Head):
    """One line of JSON Lines: the head and the words together."""

    body: str


@dataclass(frozen=True)
class ParsedArticle:
    """`name` is the file, with the line for JSON Lines; offsets of everything later count in `body`."""

    name: str
    head: Head
    body: str


def parse(
    data: bytes, name: str, today: date, *, suffix: str = "", line: int = 1, dated: date | None = None
) -> Iterator[ParsedArticle | FileError]:
    """Every article of a file; what is wrong with one comes as an error value, and the next go on.

    `suffix` says how to read what has no file's name, `line` where in its file the bytes begin, and `dated` when a page
    was published that does not say so itself.
    """
    try:
        read_all = _reader(suffix or Path(name).suffix.lower())
        if not data.strip():
            raise ValueError("is empty; expected an article")
        if len(data) > LARGEST_FILE:
            raise ValueError(f"has more than {LARGEST_FILE:,} bytes, which is the most that is read. Split it.")
        text = decode(data)
    except ValueError as error:
        yield FileError(f"{name}: {error}")
        return
    for part, read in read_all(text, Source(name, line, dated)):
        try:
            yield _checked(read(), part, today)
        except FileError as error:
            yield error
        except ValueError as error:
            yield FileError(f"{part}: {error}")


@dataclass(frozen=True)
class Source:
    """What is known of a text beside its bytes."""

    name: str
    line: int = 1
    dated: date | None = None


Reading = tuple[str, Callable[[], tuple[Head, str]]]
Reader = Callable[[str, Source], Iterator[Reading]]


def _reader(suffix: str) -> Reader:
    if suffix not in READERS:
        raise ValueError(f"ends in {suffix or 'nothing'}; expected one of {', '.join(READERS)}")
    return READERS[suffix]


def _checked(read: tuple[Head, str], name: str, today: date) -> ParsedArticle:
    head, body = read
    for text in _texts([body, head.model_dump()]):
        _check_characters(text)
    if not body.strip():
        raise ValueError("has no text; expected the article's words")
    if len(body) > LONGEST_BODY:
        raise ValueError(f"has {len(body):,} characters; at most {LONGEST_BODY:,} are stored. Split it.")
    if head.date > today:
        raise ValueError(f"is dated {head.date}, which is in the future; expected its day of publication")
    return ParsedArticle(name, head, body)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


def _check_characters(text: str) -> None:
    """JSON can spell what no database stores."""
    if "\x00" in text:
        raise ValueError("holds a NUL character; expected text")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"holds half a surrogate pair at character {error.start}; expected Unicode text") from error


def _one(read: Callable[[str, Source], tuple[Head, str]]) -> Reader:
    def readings(text: str, source: Source) -> Iterator[Reading]:
        yield source.name, lambda: read(text, source)

    return readings


def _plain(text: str, source: Source) -> tuple[Head, str]:
    """`AGENCY date 2025-05-15 ISTANBUL: The words …`, or any text whose file name begins with its day.

    The body is the whole text, dateline included.
    """
    if line := DATELINE.match(text):
        day, place, words = _day(line["date"]), line["place"].strip(), text[line.end() :]
    elif named := DATED_NAME.match(Path(source.name).name):
        day, place, words = _day(named["date"]), "", text
    elif source.dated:
        day, place, words = source.dated, "", text
    else:
        raise ValueError(
            "has no date; expected a first line that carries ` date YYYY-MM-DD PLACE:`,"
            " or a file name that begins with YYYY-MM-DD"
        )
    if not words.strip():
        raise ValueError("has no text; expected the article's words after its dateline")
    return Head(title=_first_sentence(words), date=day, place=place), text


def _day(written: str) -> date:
    try:
        day: date = read_day(written)
    except ValueError as error:
        raise ValueError(f"is dated {written!r}; expected a day of the calendar as {A_DAY}") from error
    return day


def _first_sentence(text: str, most: int = 120) -> str:
    """The first sentence, cut at a word: a text without a headline is known by it."""
    sentence = re.split(r"(?<=[.!?…])[”\"’']?\s", text.strip()[:2000], maxsplit=1)[0]
    sentence = " ".join(sentence.split())
    return sentence if len(sentence) <= most else f"{sentence[:most].rsplit(' ', 1)[0]} …"


def _markdown(text: str, source: Source) -> tuple[Head, str]:
    found = FRONT_MATTER.fullmatch(text)
    if not found:
        raise ValueError("has no front matter; expected `---`, lines such as `date: 2025-05-16`, `---`, then the words")
    head = "\n" + found["head"]  # with its first line, so that errors count the lines of the file
    written = parse_data(head, Path(source.name))
    if not isinstance(written, dict):
        raise ValueError("has front matter that is no mapping; expected lines such as `title: …`")
    return _head(Head, written, source.name, head), found["body"].strip("\n")


def _head(shape: type[Head], written: dict[str, Any], name: str, text: str) -> Head:
    try:
        return shape.model_validate(written)
    except ValidationError as error:
        raise FileError(describe(Path(name), text, problems_of(error))) from error


def _html(text: str, source: Source) -> tuple[Head, str]:
    """The article's own words, without menus and advertisements; its day only where the page declares one."""
    found = trafilatura.bare_extraction(
        text, with_metadata=True, include_comments=False, date_extraction_params={"extensive_search": False}
    )
    words: dict[str, Any] = found.as_dict() if isinstance(found, Document) else {}
    if not words.get("text"):
        raise ValueError("holds no article; expected a page with paragraphs of text")
    if not words.get("date") and not source.dated:
        raise ValueError("declares no date; expected e.g. <meta property=article:published_time content=YYYY-MM-DD>")
    address = str(words.get("url") or "").strip()
    head = Head(
        title=(words.get("title") or _first_sentence(words["text"]))[:500],
        date=_day(words["date"]) if words.get("date") else source.dated,
        outlet=(words.get("sitename") or words.get("hostname") or "")[:200],
        url=address if re.fullmatch(WEB_ADDRESS, address) and len(address) <= 1000 else "",
        language=(words.get("language") or "en")[:10],
    )
    return head, words["text"]


def _json_lines(text: str, source: Source) -> Iterator[Reading]:
    for number, line in enumerate(text.split("\n"), start=source.line):
        if line.strip():
            part = f"{source.name}:{number}"
            yield part, lambda line=line, part=part: _json_row(line, part)  # type: ignore[misc]


def _json_row(line: str, part: str) -> tuple[Head, str]:
    try:
        written = json.loads(line, object_pairs_hook=each_key_once)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"is not JSON: {error}") from error
    if not isinstance(written, dict):
        raise ValueError('is no JSON object; expected {"title": …, "date": …, "body": …}')
    row = _head(Row, written, part, "")
    assert isinstance(row, Row)
    return row, row.body.replace("\r\n", "\n").replace("\r", "\n")


READERS: dict[str, Reader] = {
    ".txt": _one(_plain),
    ".md": _one(_markdown),
    ".html": _one(_html),
    ".htm": _one(_html),
    ".jsonl": _json_lines,
}
