"""What there is to tell: positions taken, left and refused, in the order in which they became known."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Literal

from negotiations.models import Issue, Negotiation, Party, Statement
from negotiations.positions import Coded, Lane, Move, Position, move, newly_refused
from negotiations.readers.agenda import Agenda, outcome_words
from negotiations.readers.evidence import Words, words_of
from negotiations.readers.reading import Reading

Kind = Literal["concession", "hardening", "shift", "first", "withdrawal", "refusal"]
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Candidate:
    """What may be news, before it is looked at more closely: a position, or a refusal."""

    known: datetime
    party: Party
    issue: Issue
    lane: Lane
    said: Position | Coded

    @property
    def statement(self) -> int:
        return self.said.basis[-1] if isinstance(self.said, Position) else self.said.id


@dataclass(frozen=True)
class News:
    """One party's step on one issue. `known` is when we learned of it, `lineage` the statement through all versions."""

    kind: Kind
    known: datetime
    lineage: uuid.UUID
    party: Party
    issue: Issue
    other: Party | None
    size: float
    before_words: str
    after_words: str
    words: Words

    @property
    def key(self) -> uuid.UUID:
        """The same for ever, however the statement is corrected."""
        kind = "refusal" if self.kind in ("refusal", "withdrawal") else "position"
        return uuid.uuid5(self.lineage, f"{kind}/{self.party.pk}/{self.issue.pk}")

    @property
    def cell_key(self) -> str:
        return f"{self.issue.slug}.{self.party.slug}"

    @property
    def query(self) -> str:
        """Of the matrix: the words behind it, as of the day of their saying, as known when they became known."""
        known = self.known.isoformat().replace("+00:00", "Z")
        return f"?cell={self.cell_key}&on={self.words.statement.said_on}&known={known}#evidence"

    @property
    def sentence(self) -> str:
        return f"{self.party.name} {self._did}"

    @property
    def _did(self) -> str:
        on = f"on {self.issue.title}"
        if self.kind == "first":
            return f"said for the first time what it would accept {on}: {self.after_words}"
        if self.kind == "refusal":
            return f"newly refused “{self.after_words}” {on}"
        if self.kind == "withdrawal":
            return f"refused what it had accepted {on}: {self.after_words}"
        if self.other and self.kind != "shift":
            way = "closer to" if self.kind == "concession" else "away from"
            return f"moved {_points(self.size)} {way} {self.other.name} {on}: {self._from_to}"
        return f"changed where it stands {on}: {self._from_to}"

    @property
    def _from_to(self) -> str:
        return f"{self.after_words}, before {self.before_words}"


def _points(size: float) -> str:
    return "1 point" if round(size) == 1 else f"{size:.0f} points"


Wanted = Callable[[Party, Issue], bool]


def news_of(reading: Reading, wanted: Wanted, *, most: int, after: datetime | None = None) -> list[News]:
    """The newest first. Two queries beside the reading's own."""
    known = _FirstKnown(reading.negotiation)
    found = sorted(_candidates(reading, wanted, known), key=lambda one: (one.known, one.statement), reverse=True)
    recent = (one for one in found if after is None or one.known > after)
    kept = list(islice(_judged(reading, recent), most))
    words = words_of(one.statement for one, _ in kept)
    return [_told(reading.agenda, one, made, known, words) for one, made in kept if one.statement in words]


class _FirstKnown:
    """When what a statement says became known: through versions that say no other thing, when the first was written."""

    SAYS = ("lineage", "party", "issue", "act", "outcome", "said_on")

    def __init__(self, negotiation: Negotiation) -> None:
        rows = Statement.objects.filter(negotiation=negotiation).order_by("recorded_at")
        first: dict[tuple[Any, ...], datetime] = {}
        self.by_id: dict[int, tuple[datetime, uuid.UUID]] = {}
        for pk, at, *says in rows.values_list("pk", "recorded_at", *self.SAYS):
            self.by_id[pk] = first.setdefault(tuple(map(str, says)), at), says[0]

    def of(self, statements: Iterable[int]) -> datetime:
        return max(self.by_id[pk][0] for pk in statements)

    def lineage(self, statement: int) -> uuid.UUID:
        return self.by_id[statement][1]


def _candidates(reading: Reading, wanted: Wanted, known: _FirstKnown) -> Iterator[Candidate]:
    for (party_id, issue_id), lane in reading.record.lanes.items():
        party, issue = reading.agenda.party_by_id[party_id], reading.agenda.issue_by_id[issue_id]
        if wanted(party, issue):
            for position in lane.positions:
                yield Candidate(known.of(position.basis), party, issue, lane, position)
            for coded in lane.coded:
                if coded.refuses:
                    yield Candidate(known.of([coded.id]), party, issue, lane, coded)


def _judged(reading: Reading, candidates: Iterable[Candidate]) -> Iterator[tuple[Candidate, Move | Kind]]:
    """Those that are news: another position than before, or an outcome that was not refused before."""
    for one in candidates:
        made = _moved(reading, one, one.said) if isinstance(one.said, Position) else _refused(one, one.said)
        if made:
            yield one, made


def _moved(reading: Reading, one: Candidate, position: Position) -> Move | None:
    at = one.lane.positions.index(position)
    before = one.lane.positions[at - 1] if at and one.lane.positions[at - 1].ends is None else None
    sides = reading.agenda.default_sides
    scale = reading.agenda.scale(one.issue, sides) if sides else None
    if scale is None or (before and before.outcome == position.outcome):
        return None
    other = _other(reading.agenda, one.party) if one.issue.compared else None
    there = reading.record.position(other.pk, one.issue.pk, position.since) if other else None
    return move(before, position, there, scale)


def _refused(one: Candidate, coded: Coded) -> Kind | None:
    new = newly_refused(one.lane, one.lane, coded.said_on - A_DAY, coded.said_on)
    if all(other.id != coded.id for other in new):
        return None
    ends = any(held.ends == coded.said_on and coded.withdraws(held) for held in one.lane.positions)
    return "withdrawal" if ends else "refusal"


def _other(agenda: Agenda, party: Party) -> Party | None:
    sides = agenda.default_sides or ()
    return next((side for side in sides if side != party), None) if party in sides else None


def _told(agenda: Agenda, one: Candidate, made: Move | Kind, known: _FirstKnown, words: dict[int, Words]) -> News:
    kind, size, before, outcome = _parts(one, made)
    return News(
        kind,
        one.known,
        known.lineage(one.statement),
        one.party,
        one.issue,
        _other(agenda, one.party),
        size,
        outcome_words(one.issue, before.outcome) if before else "",
        outcome_words(one.issue, outcome) if outcome else "",
        words[one.statement],
    )


def _parts(one: Candidate, made: Move | Kind) -> tuple[Kind, float, Position | None, Any]:
    if isinstance(made, Move):
        kind: Any = made.kind
        return kind, made.size, made.before, one.said.outcome
    return made, 0.0, None, one.said.outcome
