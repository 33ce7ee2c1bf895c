"""The suggestions of all articles, ordered by what a decision would change, each with the reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.db.models import Count, Q

from negotiations.models import DECIDED, Person, Status, Suggestion
from negotiations.models.record import SuggestionQuerySet
from negotiations.positions import Contradiction, Lane, outcome_of
from negotiations.positions.contradictions import WINDOW, contradictions_in
from negotiations.readers.agenda import number_words
from negotiations.readers.effects import NEW, Effect, Proposal, effect_of, said_between
from negotiations.readers.reading import OfReading, Reading

RANKED = 2000
"""So many are ranked at most, of the articles that came last; the others follow when these are decided."""

AROUND = timedelta(days=2 * WINDOW)


@dataclass(frozen=True)
class Stake:
    """What a decision about a suggestion would change: `weight` orders, `told` says why it stands where it does."""

    suggestion: Suggestion
    effect: Effect
    weight: float
    told: str

    @property
    def complete(self) -> bool:
        """Whether it can be accepted as it is."""
        return self.effect.kind != "incomplete"


@dataclass(frozen=True)
class Queue(OfReading):
    """`stakes` stand in order; `total` counts those that are not ranked too."""

    reading: Reading
    query: Mapping[str, Any]
    stakes: Sequence[Stake]
    total: int
    tally: Mapping[str, int]
    rules: Sequence[str]
    agreement: Mapping[str, tuple[int, int]]

    def shown(self, stakes: Sequence[Stake]) -> list[Stake]:
        """Those of a page, with all that a row shows, in two queries."""
        rows = Suggestion.objects.with_coding().with_quote().prefetch_related("issue__options")
        full = rows.in_bulk([stake.suggestion.pk for stake in stakes])
        return [
            Stake(full[stake.suggestion.pk], stake.effect, stake.weight, stake.told)
            for stake in stakes
            if stake.suggestion.pk in full
        ]

    @cached_property
    def narrowed(self) -> bool:
        return any(value not in (None, "") for name, value in self.query.items() if name not in ("status", "size"))


def queue_of(reading: Reading, query: Mapping[str, Any], blind: Collection[int] = ()) -> Queue:
    """Without the articles that whoever asks is to code blind.

    Raises NotOnTheAgenda for a slug that the codebook does not know.
    """
    ours = Suggestion.objects.filter(negotiation=reading.negotiation).exclude(article__in=blind)
    rows = _narrowed(reading, ours, query)
    total = rows.count()
    light = rows.select_related("article").defer("why", "content", "article__body", "article__fingerprint")
    found = list(light.order_by("-article", "start", "id")[:RANKED])
    agreement = _agreement(ours)
    stakes = _ranked(reading, found, agreement)
    rules = sorted(ours.values_list("rule", flat=True).distinct().order_by("rule"))
    return Queue(reading, query, stakes, total, _tally(ours), rules, agreement)


def _narrowed(reading: Reading, rows: SuggestionQuerySet, query: Mapping[str, Any]) -> SuggestionQuerySet:
    named = {name: (name, query[name]) for name in ("party", "issue", "round") if query[name]}
    reading.agenda.refuse_strangers(**named)
    rows = _of_status(rows, query["status"])
    asked: dict[str, Any] = {
        "party__slug": query["party"],
        "issue__slug": query["issue"],
        "rule": query["rule"],
        "article__round__slug": query["round"],
        "article": query["article"],
    }
    rows = rows.filter(**{name: value for name, value in asked.items() if value})
    if query["act"]:
        rows = rows.filter(act="" if query["act"] == "unsure" else query["act"])
    if query["least"] is not None:
        rows = rows.filter(confidence__gte=float(query["least"]))
    if query["most"] is not None:
        rows = rows.filter(confidence__lte=float(query["most"]))
    return _with_words(rows, query["words"]) if query["words"] else rows


def _of_status(rows: SuggestionQuerySet, status: str) -> SuggestionQuerySet:
    if status == "unsure":
        return rows.filter(status=Status.UNSURE)
    return rows.filter(status__in=DECIDED) if status == "decided" else rows.waiting()


def _with_words(rows: SuggestionQuerySet, words: str) -> SuggestionQuerySet:
    """In the passage itself, or who says it."""
    return rows.with_quote().filter(Q(quote__icontains=words) | Q(speaker__icontains=words))


def _tally(ours: SuggestionQuerySet) -> dict[str, int]:
    """Two queries."""
    counts = Counter(dict(ours.order_by().values_list("status").annotate(number=Count("pk"))))
    decided = counts[Status.ACCEPTED] + counts[Status.REJECTED]
    return {"waiting": ours.waiting().count(), "unsure": counts[Status.UNSURE], "decided": decided}


def _agreement(ours: SuggestionQuerySet) -> dict[str, tuple[int, int]]:
    """By rule, how many of those decided were kept as they were, and of how many; in one query."""
    kept: dict[str, list[bool]] = defaultdict(list)
    for made in ours.decisions():
        kept[made.rule].append(made.unchanged)
    return {rule: (sum(outcomes), len(outcomes)) for rule, outcomes in kept.items()}


def _ranked(reading: Reading, rows: Sequence[Suggestion], agreement: Mapping[str, tuple[int, int]]) -> list[Stake]:
    persons = Person.objects.filter(negotiation=reading.negotiation).prefetch_related("offices")
    by_id = {person.pk: person for person in persons}
    stakes = [_stake(reading, row, by_id.get(row.person_id or 0)) for row in rows]

    def order(stake: Stake) -> tuple[float, float, object, int]:
        one = stake.suggestion
        right, of = agreement.get(one.rule, (0, 0))
        sure = min(one.confidence, right / of) if of else one.confidence
        return -stake.weight, sure, one.article.date, one.pk

    return sorted(stakes, key=order)


def proposal_of(reading: Reading, row: Suggestion, person: Person | None) -> Proposal:
    article, agenda = row.article, reading.agenda
    office = person.office_on(article.date) if person else None
    return Proposal(
        article,
        agenda.party_by_id.get(row.party_id or 0),
        agenda.issue_by_id.get(row.issue_id or 0),
        row.act,
        outcome_of(row.outcome),
        article.date,
        office.rank if office else 9,
        row.person_id,
        "" if row.person_id else row.speaker,
    )


def _stake(reading: Reading, row: Suggestion, person: Person | None) -> Stake:
    effect = effect_of(reading, proposal_of(reading, row, person))
    against = contradiction_of(reading, effect)
    weight, told = _weighed(effect, against)
    return Stake(row, effect, weight, told)


def contradiction_of(reading: Reading, effect: Effect) -> Contradiction | None:
    """What it would contradict that stands on record."""
    proposal, sides = effect.proposal, reading.agenda.default_sides
    if proposal.party is None or proposal.issue is None or not (effect.changes or effect.kind == "refusal"):
        return None
    scale = reading.agenda.scale(proposal.issue, sides) if sides else None
    if scale is None:
        return None
    lane, day = reading.lane(proposal.party, proposal.issue), proposal.said_on
    near = said_between(lane, day - AROUND, day + AROUND)
    found = contradictions_in(Lane([*near, proposal.coded]), scale)
    return next((one for one in found if NEW in _ids(one)), None)


def _ids(one: Contradiction) -> set[int]:
    return {coded.id for utterance in (one.earlier, one.later) for coded in utterance.said}


def _weighed(effect: Effect, against: Contradiction | None) -> tuple[float, str]:
    """The order: what contradicts, what would stand elsewhere, what is said first, what the rules leave open."""
    party, issue = effect.party, effect.issue
    if effect.kind == "incomplete":
        missing = "party" if party is None else "act"
        return 8, f"names no {missing}: choose one"
    if party is None or issue is None or effect.kind == "nothing":
        return 10, "changes no position"
    if against:
        other = against.earlier if NEW in {coded.id for coded in against.later.said} else against.later
        said = number_words(other.outcome, issue)
        deed = "refused" if other.last.refuses else "said"
        return 300 + against.points, f"contradicts {party.name}, who {deed} {said} on {other.last.said_on:%-d %b %Y}"
    return _moved(effect, party.name, issue.title)


def _moved(effect: Effect, party: str, issue: str) -> tuple[float, str]:
    made = effect.move
    if effect.kind == "withdrawal":
        return 200, f"would take {party} off {effect.before_words} on {issue}"
    if effect.kind == "refusal":
        return 60, f"refuses {effect.outcome_words}"
    if effect.kind == "overruled" or not effect.changes or made is None or effect.now is None:
        return 5, f"{party} stays where it is on {issue}"
    if effect.before is None or made.before is None:
        return 150, f"first word of {party} on {issue}"
    was, now = (number_words(held.outcome, effect.issue) for held in (effect.before, effect.now) if effect.issue)
    return 100 + made.size, f"would move {party} from {was} to {now} on {issue}"
