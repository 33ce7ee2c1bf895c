"""Each form of article, and for each fault a sample that has it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from negotiations.codebook.reading import FileError
from negotiations.ingest.parse import LONGEST_BODY, ParsedArticle, parse
from tests.factories import SAMPLES

ARTICLES, BAD = SAMPLES / "articles", SAMPLES / "articles" / "bad"
GOLD = Path(__file__).parents[3] / "shared" / "gold" / "articles" / "russia-ukraine-2025" / "2025-05-15-istanbul.txt"
TODAY, DAY = date(2021, 7, 1), date(2021, 5, 16)


def parsed(path: Path, data: bytes | None = None) -> list[ParsedArticle | FileError]:
    return list(parse(path.read_bytes() if data is None else data, str(path), TODAY))


def article(path: Path, data: bytes | None = None) -> ParsedArticle:
    (only,) = parsed(path, data)
    assert isinstance(only, ParsedArticle), only
    return only


def fault(path: Path, data: bytes | None = None) -> str:
    (only,) = parsed(path, data)
    assert isinstance(only, FileError), only
    return str(only)


def test_a_plain_text_is_dated_and_placed_by_its_first_line() -> None:
    found = article(ARTICLES / "dateline.txt")
    assert (found.head.date, found.head.place) == (DAY, "LAKE")
    assert found.head.title == "“We want the truce now,” Ada Berg said."
    assert found.body == (ARTICLES / "dateline.txt").read_text()


def test_a_plain_text_without_a_dateline_is_dated_by_its_name() -> None:
    found = article(ARTICLES / "2021-05-16-undated-words.txt")
    assert (found.head.date, found.head.place, found.head.title) == (DAY, "", "Nobody came to the lake on Sunday.")


@pytest.mark.parametrize("before", ["AGENCY", "\n\n  AGENCY —", "By A. Writer, up to date,", "\n"])
def test_the_first_line_may_say_more_before_its_day(before: str) -> None:
    found = article(Path("a.txt"), f"{before} date 2021-05-16 LAKE: The words. More.".encode())
    assert (found.head.date, found.head.place, found.head.title) == (DAY, "LAKE", "The words.")
    assert found.body.startswith(before)


@pytest.mark.parametrize(
    "text",
    ["The words.\nAGENCY date 2021-05-16 LAKE: More.", "AGENCY update 2021-05-16 LAKE: Words.", "date 2021-05-16 LAKE"],
)
def test_a_day_elsewhere_is_no_dateline(text: str) -> None:
    assert "has no date" in fault(Path("a.txt"), text.encode())


def test_a_million_spaces_are_no_burden() -> None:
    assert "has no date" in fault(Path("a.txt"), b"w" + b" " * 900_000 + b"\n date 2021-05-16 LAKE: Words.")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", " date 1799-12-31 LAKE: Words."),
        ("1799-12-31.txt", "Words."),
        ("a.md", "---\ntitle: T\ndate: 1799-12-31\n---\nWords."),
        ("a.jsonl", '{"title": "T", "date": "1799-12-31", "body": "Words."}'),
        ("a.jsonl", '{"title": "T", "date": "3000-01-01", "body": "Words."}'),
    ],
)
def test_a_day_outside_the_calendar_is_refused(name: str, text: str) -> None:
    told = fault(Path(name), text.encode())
    assert "YYYY-MM-DD, from 1800-01-01 to 2999-12-31" in told
    assert "\n" not in told


def test_a_key_twice_in_a_line_of_json_is_a_fault() -> None:
    row = '{"title": "T", "date": "2021-05-16", "body": "Words."}'
    twice = row.replace("{", '{"title": "U", ')
    good, bad = parsed(Path("a.jsonl"), f"{row}\n{twice}".encode())
    assert isinstance(good, ParsedArticle)
    assert str(bad) == "a.jsonl:2: the key 'title' stands twice"


def test_the_dateline_outweighs_the_name() -> None:
    assert article(Path("2020-01-01-x.txt"), b" date 2021-05-16 LAKE: Words.").head.date == DAY


def test_the_gold_article_is_read_as_it_is() -> None:
    if not GOLD.exists():
        pytest.skip(f"the gold set does not lie at {GOLD}")
    (found,) = parse(GOLD.read_bytes(), str(GOLD), date(2025, 6, 1))
    assert isinstance(found, ParsedArticle)
    assert found.head.date == date(2025, 5, 15)
    assert found.body == GOLD.read_text(encoding="utf-8")


def test_markdown_says_all_in_its_front_matter() -> None:
    found = article(ARTICLES / "front-matter.md")
    head = found.head
    assert (head.title, head.date, head.place) == ("At the lake: day one", DAY, "Lake")
    assert (head.outlet, head.round, head.shown) == ("The River Post", "lake-1", "quotes")
    assert [(source.key, source.date) for source in head.sources] == [("a", DAY), ("b", None)]
    assert found.body == "“We want the truce now,” Ada Berg said.\n\nPio Costa left."


def test_a_page_of_html_gives_its_words_without_the_menus() -> None:
    found = article(ARTICLES / "page.html")
    head = found.head
    assert (head.title, head.date, head.outlet) == ("At the lake", DAY, "The River Post")
    assert "“We want the truce now,” Ada Berg said" in found.body
    assert "Pio Costa left" in found.body
    assert "Sport" not in found.body


def test_overlong_heads_of_a_page_are_cut() -> None:
    page = (ARTICLES / "page.html").read_text()
    long = page.replace("The River Post", "R" * 300).replace("At the lake", "L" * 600)
    head = article(Path("long.html"), long.encode()).head
    assert (len(head.outlet), len(head.title)) == (200, 500)


def test_each_line_of_json_is_an_article_and_a_bad_one_stops_no_other() -> None:
    first, second, bad, fourth = parsed(ARTICLES / "rows.jsonl")
    assert isinstance(bad, FileError)
    assert str(bad).endswith("rows.jsonl:4: is not JSON: Expecting value: line 1 column 49 (char 48)")
    bodies = [one.body for one in (first, second, fourth) if isinstance(one, ParsedArticle)]
    assert bodies[1:] == ["Pio Costa left.\nNobody followed.", "The boats stayed empty."]
    assert isinstance(fourth, ParsedArticle)
    assert fourth.name.endswith("rows.jsonl:5")


TOLD = {
    "empty.txt": "is empty; expected an article",
    "blank.txt": "is empty; expected an article",
    "missing-date.txt": "has no date; expected a first line that carries",
    "impossible-date.txt": "is dated '2021-02-30'; expected a day of the calendar",
    "future-date.txt": "is dated 2999-01-01, which is in the future",
    "2021-02-30-impossible-name.txt": "is dated '2021-02-30'; expected a day of the calendar",
    "only-a-dateline.txt": "has no text",
    "nul.txt": "holds a NUL byte at character 30",
    "broken-utf-16.txt": "begins as utf-16 but byte 12 is not; save it as UTF-8",
    "unknown.docx": "ends in .docx; expected one of .txt, .md, .html, .htm, .jsonl",
    "nosuffix": "ends in nothing; expected one of",
    "no-front-matter.md": "has no front matter; expected `---`",
    "missing-date.md": "date: Field required",
    "unknown-key.md": ":4: author: Extra inputs are not permitted",
    "duplicate-key.md": ":4: not YAML: the key 'title' stands twice",
    "not-yaml.md": ":2: not YAML: mapping values are not allowed here",
    "list.md": "has front matter that is no mapping",
    "no-words.md": "has no text; expected the article's words",
    "unknown-shown.md": ":4: shown: String should match pattern",
    "undated-page.html": "declares no date; expected e.g. <meta property=article:published_time",
    "no-article.html": "holds no article; expected a page with paragraphs",
    "not-an-object.jsonl": ":1: is no JSON object; expected",
    "nul.jsonl": ":1: holds a NUL character; expected text",
    "nul-in-title.jsonl": ":1: holds a NUL character; expected text",
    "half-a-pair.jsonl": ":1: holds half a surrogate pair at character 12",
    "number-for-a-date.jsonl": ":1: date: 0 is no day of the calendar; expected YYYY-MM-DD",
    "no-title.jsonl": ":1: title: String should have at least 1 character",
    "long-place.jsonl": ":1: place: String should have at most 200 characters",
}


def test_every_bad_sample_is_tried() -> None:
    assert {path.name for path in BAD.iterdir()} == {*TOLD, "unknown-round.md"}


@pytest.mark.parametrize("name", TOLD)
def test_a_fault_names_the_file_and_what_was_expected(name: str) -> None:
    told = fault(BAD / name)
    assert told.startswith(str(BAD / name))
    assert TOLD[name] in told
    assert "\n" not in told


def test_a_body_longer_than_any_report_is_refused() -> None:
    begins = b" date 2021-05-16 LAKE: "
    assert article(Path("a.txt"), begins + b"w" * (LONGEST_BODY - len(begins)))
    assert "has 1,000,001 characters; at most 1,000,000 are stored" in fault(
        Path("a.txt"), begins + b"w" * (LONGEST_BODY - len(begins) + 1)
    )


def test_today_is_not_the_future() -> None:
    assert article(Path("a.txt"), b" date 2021-07-01 LAKE: Words.")
    assert "in the future" in fault(Path("a.txt"), b" date 2021-07-02 LAKE: Words.")


@pytest.mark.parametrize(
    "data", [b"<div>" * 20_000 + b"words", b"<" * 100_000, b"<!--" + b"-" * 100_000, b"<p>\x01\x02"]
)
def test_wild_html_is_a_fault_and_no_crash(data: bytes) -> None:
    assert fault(Path("wild.html"), data)
