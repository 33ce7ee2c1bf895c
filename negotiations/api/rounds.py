"""Rounds: who sat, and where the two sides stood before and after."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from negotiations.api.computed import Computed, answer
from negotiations.api.shapes import position_json
from negotiations.filters import ClockQuery, SidesQuery
from negotiations.models import Round
from negotiations.readers.cells import Cell
from negotiations.readers.delegations import Member, Team
from negotiations.readers.reading import read, sides_asked
from negotiations.readers.round import Shift, Turned, round_page
from negotiations.readers.rounds import Held, Turn, rounds_page


class RoundsOf(Computed):
    """All rounds, newest first."""

    def get(self, request: Request, slug: str) -> Response:  # noqa: ARG002 - self.request
        found = rounds_page(read(self.negotiation(slug), self.asked(ClockQuery)))
        return answer(found.reading, [held_json(one) for one in found.held], sides=[side.slug for side in found.sides])

    def rows(self, told: dict[str, Any]) -> list[dict[str, Any]]:
        """As a table: the delegations by their parties."""
        return [
            round_ | {"delegations": [team["party"] for team in round_["delegations"]]} for round_ in told["results"]
        ]


class RoundOf(Computed):
    """One round; as a table, a line for each side on each issue."""

    def get(self, request: Request, slug: str, round_slug: str) -> Response:  # noqa: ARG002 - self.request
        query = self.asked(SidesQuery)
        found = round_page(read(self.negotiation(slug), query), round_slug, sides=sides_asked(query))
        if found is None:
            raise Http404
        return answer(
            found.reading,
            [row_json(row) for row in found.rows],
            round=round_json(found.round),
            sides=[side.slug for side in found.sides],
            delegations=[team_json(team) for team in found.teams],
            gap=turn_json(found.turn) if found.turn else None,
            statements_around=found.around,
        )

    def rows(self, told: dict[str, Any]) -> list[dict[str, Any]]:
        return [shift_line(row, side) for row in told["results"] for side in row["sides"]]


def round_json(round_: Round) -> dict[str, Any]:
    return {
        "slug": round_.slug,
        "label": round_.label,
        "title": round_.title or None,
        "start": round_.start,
        "end": round_.end,
        "venue": round_.venue or None,
        "format": round_.format or None,
    }


def held_json(one: Held) -> dict[str, Any]:
    return {
        **round_json(one.round),
        "host": one.host.slug if one.host else None,
        "delegations": [team_json(team) for team in one.teams],
        "gap": turn_json(one.turn) if one.turn else NO_TURN,
        "statements_around": one.statements,
    }


def turn_json(turn: Turn) -> dict[str, Any]:
    """Both in points of 100, on the same issues; null where none is known on both days."""
    return {
        "day_before": turn.before,
        "day_after": turn.after,
        "before": turn.was.points,
        "after": turn.now.points,
        "change": turn.change,
        "known": turn.now.known,
        "of": turn.now.of,
    }


NO_TURN = dict.fromkeys(("day_before", "day_after", "before", "after", "change", "known", "of"))


def team_json(team: Team) -> dict[str, Any]:
    """`head_rank` tells how the head's rank changed from the party's delegation at `compared_with`."""
    return {
        "party": team.party.slug,
        "level": team.level or None,
        "mandate": team.mandate or None,
        "head": member_json(team.head) if team.head else None,
        "members": [member_json(member) for member in team.members],
        "head_rank": team.changed if team.before else None,
        "compared_with": team.before.round.slug if team.before else None,
    }


def member_json(member: Member) -> dict[str, Any]:
    return {
        "name": member.name,
        "person": member.person.slug if member.person else None,
        "office": member.office or None,
        "rank": member.rank,
    }


def row_json(row: Turned) -> dict[str, Any]:
    return {
        "issue": row.issue.slug,
        "gap": {
            "before": row.was.points if row.was else None,
            "after": row.now.points if row.now else None,
        },
        "sides": [shift_json(shift) for shift in row.sides],
    }


def shift_json(shift: Shift) -> dict[str, Any]:
    return {
        "party": shift.party.slug,
        "before": _place_json(shift.before),
        "after": _place_json(shift.after),
        "changed": shift.changed,
    }


def _place_json(cell: Cell) -> dict[str, Any]:
    return {"state": cell.state, "position": position_json(cell.position, cell.words) if cell.position else None}


def shift_line(row: dict[str, Any], side: dict[str, Any]) -> dict[str, Any]:
    """One side on one issue as a line of a table."""
    return {
        "issue": row["issue"],
        "party": side["party"],
        "changed": side["changed"],
        "before": _place_line(side["before"]),
        "after": _place_line(side["after"]),
        "gap": row["gap"],
    }


def _place_line(place: dict[str, Any]) -> dict[str, Any]:
    position = place["position"] or {}
    outcome = position.get("outcome") or {}
    return {
        "state": place["state"],
        "words": position.get("words"),
        "low": outcome.get("low"),
        "high": outcome.get("high"),
        "since": position.get("since"),
        "basis": position.get("basis"),
    }
