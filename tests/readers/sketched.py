"""Rows that were never saved."""

from __future__ import annotations

from datetime import date

from negotiations.models import Party, Round


def a_round(day: date) -> Round:
    return Round(slug="r", label="A round", start=day, end=day)


def a_party() -> Party:
    return Party(slug="p", name="P", code="P")
