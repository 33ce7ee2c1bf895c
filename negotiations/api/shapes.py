"""How answers look as JSON. Days are ISO, instants ISO in UTC; numbers are in the unit that stands beside them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from rest_framework.request import Request
from rest_framework.reverse import reverse

from negotiations.models import Issue, Party, Statement
from negotiations.positions import Gap, Outcome, Position, Step, outcome_of
from negotiations.readers.cells import Cell, Distance
from negotiations.readers.clock import Clock
from negotiations.readers.home import Glance
from negotiations.readers.intervals import Interval
from negotiations.readers.matrix import Matrix
from negotiations.readers.moves import ToldMove
from negotiations.readers.rows import Row


def negotiation_json(glance: Glance, request: Request) -> dict[str, Any]:
    negotiation, sides = glance.negotiation, glance.sides
    return {
        "slug": negotiation.slug,
        "title": negotiation.title,
        "summary": negotiation.summary,
        "on": glance.on,
        "sides": [side.slug for side in sides] if sides else None,
        "parties": [party_json(party) for party in glance.agenda.parties],
        "issues": [scale_json(issue) for issue in glance.agenda.issues],
        "rounds": [{"slug": r.slug, "label": str(r), "start": r.start, "end": r.end} for r in glance.agenda.rounds],
        "gap": overall_json(glance.overall) if glance.overall else None,
        "articles": glance.articles,
        "statements": glance.statements,
        "matrix": reverse("api-matrix", args=[negotiation.slug], request=request),
        "computed": {
            name: reverse(f"api-{name}", args=[negotiation.slug], request=request)
            for name in ("matrix", "gaps", "moves", "positions", "compare", "demands", "rounds")
        },
    }


def party_json(party: Party) -> dict[str, Any]:
    return {"slug": party.slug, "name": party.name, "code": party.code, "role": party.role, "camp": party.camp or None}


def issue_json(issue: Issue) -> dict[str, Any]:
    return scale_json(issue) | {"compared": issue.compared}


def scale_json(issue: Issue) -> dict[str, Any]:
    return {
        "slug": issue.slug,
        "title": issue.title,
        "kind": issue.kind,
        "unit": issue.unit or None,
        "low": number(issue.low),
        "high": number(issue.high),
    }


def overall_json(overall: Any) -> dict[str, Any]:
    return {"points": overall.points, "known": overall.known, "of": overall.of}


def clock_json(clock: Clock) -> dict[str, Any]:
    """`settled` as `known` gives this answer for ever; `revision` is null where `known` is given."""
    return {"on": clock.on, "known": utc(clock.known), "settled": utc(clock.settled), "revision": clock.revision}


def matrix_json(matrix: Matrix) -> dict[str, Any]:
    return {
        "negotiation": matrix.negotiation.slug,
        "clock": clock_json(matrix.clock),
        "sides": [party.slug for party in matrix.sides],
        "parties": [party_json(party) for party in (*matrix.sides, *matrix.others)],
        "since": {"day": matrix.since.day, "label": matrix.since.label},
        "overall": overall_json(matrix.overall) | {"change": matrix.change},
        "statements": matrix.statements,
        "articles": matrix.articles,
        "rows": [row_json(row) for row in matrix.rows],
    }


def row_json(row: Row) -> dict[str, Any]:
    return {
        "issue": issue_json(row.distance.issue),
        "gap": gap_json(row.distance),
        "cells": [cell_json(cell) for cell in (*row.sides, *row.others)],
    }


def gap_json(distance: Distance) -> dict[str, Any] | None:
    """None where either side has no position, or the issue is not compared."""
    gap: Gap | None = distance.gap
    if gap is None or distance.scale is None:
        return None
    return {
        "points": gap.points,
        "apart": gap.apart,
        "zone": list(gap.zone) if gap.zone else None,
        "weight": distance.scale.weight,
        "trend": distance.trend,
        "change": distance.change,
        "lately": dict(zip(("trend", "change"), distance.lately, strict=True)),
        "moved": distance.moved,
        "old": [party.slug for party in distance.old],
    }


def cell_json(cell: Cell) -> dict[str, Any]:
    return {
        "party": cell.party.slug,
        "state": cell.state,
        "position": position_json(cell.position, cell.words) if cell.position else None,
        "refused": [outcome_json(coded.outcome) for coded in cell.refused],
        "statements": cell.statements,
        "age": cell.age,
    }


def position_json(position: Position, words: str) -> dict[str, Any]:
    """`basis` are the ids of the statements that set it, `voices` those of the same day that differ."""
    return {
        "outcome": outcome_json(position.outcome),
        "words": words,
        "since": position.since,
        "conditional": position.conditional,
        "basis": list(position.basis),
        "voices": list(position.voices),
    }


def outcome_json(outcome: Outcome | None) -> dict[str, float | None] | None:
    """Both ends, in the issue's unit; an open end is null."""
    return {"low": outcome.low, "high": outcome.high} if outcome else None


