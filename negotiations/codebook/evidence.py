"""A file of coded statements: what each says, and the words of which article it rests on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from negotiations.codebook.outcomes import Bounds, read_outcome
from negotiations.codebook.reading import FileError, describe, parse_data, problems_of, read_text
from negotiations.codebook.references import Problem
from negotiations.codebook.shape import Codebook, Day, Entry, Outcome
from negotiations.models import NO_OUTCOME, Act, Channel


class StatementEntry(Entry):
    """`words` stand literally in the article; `occurrence` (from 1) says which, where they stand several times."""

    article: str
    party: str
    speaker: str | None = None
    issue: str | None = None
    act: Literal[tuple(Act.values)]  # type: ignore[valid-type]
    outcome: Outcome = None
    channel: Literal[tuple(Channel.values)]  # type: ignore[valid-type]
    words: Annotated[str, Field(min_length=1)]
    occurrence: Annotated[int, Field(ge=1)] = 1
    addressee: str | None = None
    said_on: Day | None = None
    demand: str | None = None
    cites: list[str] = []

    def span(self, body: str) -> tuple[int, int]:
        """Where the words stand. Raises ValueError when they do not, or stand there more than once unsaid."""
        start = -1
        for _ in range(self.occurrence):
            start = body.find(self.words, start + 1)
            if start < 0:
                raise ValueError(f"“{self.words}” does not stand in {self.article} {self.occurrence} times")
        if "occurrence" not in self.model_fields_set and self.words in body[start + 1 :]:
            raise ValueError(f"“{self.words}” stands in {self.article} more than once; say which by `occurrence`")
        return start, start + len(self.words)

    def bounds(self, codebook: Codebook) -> Bounds | None:
        """Both ends of the outcome. Raises ValueError where the act, the issue or its scale takes none like it."""
        if self.outcome is None:
            return None
        if self.act in NO_OUTCOME:
            raise ValueError(f"{self.act!r} takes no outcome")
        issue = next((issue for issue in codebook.issues if issue.slug == self.issue), None)
        if issue is None:
            raise ValueError("an outcome is on an issue: give `issue`")
        return read_outcome(self.outcome, issue)


def read_statements(path: Path, codebook: Codebook) -> list[StatementEntry]:
    """The statements of a file, checked against the codebook. Raises FileError with a line per problem."""
    text = read_text(path)
    try:
        entries = TypeAdapter(list[StatementEntry]).validate_python(parse_data(text, path))
    except ValidationError as error:
        raise FileError(describe(path, text, problems_of(error))) from error
    if problems := [problem for at, entry in enumerate(entries) for problem in _problems(at, entry, codebook)]:
        raise FileError(describe(path, text, problems))
    return entries


def _problems(at: int, entry: StatementEntry, codebook: Codebook) -> list[Problem]:
    known: dict[str, set[str]] = {
        "party": {party.slug for party in codebook.parties},
        "addressee": {party.slug for party in codebook.parties},
        "speaker": {person.name for person in codebook.persons},
        "issue": {issue.slug for issue in codebook.issues},
        "demand": {demand.slug for demand in codebook.demands},
    }
    named = {key: getattr(entry, key) for key in known}
    problems = [
        Problem((at, key), f"{name!r} is not in the codebook")
        for key, name in named.items()
        if name and name not in known[key]
    ]
    try:
        if entry.issue in {None, *known["issue"]}:
            entry.bounds(codebook)
    except ValueError as error:
        problems.append(Problem((at, "outcome"), str(error)))
    return problems
