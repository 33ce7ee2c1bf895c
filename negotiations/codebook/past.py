"""What the scale of an issue was at an instant, by the versions kept of it and of its options."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from negotiations.models import Issue, Option


def is_rescaled_since(issue: Issue, instant: datetime) -> bool:
    """Whether an outcome placed then lay on another scale than that which stands now."""
    return _scale(issue, instant) != _scale(issue, None)


def _scale(issue: Issue, instant: datetime | None) -> tuple[Any, ...]:
    until = {"pgh_created_at__lte": instant} if instant else {}
    issues: Any = Issue.pgh_event_model.objects.filter(pgh_obj_id=issue.pk, **until)  # type: ignore[attr-defined]
    options: Any = Option.pgh_event_model.objects.filter(issue_id=issue.pk, **until)  # type: ignore[attr-defined]
    last = {version.pgh_obj_id: version for version in options.order_by("pgh_id")}
    points = sorted((one.value, one.label) for one in last.values() if one.pgh_label != "delete")
    ends = issues.order_by("-pgh_id").values_list("kind", "low", "high").first()
    return (ends, points)