def matrix_line(row: dict[str, Any], cell: dict[str, Any]) -> dict[str, Any]:
    """One cell of the matrix's answer as a line of a table."""
    position = cell["position"] or {}
    outcome = position.get("outcome") or {}
    return {
        "issue": row["issue"]["slug"],
        "party": cell["party"],
        "state": cell["state"],
        "words": position.get("words"),
        "low": outcome.get("low"),
        "high": outcome.get("high"),
        "since": position.get("since"),
        "conditional": position.get("conditional"),
        "age": cell["age"],
        "statements": cell["statements"],
        "basis": position.get("basis"),
        "gap": (row["gap"] or {}).get("points"),
        "change": (row["gap"] or {}).get("change"),
    }


def step_json(step: Step) -> dict[str, Any]:
    """`until` is not included; `points` is null where no issue is known on both sides.

    Without weak evidence the gap lies between `low` and `high`, and `firm` of the issues stay known.
    """
    told = {"since": step.start, "until": step.end, "points": step.points, "known": step.known}
    return told | {"low": step.low, "high": step.high, "firm": step.firm}


def interval_json(held: Interval) -> dict[str, Any]:
    told = position_json(held.position, held.words)
    return {"party": held.party.slug, "issue": held.issue.slug, **told, "until": held.until}


def move_json(told: ToldMove) -> dict[str, Any]:
    """`before` and `after` are positions; `size` is in points of 100."""
    before = told.move.before
    return {
        "party": told.party.slug,
        "towards": told.other.slug if told.other else None,
        "issue": told.issue.slug,
        "kind": told.move.kind,
        "size": told.move.size,
        "before": position_json(before, told.before_words) if before else None,
        "after": position_json(told.move.after, told.after_words),
    }


def statement_json(statement: Statement) -> dict[str, Any]:
    article = statement.article
    return {
        "id": statement.pk,
        "lineage": statement.lineage,
        "repeat_of": statement.repeat_of.lineage if statement.repeat_of else None,
        "negotiation": article.negotiation.slug,
        "article": {"id": article.pk, "title": article.title, "date": article.date, "outlet": article.outlet.name},
        "start": statement.start,
        "end": statement.end,
        "quote": statement.quote,
        "said_on": statement.said_on,
        "party": statement.party.slug,
        "person": statement.person.slug if statement.person else None,
        "speaker": statement.person.name if statement.person else statement.speaker or None,
        "office": statement.office or None,
        "addressee": statement.addressee.slug if statement.addressee else None,
        "act": statement.act,
        "issue": statement.issue.slug if statement.issue else None,
        "outcome": outcome_json(outcome_of(statement.outcome)),
        "demand": statement.demand.slug if statement.demand else None,
        "channel": statement.channel,
        "sources": [source for source in article.sources if source.get("key") in statement.cites],
        "recorded_at": utc(statement.recorded_at),
    }


STATEMENT_COLUMNS = (
    *("id", "lineage", "repeat_of", "negotiation", "article.id", "article.title", "article.date", "article.outlet"),
    *("start", "end", "quote", "said_on", "party", "person", "speaker", "office", "addressee", "act", "issue"),
    *("outcome.low", "outcome.high", "demand", "channel", "sources", "recorded_at"),
)
"""Of a table of statements, whose rows are read as they are written."""


def number(value: Any) -> float | None:
    return None if value is None else float(value)


def utc(instant: Any) -> str | None:
    return instant.astimezone(dt.UTC).isoformat().replace("+00:00", "Z") if instant else None
