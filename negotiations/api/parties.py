"""What parties ask, how they speak and where they contradict themselves: the pages' own readers."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from negotiations.api.computed import Computed, answer
from negotiations.api.shapes import outcome_json
from negotiations.filters import ContradictionsQuery, DemandsQuery, ToneQuery
from negotiations.models import Party
from negotiations.positions import Utterance, Week
from negotiations.positions.tone import COOPERATIVE, HOSTILE
from negotiations.readers.contradictions import Told, contradictions
from negotiations.readers.demands import Answer, AskedFor, demands_of
from negotiations.readers.evidence import words_of
from negotiations.readers.reading import Reading, read
from negotiations.readers.tone import tone


class DemandsOf(Computed):
    """Demands and the answers to them, those never made last; as a table, a line for each answer."""

    def get(self, request: Request, slug: str) -> Response:  # noqa: ARG002 - self.request
        query = self.asked(DemandsQuery)
        found = demands_of(read(self.negotiation(slug), query), query)
        told = [demand_json(asked) for asked in (*found.made, *found.never_made)]
        return answer(found.reading, told, order=found.order)

    def rows(self, told: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            {name: value for name, value in demand.items() if name != "answers"} | {"answer": given}
            for demand in told["results"]
            for given in demand["answers"] or [NO_ANSWER]
        ]


class ToneOf(Computed):
    """A party's hostile and cooperative acts by week."""

    def get(self, request: Request, slug: str) -> Response:  # noqa: ARG002 - self.request
        query = self.asked(ToneQuery)
        reading = read(self.negotiation(slug), query)
        found = tone(reading, _party(reading, query["party"]))
        return answer(
            reading,
            [week_json(week) for week in found.weeks],
            party=found.party.slug,
            cooperative=list(COOPERATIVE),
            hostile=list(HOSTILE),
        )


class ContradictionsOf(Computed):
    """Where a party's words do not fit each other."""

    def get(self, request: Request, slug: str) -> Response:  # noqa: ARG002 - self.request
        query = self.asked(ContradictionsQuery)
        reading = read(self.negotiation(slug), query)
        found = contradictions(reading, _party(reading, query["party"]), query["window"])
        told = found.told(reading.agenda, words_of(found.basis()))
        return answer(reading, [contradiction_json(one) for one in told], party=found.party.slug, window=found.window)


def _party(reading: Reading, slug: str) -> Party:
    reading.agenda.refuse_strangers(party=("party", slug))
    return next(party for party in reading.agenda.parties if party.slug == slug)


def demand_json(asked: AskedFor) -> dict[str, Any]:
    """`silence` is in days since it was last made; `statements` are the ids of those that make it."""
    return {
        "demand": asked.demand.slug,
        "title": asked.demand.title,
        "party": asked.party.slug,
        "of": [party.slug for party in asked.addressees],
        "issue": asked.issue.slug,
        "words": asked.words or None,
        "first_made": asked.made[0].day if asked.made else None,
        "last_made": asked.made[-1].day if asked.made else None,
        "times": len(asked.made),
        "silence": asked.silence if asked.made else None,
        "silent": asked.is_silent,
        "statements": [made.statement for made in asked.made],
        "answers": [answer_json(given) for given in asked.answers if given.kind != "asks"],
    }


def answer_json(given: Answer) -> dict[str, Any]:
    """`asked` tells whether the demand was made of that party."""
    return {
        "party": given.party.slug,
        "asked": given.addressed,
        "kind": given.kind,
        "words": given.words or None,
        "day": given.day,
    }


NO_ANSWER = {"party": None, "asked": None, "kind": None, "words": None, "day": None}


def week_json(week: Week) -> dict[str, Any]:
    return {
        "week": week.monday,
        "cooperative": week.cooperative,
        "hostile": week.hostile,
        "neither": week.neither,
        "statements": [coded.id for coded in week.said],
    }


def contradiction_json(told: Told) -> dict[str, Any]:
    """`points` of 100 lie between the two outcomes; `returns_to` is the statement that a return goes back to."""
    one = told.contradiction
    return {
        "kind": one.kind,
        "issue": told.issue.slug,
        "days": one.days,
        "points": one.points,
        "higher_office_later": one.overruled,
        "earlier": _utterance_json(one.earlier, told.earlier_words),
        "later": _utterance_json(one.later, told.later_words),
        "returns_to": one.before.last.id if one.before else None,
    }


def _utterance_json(utterance: Utterance, words: str) -> dict[str, Any]:
    return {
        "said_on": utterance.last.said_on,
        "act": utterance.last.act,
        "outcome": outcome_json(utterance.outcome),
        "words": words,
        "statements": [coded.id for coded in utterance.said],
    }
