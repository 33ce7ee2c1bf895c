"""Who changed what people may edit: kept by database triggers, so raw SQL and bulk writes are seen too."""

from __future__ import annotations

from typing import TypeVar

import pghistory
from django.db import models

Tracked = TypeVar("Tracked", bound=type[models.Model])


def tracked(model: Tracked) -> Tracked:
    """Keeps every insert, update and delete of a model; trackers bind to their model, so each gets its own."""
    trackers = pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
    marked: Tracked = pghistory.track(*trackers, append_only=True)(model)
    return marked
