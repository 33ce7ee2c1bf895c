"""Several statements in one breath."""

from __future__ import annotations

from collections.abc import Callable

from negotiations.extraction import Extraction

Read = Callable[[str], Extraction]


def parts(body: str, read: Read) -> list[tuple[str, str | None]]:
    return [(body[slice(*one.content[0])], one.issue) for one in read(body).suggestions]


def test_sentences_of_one_quote_on_different_issues_are_two_statements(read: Read) -> None:
    body = "“We will keep the truce for ever. The river must flow again,” Berg said."
    assert parts(body, read) == [
        ("We will keep the truce for ever.", "truce"),
        ("The river must flow again,", "water"),
    ]


def test_sentences_on_one_issue_stay_together(read: Read) -> None:
    assert len(parts("“We will keep the truce for ever. The truce will hold again,” Berg said.", read)) == 1


def test_clauses_that_an_and_joins_are_two_statements_where_they_name_two_issues(read: Read) -> None:
    body = "Berg said that the truce would hold today and that the river must flow again."
    assert [issue for _, issue in parts(body, read)] == ["truce", "water"]


def test_each_part_rests_on_its_own_words(read: Read) -> None:
    body = "“We will keep the truce for ever. The river must flow again,” Berg said."
    first, second = read(body).suggestions
    assert first.end <= second.start
