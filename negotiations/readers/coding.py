"""What the form of a coding is filled with: the codebook's names, and where both sides stand on its issue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from negotiations.codebook.past import PastScales
from negotiations.models import Annotation, Demand, Issue, Party, Person, Statement, Suggestion
from negotiations.positions import Position
from negotiations.readers.agenda import Agenda
from negotiations.readers.codebook import person_named
from negotiations.readers.reading import Reading


@dataclass(frozen=True)
class Names:
    """All that a coder may name."""

    agenda: Agenda
    persons: Sequence[Person]
    demands: Sequence[Demand]

    @cached_property
    def person_by_slug(self) -> dict[str, Person]:
        return {person.slug: person for person in self.persons}

    @cached_property
    def demand_by_slug(self) -> dict[str, Demand]:
        return {demand.slug: demand for demand in self.demands}

    def persons_on(self, day: date) -> list[tuple[Person, str]]:
        """Each with the office held that day."""
        offices = ((person, person.office_on(day)) for person in self.persons)
        return [(person, f"{person.name}, {office.title}" if office else person.name) for person, office in offices]


def names_of(agenda: Agenda) -> Names:
    """Three queries."""
    persons = Person.objects.filter(negotiation=agenda.negotiation).prefetch_related("offices")
    demands = Demand.objects.filter(negotiation=agenda.negotiation).select_related("party", "issue")
    return Names(agenda, list(persons), list(demands))


@dataclass(frozen=True)
class Standpoint:
    """Where a side stands on an issue on a day."""

    party: Party
    position: Position


def standpoints(reading: Reading, issue: Issue | None, on: date) -> list[Standpoint]:
    sides = reading.agenda.default_sides
    if issue is None or sides is None:
        return []
    held = ((party, reading.record.position(party.pk, issue.pk, on)) for party in sides)
    return [Standpoint(party, position) for party, position in held if position]


Values = dict[str, str | list[str]]
"""Of a form, by field, as they would be typed."""


Coded = Suggestion | Statement | Annotation


def values_of_suggestion(suggestion: Suggestion) -> Values:
    """All that it tells; the channel by the quotation marks. An outcome on a scale of before is left out."""
    known = None if suggestion.person else person_named(suggestion.negotiation_id, suggestion.speaker)
    return (
        _values(suggestion)
        | _without_lost_place(suggestion)
        | {
            **({"person": known.slug} if known else {}),
            "channel": "paraphrase" if suggestion.kind == "indirect" else "direct",
            "speaker": "" if suggestion.person or known else suggestion.speaker,
            "said_on": str(suggestion.article.date),
            "version": suggestion.status,
            "target": f"suggestion-{suggestion.pk}",
        }
    )


def is_off_scale(suggestion: Suggestion) -> bool:
    """Whether the scale of its issue is another since it was made; two queries where it names an outcome."""
    if suggestion.outcome is None or suggestion.issue_id is None:
        return False
    scales = PastScales([suggestion.issue_id])
    return scales.is_changed_since(suggestion.issue_id, suggestion.suggested_at)


def _without_lost_place(suggestion: Suggestion) -> Values:
    return {"option": [], "low": "", "high": "", "or_less": "", "or_more": ""} if is_off_scale(suggestion) else {}


def values_of_statement(statement: Statement) -> Values:
    return _all_values(statement) | {"version": str(statement.pk), "target": f"statement-{statement.pk}"}


def values_of_annotation(annotation: Annotation) -> Values:
    return _all_values(annotation) | {"version": str(annotation.pk), "target": f"annotation-{annotation.pk}"}


def _all_values(row: Statement | Annotation) -> Values:
    return _values(row) | {
        "channel": row.channel,
        "speaker": row.speaker,
        "cites": list(row.cites),
        "said_on": str(row.said_on),
        "demand": row.demand.slug if row.demand else "",
    }


def values_of_passage(start: int, end: int, day: date, **more: str) -> Values:
    return {"start": str(start), "end": str(end), "said_on": str(day), "target": f"passage-{start}-{end}", **more}


def _values(row: Coded) -> Values:
    return {
        "start": str(row.start),
        "end": str(row.end),
        "party": row.party.present.slug if row.party else "",
        "person": row.person.present.slug if row.person else "",
        "act": row.act,
        "issue": row.issue.present.slug if row.issue else "",
        "addressee": row.addressee.present.slug if row.addressee else "",
        **(outcome_values(row.issue, row.outcome.lower, row.outcome.upper) if row.outcome and row.issue else {}),
    }


def outcome_values(issue: Issue, low: Decimal | float | None, high: Decimal | float | None) -> Values:
    """Named options where the ends lie on some, numbers elsewhere; a missing number is an open end."""
    named: dict[Decimal | float, str] = {option.value: option.slug for option in issue.options.all()}
    ends = [end for end in dict.fromkeys((low, high)) if end is not None]
    if all(end in named for end in ends):
        opened = {"or_less": "on"} if low is None else {"or_more": "on"} if high is None else {}
        return {"option": [named[end] for end in ends][::-1], **opened}
    return {"low": _number(low), "high": _number(high)}


def _number(value: Decimal | float | None) -> str:
    return "" if value is None else f"{float(value):.10g}"
