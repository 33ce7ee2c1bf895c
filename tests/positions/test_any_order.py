"""Whatever the order of deeds, positions are those of a computation from scratch; what was answered stays.

The computation from scratch below knows nothing of the product's: it folds the test's own ledger.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from accounts.models import User
from accounts.roles import Role
from negotiations.actions import (
    Coding,
    Refused,
    correct_statement,
    retract_statement,
    tag_statement,
    undo_edit,
)
from negotiations.codebook.reading import check_codebook
from negotiations.codebook.store import save_codebook
from negotiations.ingest.parse import Head, ParsedArticle
from negotiations.ingest.save import save_article
from negotiations.models import Article, Edit, Issue, Negotiation, Party, Person, Revision, Statement
from negotiations.positions import Record, Scale, gap, record_of
from tests.factories import ends_of
from tests.positions.sketches import day

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "one two three four five"
PRINTED = (3, 3, 3, 5, 8)  # three texts of one day: two of them differ in their words alone
DAYS = (0, 2, 3, 4, 5, 7, 8, 20)
SIDES = ("north", "south")
SCALES = {"truce": (0, 100), "fund": (0, 2000)}
RANKS = {"king": 1, "envoy": 5, "": 9}
_slugs = count(1)


@dataclass(frozen=True)
class Line:
    """One coding of the ledger: what was said, where, by whom, when."""

    text: int
    word: int
    party: str
    issue: str
    act: str
    outcome: tuple[float | None, float | None]
    person: str
    earlier: int

    @property
    def said(self) -> date:
        return day(PRINTED[self.text] - self.earlier)

    @property
    def rank_and_text(self) -> tuple[int, date, str]:
        return -RANKS[self.person], day(PRINTED[self.text]), sha256(body(self.text).encode()).hexdigest()


def body(text: int) -> str:
    return f"{WORDS} {text}"


# --- from scratch


def floor(line: Line) -> float:
    return -1e9 if line.outcome[0] is None else line.outcome[0]


def ceiling(line: Line) -> float:
    return 1e9 if line.outcome[1] is None else line.outcome[1]


def from_scratch(ledger: Iterable[Line]) -> dict[Any, Any]:
    """Position, voices and refusals of each party on each issue on each day."""
    lines = list(ledger)
    return {
        (party, issue, on): answer
        for party in SIDES
        for issue in SCALES
        for on in DAYS
        if (
            answer := _stance(
                [one for one in lines if (one.party, one.issue) == (party, issue) and one.said <= day(on)]
            )
        )
    }


def _stance(said: list[Line]) -> tuple[Any, ...] | None:
    taken, refusals = [one for one in said if one.act != "reject"], [one for one in said if one.act == "reject"]
    standing = {
        (floor(no), ceiling(no))
        for no in refusals
        if not any(yes.said >= no.said and floor(yes) <= floor(no) and ceiling(no) <= ceiling(yes) for yes in taken)
    }
    if not taken:
        return (None, sorted(standing)) if said else None
    last = max(one.said for one in taken)
    today = [one for one in taken if one.said == last]
    _, *chosen = max(one.rank_and_text for one in today)
    basis = [one for one in today if [*one.rank_and_text[1:]] == chosen]
    low, high = min(map(floor, basis)), max(map(ceiling, basis))
    voices = {one for one in today if one not in basis and not (low <= floor(one) and ceiling(one) <= high)}
    conditional = any(one.act == "condition" for one in basis)
    if any(no.said > last and floor(no) <= low and high <= ceiling(no) for no in refusals):
        return None, sorted(standing)
    return (low, high, last, conditional, frozenset(basis), frozenset(voices)), sorted(standing)


def gaps_from_scratch(stances: dict[Any, Any]) -> dict[Any, float]:
    found = {}
    for issue, (bottom, top) in SCALES.items():
        for on in DAYS:
            sides = [stances.get((party, issue, on)) for party in SIDES]
            if all(side and side[0] for side in sides):
                (a, b), (c, d) = ((max(bottom, side[0][0]), min(top, side[0][1])) for side in sides if side is not None)
                found[issue, on] = round(100 * max(0.0, a - d, c - b) / (top - bottom), 6)
    return found


# --- the product


@dataclass
class Talks:
    """One negotiation in the database and the test's own ledger of it."""

    editor: User
    negotiation: Negotiation = field(init=False)
    articles: dict[int, Article] = field(default_factory=dict)
    rows: list[tuple[Statement, Line]] = field(default_factory=list)
    told: dict[int, Line] = field(default_factory=dict)

    def __post_init__(self) -> None:
        written = CODEBOOK | {"negotiation": f"talks-{next(_slugs)}"}
        self.negotiation = save_codebook(check_codebook(written, Path("talks.yaml")))

    def ingest(self, text: int) -> Article:
        parsed = ParsedArticle(f"{text}.txt", Head(title="T", date=day(PRINTED[text])), body(text))
        self.articles[text], _ = save_article(parsed, self.negotiation)
        return self.articles[text]

    def coding(self, line: Line) -> Coding:
        def named(model: Any, slug: str) -> Any:
            return model.objects.get(negotiation=self.negotiation, slug=slug)

        word = WORDS.split()[line.word]
        start = WORDS.index(word)
        return Coding(
            article=self.ingest(line.text),
            start=start,
            end=start + len(word),
            party=named(Party, line.party),
            act=line.act,
            channel="direct",
            issue=named(Issue, line.issue),
            outcome=ends_of(line.outcome),
            person=named(Person, line.person) if line.person else None,
            said_on=line.said,
        )

    def tag(self, line: Line) -> None:
        self._opened(tag_statement(self.coding(line), by=self.editor), line)

    def correct(self, which: int, line: Line) -> None:
        if self.rows:
            at = which % len(self.rows)
            line = replace(line, text=self.rows[at][1].text)
            corrected = correct_statement(self.rows[at][0], self.coding(line), by=self.editor)
            self.rows.pop(at)
            self._opened(corrected, line)

    def retract(self, which: int) -> None:
        if self.rows:
            retract_statement(self.rows[which % len(self.rows)][0], by=self.editor)
            self.rows.pop(which % len(self.rows))

    def undo(self) -> None:
        """The last deed, if it can be."""
        edit = Edit.objects.filter(negotiation=self.negotiation.slug).first()
        if edit and edit.verb != "undo":
            undone = undo_edit(edit, by=self.editor)
            self.rows = [(row, line) for row, line in self.rows if row.pk not in undone.closed]
            for old, new in zip(edit.closed, undone.opened, strict=True):
                self._opened(Statement.objects.get(pk=new), self.told[old])

    def _opened(self, row: Statement, line: Line) -> None:
        self.rows.append((row, line))
        self.told[row.pk] = line

    @property
    def ledger(self) -> list[Line]:
        return [line for _, line in self.rows]

    @property
    def settled(self) -> datetime:
        return Revision.objects.get(negotiation=self.negotiation).at

    def stances(self, known: datetime | None = None) -> dict[Any, Any]:
        record = record_of(self.negotiation, known)
        keys = {(p, i): (self._key(Party, p), self._key(Issue, i)) for p in SIDES for i in SCALES}
        return {
            (party, issue, on): answer
            for (party, issue), (party_id, issue_id) in keys.items()
            for on in DAYS
            if (answer := self._stance(record, party_id, issue_id, day(on)))
        }

    def _stance(self, record: Record, party: int, issue: int, on: date) -> tuple[Any, ...] | None:
        lane = record.lane(party, issue)
        position = lane.position(on)
        standing = [ends(coded.outcome) for coded in lane.refused(on)]
        if position is None:
            return (None, standing) if lane.until(on) else None
        basis, voices = (frozenset(self.told[key] for key in keys) for keys in (position.basis, position.voices))
        return (*ends(position.outcome), position.since, position.conditional, basis, voices), standing

    def gaps(self) -> dict[Any, float]:
        record = record_of(self.negotiation)
        one, other = (self._key(Party, slug) for slug in SIDES)
        found = {}
        for issue, axis in SCALES.items():
            scale = Scale(self._key(Issue, issue), *axis)
            for on in DAYS:
                here, there = (record.position(party, scale.issue, day(on)) for party in (one, other))
                if apart := gap(here, there, scale):
                    found[issue, on] = round(apart.points, 6)
        return found

    def _key(self, model: Any, slug: str) -> int:
        key: int = model.objects.values_list("pk", flat=True).get(negotiation=self.negotiation, slug=slug)
        return key


