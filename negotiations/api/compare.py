"""What changed between two days, as the page shows it."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from negotiations.api.computed import Computed, answer
from negotiations.api.shapes import move_json, outcome_json, overall_json, utc
from negotiations.filters import CompareQuery
from negotiations.readers.changes import Change, IssueChanges
from negotiations.readers.compare import TwoDays, compared
from negotiations.readers.moves import NewRefusal
from negotiations.readers.reading import read, sides_asked


class CompareOf(Computed):
    """Every position that changed or was said again, and every outcome newly refused, by issue, then party."""

    def get(self, request: Request, slug: str) -> Response:  # noqa: ARG002 - self.request
        query = self.asked(CompareQuery)
        reading = read(self.negotiation(slug), query | {"on": query["to"] or query["on"]})
        found = compared(reading, start=query["from"], sides=sides_asked(query), known_from=query["known_from"])
        return answer(reading, [change_json(one) for one in found.rows], **summary_json(found))

    def rows(self, told: dict[str, Any]) -> list[dict[str, Any]]:
        return [*told["results"], *map(refusal_line, told["refused"])]


def summary_json(found: TwoDays) -> dict[str, Any]:
    """`gap` is the mean over the issues known on both sides on both days, of as many as are compared."""
    return {
        "from": found.start,
        "to": found.end,
        "known_from": utc(found.known_from),
        "sides": [side.slug for side in found.sides],
        "gap": {"was": overall_json(found.was), "now": overall_json(found.now), "change": found.change},
        "gaps": [gap_json(one) for one in found.gaps],
        "cells": {
            "all": found.cells,
            "changed": found.cells_changed,
            "again": found.cells_again,
            "held": found.cells_held,
            "unknown": found.cells_unknown,
        },
        "silent": [party.slug for party in found.silent],
        "refused": [refusal_json(one) for one in found.refusals],
    }


def gap_json(one: IssueChanges) -> dict[str, Any]:
    return {
        "issue": one.issue.slug,
        "was": one.was.points if one.was else None,
        "now": one.now.points if one.now else None,
        "trend": one.trend,
        "change": one.change,
    }


def change_json(one: Change) -> dict[str, Any]:
    """`nearer` says by how many points who is no side came closer to each of them; `refusal` what withdrew it."""
    nearer = {drift.side.slug: drift.points for drift in one.drifts}
    return move_json(one.told) | {"nearer": nearer or None, "refusal": one.told.move.refusal}


def refusal_json(one: NewRefusal) -> dict[str, Any]:
    return {
        "party": one.party.slug,
        "issue": one.issue.slug,
        "outcome": outcome_json(one.coded.outcome),
        "words": one.outcome_words,
        "since": one.coded.said_on,
        "statement": one.coded.id,
    }


def refusal_line(told: dict[str, Any]) -> dict[str, Any]:
    """In the columns of a move: what is refused is no place, so its low and high stay empty."""
    begins = {"party": told["party"], "issue": told["issue"], "kind": "refusal", "refusal": told["statement"]}
    return begins | {"after": {"words": told["words"], "since": told["since"]}}
