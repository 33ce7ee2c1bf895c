"""How every deed begins and ends: the right to do it, the turn to write, the line in the audit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models

from accounts.models import User
from accounts.roles import Role
from negotiations.models import Edit, Negotiation, Revision


class Refused(Exception):
    """The deed is not allowed, or not possible any more."""


class Conflict(Refused):
    """Somebody else was there first."""


def begin(negotiation: Negotiation, by: User, role: Role = Role.EDITOR) -> None:
    """Checks the right and takes the lock under which writers of a negotiation queue up."""
    if not by.may(role, negotiation):
        raise Refused(f"{by} is no {role.value} of {negotiation}, and may not do this.")
    Revision.objects.claim(negotiation)


def audit(
    verb: str,
    negotiation: Negotiation,
    by: User,
    *,
    opened: Sequence[models.Model] = (),
    closed: Sequence[models.Model] = (),
    suggestions: Sequence[models.Model] = (),
    deliveries: Sequence[models.Model] = (),
    annotations: Sequence[models.Model] = (),
    changes: Sequence[dict[str, Any]] = (),
    reason: str = "",
    undoes: int | None = None,
) -> Edit:
    return Edit.objects.create(
        verb=verb,
        by=by.username,
        negotiation=negotiation.slug,
        opened=[row.pk for row in opened],
        closed=[row.pk for row in closed],
        suggestions=[row.pk for row in suggestions],
        deliveries=[row.pk for row in deliveries],
        annotations=[row.pk for row in annotations],
        changes=list(changes),
        reason=reason,
        undoes=undoes,
    )