def ends(outcome: Any) -> tuple[float, float]:
    return (-1e9 if outcome.low is None else outcome.low), (1e9 if outcome.high is None else outcome.high)


CODEBOOK: dict[str, Any] = {
    "title": "Talks",
    "parties": [{"name": "North"}, {"name": "South"}],
    "persons": [
        {"name": "King", "party": "north", "offices": [{"title": "King", "rank": 1}]},
        {"name": "Envoy", "party": "south", "offices": [{"title": "Envoy", "rank": 5}]},
    ],
    "issues": [
        {"title": "Truce", "options": [{"label": "no", "value": 0}, {"label": "yes", "value": 100}]},
        {"title": "Fund", "unit": "bn", "range": [0, 2000]},
    ],
}

points = st.sampled_from([0, 25, 50, 100])
outcomes = st.one_of(
    points.map(lambda end: (end, end)),
    st.tuples(points, points).map(lambda pair: (min(pair), max(pair))),
    points.map(lambda end: (end, None)),
    points.map(lambda end: (None, end)),
)
lines = st.builds(
    Line,
    text=st.integers(0, len(PRINTED) - 1),
    word=st.integers(0, 1),
    party=st.sampled_from(SIDES),
    issue=st.sampled_from(["truce", "truce", "fund"]),
    act=st.sampled_from(["propose", "demand", "condition", "reject", "accept"]),
    outcome=outcomes,
    person=st.sampled_from(sorted(RANKS)),
    earlier=st.integers(0, 2),
)
which = st.integers(0, 9)
deeds = st.lists(
    st.one_of(
        st.tuples(st.just("tag"), lines),
        st.tuples(st.just("tag"), lines),
        st.tuples(st.just("correct"), which, lines),
        st.tuples(st.just("retract"), which),
        st.tuples(st.just("ingest"), st.integers(0, len(PRINTED) - 1)),
        st.tuples(st.just("undo")),
    ),
    min_size=4,
    max_size=14,
)
# Shrinking a failure would take minutes: each example is dozens of transactions.
bounded = settings(
    phases=[Phase.generate],
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    database=None,
)


