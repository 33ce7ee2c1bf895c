"""How long to wait before asking again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

FIRST, LONGEST = 1.0, 60.0  # seconds


def seconds_to_wait(attempt: int, headers: Mapping[str, str], chance: float) -> float | None:
    """Twice as long each time, give or take half by `chance` (0..1); at least as long as the server asks.

    None where it asks for longer than anyone should wait.
    """
    own = min(FIRST * 2**attempt, LONGEST) * (0.5 + chance)
    asked = seconds_asked_for(headers.get("retry-after", ""))
    return None if asked > LONGEST else max(own, asked)


def seconds_asked_for(written: str) -> float:
    """Seconds, or an instant; anything else asks for nothing."""
    if written.strip().isdecimal():
        return float(written)
    try:
        instant = parsedate_to_datetime(written)
    except ValueError:
        return 0.0
    return max(0.0, (instant.replace(tzinfo=instant.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
