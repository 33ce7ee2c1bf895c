from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations.models import Negotiation, Statement
from negotiations.readers.evidence import FARTHEST, as_words, surroundings
from negotiations.readers.matrix import matrix
from negotiations.readers.panel import SHOWN, evidence_of
from negotiations.readers.reading import reading_of
from tests.talks import FIRST_DAY, TODAY, sketch


@pytest.mark.parametrize(
    ("body", "words", "before", "after"),
    [
        ("First. “We want it,” he said. Last.", "We want it", "“", ",” he said."),
        ("First.\n\nWe want it. Last.", "We want it.", "", ""),
        ("He asked: “Why?” We want it now! Last.", "want it", "We ", " now!"),
        ("We want it", "We want it", "", ""),
        ("One\nWe want it\nTwo", "want", "We ", " it"),
    ],
)
def test_words_stand_in_their_own_sentence(body: str, words: str, before: str, after: str) -> None:
    start = body.index(words)
    assert surroundings(body, start, start + len(words)) == (before, after)


@given(st.text("ab. !?\n”é🕊", min_size=1, max_size=200), st.data())
def test_surroundings_are_what_stands_there_and_never_far(body: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(body) - 1))
    end = data.draw(st.integers(start + 1, len(body)))
    before, after = surroundings(body, start, end)
    assert body[:start].endswith(before)
    assert body[end:].startswith(after)
    assert "\n" not in before + after
    assert max(len(before), len(after)) <= FARTHEST


def test_of_a_very_long_sentence_only_a_part_is_shown() -> None:
    body = "word " * 1000
    before, after = surroundings(body, 2500, 2504)
    assert len(before) <= FARTHEST
    assert len(after) <= FARTHEST


def test_every_bundled_statement_reads_as_it_stands(talks: Negotiation) -> None:
    for statement in Statement.objects.with_evidence().filter(negotiation=talks):
        words = as_words(statement)
        assert words.before + words.span + words.after in statement.article.body
        assert words.sources


def test_what_sets_a_position_stands_first_and_always(db: None) -> None:
    found = sketch()
    report = found.article("We want it.")
    found.says(report, "We want it", outcome=40)
    for at in range(SHOWN + 3):
        article = found.article(f"They lie, part {at}.", on=FIRST_DAY + timedelta(days=at + 1))
        found.says(article, "They lie", outcome=None, act="accuse")
    shown = matrix(reading_of(found.negotiation, today=TODAY))
    cell = shown.cell("i0.p0")
    assert cell
    evidence = evidence_of(cell, shown.record, shown.clock)
    assert evidence.items[0].sets_position
    assert evidence.items[0].words.span == "We want it"
    assert len(evidence.items) == SHOWN
    assert evidence.further == 4


def test_nothing_said_after_the_day_is_evidence(talks: Negotiation) -> None:
    shown = matrix(reading_of(talks, today=TODAY, on=FIRST_DAY))
    for row in shown.rows:
        for cell in row.sides:
            items = evidence_of(cell, shown.record, shown.clock).items
            assert all(item.words.statement.said_on <= FIRST_DAY for item in items)
