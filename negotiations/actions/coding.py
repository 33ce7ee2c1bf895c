"""What a coder says of one passage."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db.backends.postgresql.psycopg_any import NumericRange

from negotiations.actions.audit import Refused
from negotiations.codebook.past import PastScales
from negotiations.models import Article, Channel, CodedPassage, Demand, Issue, Party, Person, Suggestion

Named = TypeVar("Named", Party, Person, Issue, Demand)


@dataclass(frozen=True, kw_only=True)
class Coding:
    """What a coder says of one passage. `start` and `end` are code points of the article's body."""

    article: Article
    start: int
    end: int
    party: Party
    act: str
    channel: str
    issue: Issue | None = None
    outcome: tuple[Decimal | None, Decimal | None] | None = None
    person: Person | None = None
    speaker: str = ""
    addressee: Party | None = None
    demand: Demand | None = None
    said_on: date | None = None
    cites: list[str] = field(default_factory=list)


def coding_of(statement: CodedPassage) -> Coding:
    """What its coder said, to start a correction from, in the codebook's present names."""
    issue = _present(statement.issue)
    outcome = statement.outcome if issue == statement.issue else None  # which lay on another scale
    return Coding(
        article=statement.article,
        start=statement.start,
        end=statement.end,
        party=statement.party.present,
        act=statement.act,
        channel=statement.channel,
        issue=issue,
        outcome=(outcome.lower, outcome.upper) if outcome else None,
        person=_present(statement.person),
        speaker=statement.speaker,
        addressee=_present(statement.addressee),
        demand=_present(statement.demand),
        said_on=statement.said_on,
        cites=statement.cites,
    )


def suggested_coding(suggestion: Suggestion, scales: PastScales | None = None) -> Coding:
    """A suggestion as it would be accepted unchanged; without an outcome that lay on a scale of before.

    `scales` are read once for many. Raises Refused where it leaves the party or act open.
    """
    party, person, issue = _present(suggestion.party), _present(suggestion.person), _present(suggestion.issue)
    if party is None or not suggestion.act:
        raise Refused("The suggestion names no party or no act: choose them first.")
    outcome = suggestion.outcome if issue == suggestion.issue else None  # which lay on another scale
    if outcome and issue:
        scales = scales or PastScales([issue.pk])
        outcome = None if scales.is_changed_since(issue.pk, suggestion.suggested_at) else outcome
    return Coding(
        article=suggestion.article,
        start=suggestion.start,
        end=suggestion.end,
        party=party,
        act=suggestion.act,
        channel=Channel.PARAPHRASE if suggestion.kind == "indirect" else Channel.DIRECT,
        issue=issue,
        outcome=(outcome.lower, outcome.upper) if outcome else None,
        person=person,
        speaker="" if person else suggestion.speaker,
        addressee=_present(suggestion.addressee),
    )


def _present(named: Named | None) -> Named | None:
    """A passage keeps the name that it was coded with; what was merged since is coded as that into which it was."""
    return named.present if named else None


def columns(coding: Coding) -> dict[str, object]:
    said_on = coding.said_on or coding.article.date
    office = coding.person.office_on(said_on) if coding.person else None
    return {
        "negotiation": coding.article.negotiation,
        "article": coding.article,
        "start": coding.start,
        "end": coding.end,
        "quote": coding.article.body[coding.start : coding.end],
        "party": coding.party,
        "person": coding.person,
        "speaker": coding.speaker,
        "office": office.title if office else "",
        "rank": office.rank if office else 9,
        "addressee": coding.addressee,
        "act": coding.act,
        "issue": coding.issue,
        "outcome": NumericRange(*coding.outcome, bounds="[]") if coding.outcome else None,
        "demand": coding.demand,
        "channel": coding.channel,
        "cites": coding.cites,
        "said_on": said_on,
    }


def check_article(coding: Coding, article: Article) -> None:
    if coding.article != article:
        raise Refused("The words stand in another article: tag them there.")
