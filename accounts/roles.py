"""What each may do, in one place."""

from __future__ import annotations

from typing import Protocol

from django.db import models


class Role(models.TextChoices):
    """In rising order: each may do all that those before it may."""

    READER = "reader", "reader: sees the pages"
    EDITOR = "editor", "editor: tags, corrects, retracts"
    ADJUDICATOR = "adjudicator", "adjudicator: also settles what coders disagree on"
    ADMIN = "admin", "admin: also manages members and codebooks"

    def includes(self, other: Role) -> bool:
        order = list(Role)
        return order.index(self) >= order.index(other)


class Place(Protocol):
    """Where a role is held: a negotiation, of which accounts know no more than this."""

    pk: int
    public: bool