def a_coder() -> User:
    return User.objects.get_or_create(username="coder", defaults={"role": Role.EDITOR})[0]


def do(talks: Talks, deed: tuple[Any, ...]) -> None:
    """A deed that the record refuses, such as coding the same twice, changes nothing."""
    before = talks.ledger
    try:
        getattr(talks, deed[0])(*deed[1:])
    except Refused:
        assert talks.ledger == before


@given(deeds, st.randoms(use_true_random=False))
@bounded
def test_any_order_of_deeds_gives_what_a_computation_from_scratch_gives(done: list[Any], random: Any) -> None:
    talks = Talks(a_coder())
    for deed in done:
        do(talks, deed)
    expected = from_scratch(talks.ledger)
    assert talks.stances() == expected
    assert talks.gaps() == gaps_from_scratch(expected)
    shuffled = list(talks.ledger)
    random.shuffle(shuffled)
    again = Talks(a_coder())
    for line in shuffled:
        again.tag(line)
    assert again.stances() == expected


@given(deeds)
@bounded
def test_what_was_answered_at_an_instant_is_answered_for_ever(done: list[Any]) -> None:
    talks = Talks(a_coder())
    told = {datetime.fromisoformat("2001-01-01T00:00:00+00:00"): from_scratch([])}
    for deed in done:
        do(talks, deed)
        if talks.told:
            told[talks.settled] = talks.stances()
            told[talks.settled + timedelta(microseconds=1)] = talks.stances()
            assert told[talks.settled] == from_scratch(talks.ledger)
    assert [talks.stances(known) for known in told] == list(told.values())
