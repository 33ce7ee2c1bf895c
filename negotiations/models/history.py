"""Who changed what people may edit: kept by database triggers, so raw SQL and bulk writes are seen too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.db import models

from negotiations.models.rules import stamped

Tracked = TypeVar("Tracked", bound=type[models.Model])


def tracked(home: str = "NEW.negotiation_id") -> Callable[[Tracked], Tracked]:
    """Keeps every insert, update and delete of a model, each with the instant of its revision.

    `home` says in SQL of which negotiation a version is.
    """

    def marked(model: Tracked) -> Tracked:
        """Trackers bind to their model, so each gets its own."""
        trackers = pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
        kept: Tracked = pghistory.track(*trackers, append_only=True, meta={"triggers": [stamped(home)]})(model)
        return kept

    return marked
