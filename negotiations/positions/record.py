"""The record of one negotiation as known at an instant: one query, everything else is worked out from it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from functools import cached_property

from negotiations.models import Negotiation, Statement
from negotiations.positions.lanes import Coded, Lane, Outcome, Position

NOTHING = Lane([])


class Record:
    """All that was coded, by party (id) and issue (id)."""

    def __init__(self, coded: Iterable[Coded]) -> None:
        self.coded = list(coded)

    @cached_property
    def lanes(self) -> dict[tuple[int, int], Lane]:
        grouped: dict[tuple[int, int], list[Coded]] = defaultdict(list)
        for coded in self.coded:
            if coded.issue is not None:
                grouped[coded.party, coded.issue].append(coded)
        return {key: Lane(lane) for key, lane in grouped.items()}

    @cached_property
    def by_party(self) -> dict[int, list[Coded]]:
        """Of those of whom anything is coded."""
        grouped: dict[int, list[Coded]] = defaultdict(list)
        for coded in self.coded:
            grouped[coded.party].append(coded)
        return dict(grouped)

    def said_by(self, party: int, on: date) -> list[Coded]:
        """All that a party said up to a day."""
        return [coded for coded in self.by_party.get(party, ()) if coded.said_on <= on]

    @cached_property
    def sorted_days(self) -> list[date]:
        """The day of every statement, in order."""
        return sorted(coded.said_on for coded in self.coded)

    def count_between(self, first: date, last: date) -> int:
        """How many statements were said from one day to another, both included."""
        return max(0, bisect_right(self.sorted_days, last) - bisect_left(self.sorted_days, first))

    @cached_property
    def days(self) -> list[date]:
        """Days on which something was said, in order."""
        return sorted({coded.said_on for coded in self.coded})

    def last_day(self, today: date) -> date:
        """The last day on which something was said; today where nothing was."""
        return max((day for day in self.days if day <= today), default=today)

    @cached_property
    def _spoken(self) -> dict[int, set[date]]:
        spoken: dict[int, set[date]] = defaultdict(set)
        for coded in self.coded:
            spoken[coded.party].add(coded.said_on)
        return dict(spoken)

    def without(self, left_out: Collection[int]) -> Record:
        """The record as it would be without those statements (ids)."""
        return Record(coded for coded in self.coded if coded.id not in left_out) if left_out else self

    def lane(self, party: int, issue: int) -> Lane:
        return self.lanes.get((party, issue), NOTHING)

    def position(self, party: int, issue: int, on: date) -> Position | None:
        return self.lane(party, issue).position(on)

    def was_read(self, party: int, on: date, days: int) -> bool:
        """Whether any article of that party was coded within so many days before, that day included."""
        first = on - timedelta(days=days)
        return any(first <= day <= on for day in self._spoken.get(party, ()))


def record_of(negotiation: Negotiation, known: datetime | None = None) -> Record:
    """What stood on the record at `known`; now, without it. Repeats of one utterance count once."""
    return records_of([negotiation], known)[negotiation.pk]


def records_of(negotiations: Iterable[Negotiation], known: datetime | None = None) -> dict[int, Record]:
    """By negotiation (id), in one query."""
    coded: dict[int, list[Coded]] = {negotiation.pk: [] for negotiation in negotiations}
    rows = Statement.objects.known_at(known).filter(negotiation__in=coded, repeat_of=None).values_list(*COLUMNS)
    for negotiation, id_, party, issue, said_on, act, rank, outcome, day, text, *voice in rows:
        said = Coded(id_, party, issue, said_on, act, rank, outcome_of(outcome), (day, text), *voice)
        coded[negotiation].append(said)
    return {pk: Record(rows) for pk, rows in coded.items()}


COLUMNS = (
    "negotiation",
    "id",
    "party",
    "issue",
    "said_on",
    "act",
    "rank",
    "outcome",
    "article__date",
    "article__body_sha256",
    "person",
    "speaker",
)


def outcome_of(stored: object) -> Outcome | None:
    """A range as the database holds it, as an outcome."""
    if stored is None:
        return None
    low, high = getattr(stored, "lower", None), getattr(stored, "upper", None)
    return Outcome(None if low is None else float(low), None if high is None else float(high))
