"""What the frame of a negotiation's page needs, whatever the page shows."""

from __future__ import annotations

from typing import Any

from negotiations.readers.reading import Reading


def page_of(reading: Reading, tab: str, shows: str, **more: Any) -> dict[str, Any]:
    """`tab` is the name of the tab's URL; `shows` names the page where it is cited."""
    return {
        "negotiation": reading.negotiation,
        "tab": tab,
        "clock": reading.clock,
        "cited": f"{reading.negotiation}: {shows}",
        **more,
    }
