"""What the scales of issues were at an instant, by the versions kept of them and of their options."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from negotiations.models import Issue, Option

Scale = tuple[Any, ...]


class PastScales:
    """Of some issues, read in two queries however many outcomes are asked for."""

    def __init__(self, issues: Iterable[int | None]) -> None:
        keys = {key for key in issues if key is not None}
        self.ends: dict[int, list[Any]] = defaultdict(list)
        self.options: dict[int, list[Any]] = defaultdict(list)
        if keys:
            self._read(keys)

    def _read(self, keys: set[int]) -> None:
        ends: Any = Issue.pgh_event_model.objects.filter(pgh_obj_id__in=keys)  # type: ignore[attr-defined]
        for version in ends.order_by("pgh_id"):
            self.ends[version.pgh_obj_id].append(version)
        options: Any = Option.pgh_event_model.objects.filter(issue_id__in=keys)  # type: ignore[attr-defined]
        for version in options.order_by("pgh_id"):
            self.options[version.issue_id].append(version)

    def is_changed_since(self, issue: int, instant: datetime) -> bool:
        """Whether an outcome placed then lay on another scale than that which stands now; a new label is no other."""
        return self._scale(issue, instant) != self._scale(issue, None)

    def _scale(self, issue: int, instant: datetime | None) -> Scale:
        ends = [(one.kind, one.low, one.high) for one in _until(self.ends[issue], instant)]
        last = {one.pgh_obj_id: one for one in _until(self.options[issue], instant)}
        points = sorted((pk, one.value) for pk, one in last.items() if one.pgh_label != "delete")
        return (ends[-1:], points)


def _until(versions: Iterable[Any], instant: datetime | None) -> list[Any]:
    return [one for one in versions if instant is None or one.pgh_created_at <= instant]
