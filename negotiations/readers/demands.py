"""What parties ask of each other: when they did, and where the others stand on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

from negotiations.models import Demand, Issue, Party, Statement
from negotiations.positions import outcome_of
from negotiations.readers.agenda import outcome_words
from negotiations.readers.reading import Reading

Order = Literal["newest", "oldest", "repeated"]
ORDERS: dict[Order, str] = {
    "newest": "last repeated first",
    "oldest": "first made first",
    "repeated": "most repeated first",
}


@dataclass(frozen=True)
class Answer:
    """Where another party stands on what a demand asks; "asks" is the party that makes it.

    `day` is when it last said so; its words open under the cell's `key`.
    """

    party: Party
    kind: Literal["asks", "refuses", "accepts", "elsewhere", "unknown"]
    words: str
    day: date | None
    key: str
    addressed: bool = False


@dataclass(frozen=True)
class Alike:
    """Several parties with one answer."""

    answers: Sequence[Answer]

    @property
    def first(self) -> Answer:
        return self.answers[0]

    @property
    def last_day(self) -> date | None:
        return max((answer.day for answer in self.answers if answer.day), default=None)


@dataclass(frozen=True)
class Made:
    """A demand made on a day: by which statement, of which article."""

    day: date
    statement: int
    article: int


@dataclass(frozen=True)
class AskedFor:
    """A demand with when it was made and how the others answered, as of a day."""

    demand: Demand
    issue: Issue
    party: Party
    addressees: Sequence[Party]
    made: Sequence[Made]
    answers: Sequence[Answer]
    silence: int
    silent_after: int

    @property
    def first_made(self) -> Made:
        return self.made[0]

    @property
    def last_made(self) -> Made:
        return self.made[-1]

    @property
    def is_silent(self) -> bool:
        """Not repeated for longer than the issue allows."""
        return self.silence > self.silent_after

    @property
    def words(self) -> str:
        wanted = outcome_of(self.demand.outcome)
        return outcome_words(self.issue, wanted) if wanted else ""

    @property
    def of_addressees(self) -> list[Answer]:
        """How those answered of whom it was asked, in the order of the codebook."""
        return [answer for answer in self.answers if answer.addressed]

    @property
    def of_others(self) -> list[Alike]:
        """Where the rest stand, as far as that is known: those who stand alike together."""
        alike: dict[tuple[str, str], list[Answer]] = {}
        for answer in self.answers:
            if not answer.addressed and answer.kind not in ("asks", "unknown"):
                alike.setdefault((answer.kind, answer.words), []).append(answer)
        return [Alike(answers) for answers in alike.values()]


@dataclass(frozen=True)
class Demands:
    """`made` and `never_made` are narrowed as was asked."""

    reading: Reading
    made: Sequence[AskedFor]
    never_made: Sequence[AskedFor]
    everything: Sequence[AskedFor]
    order: Order
    party: Party | None
    issue: Issue | None

    @property
    def of(self) -> int:
        """All on the record, whoever asks."""
        return sum(bool(asked.made) for asked in self.everything)

    @property
    def times(self) -> int:
        return sum(len(asked.made) for asked in self.everything)

    @property
    def pressed(self) -> list[AskedFor]:
        """Those shown that were made, or repeated, lately enough."""
        return [asked for asked in self.made if not asked.is_silent]

    def given(self, kind: str) -> int:
        """How many of those of whom the demands shown were asked answered so."""
        return sum(answer.kind == kind for asked in self.made for answer in asked.of_addressees)

    @property
    def accepted(self) -> int:
        return self.given("accepts")

    @property
    def refused(self) -> int:
        return self.given("refuses")

    @property
    def elsewhere(self) -> int:
        return self.given("elsewhere")

    @property
    def unknown(self) -> int:
        return self.given("unknown")

    @property
    def silent(self) -> list[AskedFor]:
        return [asked for asked in self.made if asked.is_silent]

    @property
    def orders_words(self) -> str:
        return ORDERS[self.order]

    @property
    def orders(self) -> dict[Order, str]:
        return ORDERS

    @cached_property
    def askers(self) -> list[tuple[Party, int]]:
        return [
            (party, sum(asked.party == party and bool(asked.made) for asked in self.everything))
            for party in self.reading.agenda.parties
            if any(asked.party == party for asked in self.everything)
        ]

    @cached_property
    def issues(self) -> list[Issue]:
        return [issue for issue in self.reading.agenda.issues if any(asked.issue == issue for asked in self.everything)]


def demands_of(reading: Reading, query: Mapping[str, Any]) -> Demands:
    """As the cleaned parameters ask: `party`, `issue`, `order`. Raises NotOnTheAgenda."""
    agenda = reading.agenda
    asked_for = {name: (name, query[name]) for name in ("party", "issue") if query[name]}
    agenda.refuse_strangers(**asked_for)
    party, issue = agenda.party(query["party"]), agenda.issue(query["issue"])
    everything = all_demands(reading)
    narrowed = [asked for asked in everything if party in (None, asked.party) and issue in (None, asked.issue)]
    order: Order = query["order"] or "newest"
    made = in_order((asked for asked in narrowed if asked.made), order)
    return Demands(reading, made, [asked for asked in narrowed if not asked.made], everything, order, party, issue)


def in_order(made: Iterable[AskedFor], order: Order) -> list[AskedFor]:
    """Ties keep the order of the codebook."""
    if order == "oldest":
        return sorted(made, key=lambda asked: asked.first_made.day)
    if order == "repeated":
        return sorted(made, key=lambda asked: -len(asked.made))
    return sorted(made, key=lambda asked: asked.last_made.day, reverse=True)


def all_demands(reading: Reading, issue: Issue | None = None, among: Sequence[Party] = ()) -> list[AskedFor]:
    """Of the codebook, in its order, whether made by the day shown or never. Three queries.

    Answers are those of the parties `among`, in that order; without any, of all that are coded or were asked.
    """
    rows = Demand.objects.filter(negotiation=reading.negotiation).prefetch_related("addressees")
    narrowed = rows.filter(issue=issue) if issue else rows
    made = made_by(reading)
    return [_asked_for(reading, demand, made.get(demand.pk, ()), among) for demand in narrowed]


def made_by(reading: Reading) -> dict[int, list[Made]]:
    """When each demand (id) was made up to the day shown, earliest first. One query; repeats count once."""
    standing = Statement.objects.known_at(reading.clock.settled).filter(
        negotiation=reading.negotiation, demand__isnull=False, repeat_of=None, said_on__lte=reading.on
    )
    found: dict[int, list[Made]] = {}
    rows = standing.order_by("said_on", "id").values_list("demand", "said_on", "id", "article")
    for demand, day, statement, article in rows:
        found.setdefault(demand or 0, []).append(Made(day, statement, article))
    return found


def _asked_for(reading: Reading, demand: Demand, made: Sequence[Made], among: Sequence[Party]) -> AskedFor:
    agenda = reading.agenda
    issue, addressed = agenda.issue_by_id[demand.issue_id], {party.pk for party in demand.addressees.all()}
    shown = among or [party for party in agenda.parties if party.pk in addressed or party.pk in reading.record.by_party]
    return AskedFor(
        demand=demand,
        issue=issue,
        party=agenda.party_by_id[demand.party_id],
        addressees=[party for party in agenda.parties if party.pk in addressed],
        made=made,
        answers=[_answer(reading, demand, issue, party, party.pk in addressed) for party in shown],
        silence=(reading.on - made[-1].day).days if made else 0,
        silent_after=agenda.silent_after(issue),
    )


def _answer(reading: Reading, demand: Demand, issue: Issue, party: Party, addressed: bool) -> Answer:
    """Read from the party's refusals and its position of that day, whoever it was speaking to."""
    key = f"{issue.slug}.{party.slug}"
    if party.pk == demand.party_id:
        return Answer(party, "asks", "", None, key)
    wanted = outcome_of(demand.outcome)
    lane = reading.lane(party, issue)
    position = lane.position(reading.on)
    refused = [c for c in lane.refused(reading.on) if wanted and c.outcome and c.outcome.holds(wanted)]
    if refused:
        return Answer(party, "refuses", "", refused[-1].said_on, key, addressed)
    if position is None or wanted is None:
        return Answer(party, "unknown", "", None, key, addressed)
    if position.outcome.holds(wanted) or wanted.holds(position.outcome):
        return Answer(party, "accepts", "", position.since, key, addressed)
    return Answer(party, "elsewhere", outcome_words(issue, position.outcome), position.since, key, addressed)
