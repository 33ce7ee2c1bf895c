"""An article as an editor reads it: every suggestion and standing statement marked, one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from accounts.models import User
from negotiations.models import (
    OPEN,
    Annotation,
    Article,
    Assignment,
    Draft,
    Edit,
    Negotiation,
    Party,
    Statement,
    Status,
    Suggestion,
)
from negotiations.positions import outcome_of
from negotiations.readers.agenda import outcome_words
from negotiations.readers.coding import Names, names_of
from negotiations.readers.passages import Passage, passages_of
from negotiations.readers.reading import OfReading, Reading

Coded = Suggestion | Statement | Annotation
State = Literal["waiting", "unsure", "known", "accepted", "rejected", "gone"]


@dataclass(frozen=True, eq=False)
class Mark:
    """A suggestion or a standing statement in the text, under one number.

    known: waits, but a standing statement of the same party covers its passage; gone: it was accepted, and
    the statement made of it was taken back since.
    """

    number: int
    row: Coded
    state: State

    @property
    def start(self) -> int:
        return self.row.start

    @property
    def end(self) -> int:
        return self.row.end

    @property
    def party(self) -> Party | None:
        return self.row.party

    @property
    def kind(self) -> str:
        return type(self.row).__name__.lower()

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.row.pk}"

    @property
    def open(self) -> bool:
        """Whether there is something to decide."""
        return not isinstance(self.row, Annotation) and self.state in ("waiting", "unsure")

    @property
    def told(self) -> str:
        """Party, act, issue and outcome in a line."""
        issue, outcome = self.row.issue, outcome_of(self.row.outcome)
        said = [self.row.party.name if self.row.party else "no party", self.row.act or "act unsure"]
        said += [issue.title] if issue else []
        return ", ".join(said) + (f": {outcome_words(issue, outcome)}" if issue and outcome else "")


@dataclass(frozen=True)
class Tagger(OfReading):
    article: Article
    reading: Reading
    names: Names
    marks: Sequence[Mark]
    drafts: Sequence[Draft]
    last: Edit | None
    assignment: Assignment | None = None
    """Where the article is coded blind: then the marks are the coder's own annotations, and nothing else is told."""

    @cached_property
    def passages(self) -> list[Passage[Mark]]:
        return passages_of(self.article, self.marks, whole=True)[0]

    def mark(self, key: str | None) -> Mark | None:
        return next((mark for mark in self.marks if mark.key == key), None)

    @property
    def first_open(self) -> Mark | None:
        return next((mark for mark in self.marks if mark.state == "waiting"), None) or next(
            (mark for mark in self.marks if mark.open), None
        )

    def open_after(self, place: tuple[int, int]) -> Mark | None:
        """The next that waits behind a place of the text, then the first that does."""
        behind = (mark for mark in self.marks if mark.state == "waiting" and (mark.start, mark.end) > place)
        return next(behind, None) or self.first_open

    def around(self, start: int) -> tuple[Mark | None, Mark | None]:
        """The marks before and after a place, for a passage that is none."""
        before = [mark for mark in self.marks if mark.start < start]
        after = [mark for mark in self.marks if mark.start > start]
        return (before[-1] if before else None), (after[0] if after else None)

    def beside(self, mark: Mark) -> tuple[Mark | None, Mark | None]:
        at = mark.number - 1
        return (self.marks[at - 1] if at else None), (self.marks[at + 1] if at + 1 < len(self.marks) else None)

    def count(self, *states: str) -> int:
        return sum(mark.state in states for mark in self.marks)

    @cached_property
    def tally(self) -> dict[str, int]:
        states: tuple[State, ...] = ("accepted", "rejected", "waiting", "unsure", "known", "gone")
        return {state: number for state in states if (number := self.count(state))}

    @property
    def settled(self) -> int:
        return len(self.marks) - self.count("waiting", "unsure")

    def draft(self, target: str) -> Draft | None:
        return next((draft for draft in self.drafts if draft.target == target), None)


def tagger_of(article: Article, reading: Reading, user: User) -> Tagger:
    suggestions = article.suggestions.with_coding().prefetch_related("issue__options", "person__offices")
    statements = article.statements.known_at(None).select_related(
        "party", "person", "issue", "addressee", "demand", "coder", "suggestion"
    )
    marks = marks_of(list(suggestions), list(statements.prefetch_related("issue__options", "person__offices")))
    drafts = list(article.drafts.filter(user=user))
    return Tagger(article, reading, names_of(reading.agenda), marks, drafts, last_edit(reading.negotiation, user))


def blind_tagger_of(assignment: Assignment, reading: Reading) -> Tagger:
    """Without suggestions, which would bring the coders together, and without what stands on record."""
    rows = list(assignment.annotations.standing().with_coding().prefetch_related("person__offices"))
    marks = [Mark(number, row, "unsure" if row.unsure else "accepted") for number, row in enumerate(rows, start=1)]
    return Tagger(assignment.article, reading, names_of(reading.agenda), marks, [], None, assignment)


def marks_of(suggestions: Sequence[Suggestion], statements: Sequence[Statement]) -> list[Mark]:
    """In the order of the text. A statement stands for the suggestion that it was made of."""
    made = {statement.suggestion_id for statement in statements}
    rows: list[tuple[Suggestion | Statement, State]] = [(statement, "accepted") for statement in statements]
    rows += [(one, _state(one, statements)) for one in suggestions if one.pk not in made or one.status in OPEN]
    rows.sort(key=lambda row: (row[0].start, row[0].end, row[0].pk))
    return [Mark(number, row, state) for number, (row, state) in enumerate(rows, start=1)]


def _state(suggestion: Suggestion, statements: Sequence[Statement]) -> State:
    if suggestion.status == Status.REJECTED:
        return "rejected"
    if suggestion.status == Status.ACCEPTED:
        return "gone"
    if suggestion.status == Status.UNSURE:
        return "unsure"
    return "known" if any(_covers(statement, suggestion) for statement in statements) else "waiting"


def _covers(statement: Statement, suggestion: Suggestion) -> bool:
    same = statement.party_id == suggestion.party_id
    return same and statement.start < suggestion.end and suggestion.start < statement.end


def last_edit(negotiation: Negotiation, user: User) -> Edit | None:
    """The last thing that somebody did here and that is not undone."""
    done = Edit.objects.filter(negotiation=negotiation.slug, by=user.username)[:1]
    last = next(iter(done), None)
    return last if last and last.undoable else None


def versions_of(statement: Statement) -> list[Statement]:
    """All versions, the newest first."""
    rows = Statement.objects.filter(lineage=statement.lineage).with_evidence().select_related("coder")
    return list(rows.order_by("-recorded_at", "-id"))


def newest_of(statement: Statement) -> Statement | None:
    """The version that stands, if one does."""
    return Statement.objects.known_at(None).filter(lineage=statement.lineage).with_evidence().first()
