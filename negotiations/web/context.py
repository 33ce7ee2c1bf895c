"""What the frame of a negotiation's page needs, whatever the page shows."""

from __future__ import annotations

from typing import Any, Protocol

from negotiations.models import Negotiation
from negotiations.readers.clock import Clock


class AsOf(Protocol):
    """What was read of one negotiation as of both clocks."""

    @property
    def negotiation(self) -> Negotiation: ...

    @property
    def clock(self) -> Clock: ...


def page_of(reading: AsOf, tab: str, shows: str, **more: Any) -> dict[str, Any]:
    """`tab` is the name of the tab's URL; `shows` names the page where it is cited."""
    return {
        "negotiation": reading.negotiation,
        "tab": tab,
        "clock": reading.clock,
        "cited": f"{reading.negotiation}: {shows}",
        **more,
    }


def desk_of(negotiation: Negotiation, page_name: str, **more: Any) -> dict[str, Any]:
    """Of an editors' page, by the name of its URL: it shows the present, so it has no clocks."""
    return {"negotiation": negotiation, "tab": "queue", "page_name": page_name, **more}
