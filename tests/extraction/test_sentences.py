from __future__ import annotations

from negotiations.extraction.quotes import find_quotes
from negotiations.extraction.sentences import LONGEST, Sentence, find_paragraphs, split_sentences


def sentences(body: str) -> tuple[Sentence, ...]:
    paragraphs = find_paragraphs(body)
    return split_sentences(body, paragraphs, find_quotes(body, paragraphs))


def texts(body: str) -> list[str]:
    return [body[sentence.span.start : sentence.span.end] for sentence in sentences(body)]


def test_titles_and_initials_end_no_sentence() -> None:
    assert texts("Gov. John F. Doe met Mr. Roe. They talked.") == ["Gov. John F. Doe met Mr. Roe.", "They talked."]


def test_a_quote_is_not_cut_at_its_full_stops() -> None:
    assert texts("“We came. We saw,” she said. He left.") == ["“We came. We saw,” she said.", "He left."]


def test_a_quote_that_ends_a_sentence_ends_it() -> None:
    assert texts("She called it “a farce.” He left.") == ["She called it “a farce.”", "He left."]


def test_a_question_stays_with_the_one_who_asks() -> None:
    assert texts("“Why?” Doe asked. Nobody answered.") == ["“Why?” Doe asked.", "Nobody answered."]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    body = "The talks began\nin the morning and\nwent on until the\nnight before they\nended. All\nleft.\n\nNext."
    assert len(find_paragraphs(body)) == 2


def test_a_short_line_without_a_full_stop_is_a_heading() -> None:
    assert [s.is_heading for s in sentences("Talks fail again\nThe talks failed.")] == [True, False]


def test_a_sentence_without_end_is_cut() -> None:
    assert len(sentences("word " * (3 * LONGEST))) == 3


def test_nothing_has_no_sentences() -> None:
    assert sentences("") == sentences(" \n\n ") == ()
