"""How far numbers and days may go: wide enough for any talks, and what PostgreSQL takes beyond is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

FIRST_DAY, LAST_DAY = date(1800, 1, 1), date(2999, 12, 31)
LONGEST_SILENCE = 36_500  # days
HEAVIEST = 1000
LARGEST = Decimal("9999999999.9999")

A_SILENCE = [MinValueValidator(1), MaxValueValidator(LONGEST_SILENCE)]


def in_calendar(name: str, *fields: str) -> models.CheckConstraint:
    """Days between which years have four digits; PostgreSQL also knows `infinity`."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__range": (FIRST_DAY, LAST_DAY) for field in fields}),
        name=name,
        violation_error_message=f"Expected days from {FIRST_DAY} to {LAST_DAY}.",
    )


def in_order(name: str, start: str = "since", end: str = "until") -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{start}__lte": F(end)}), name=name)


def silence_is_bounded(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(silent_after_days__range=(1, LONGEST_SILENCE)),
        name=name,
        violation_error_message=f"Expected 1 to {LONGEST_SILENCE} days.",
    )


def outcome_includes_its_ends(name: str) -> models.CheckConstraint:
    """A closed range, open to infinity on one side at most."""
    return models.CheckConstraint(
        condition=Q(outcome=None)
        | Q(outcome__isempty=False)
        & (Q(outcome__lower_inc=True) | Q(outcome__lower_inf=True))
        & (Q(outcome__upper_inc=True) | Q(outcome__upper_inf=True))
        & ~Q(outcome__lower_inf=True, outcome__upper_inf=True),
        name=name,
    )
