"""The matrix on the evidence that the reader counts, as the page and every computed answer read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from negotiations.models import Negotiation
from negotiations.readers.matrix import Matrix, matrix
from negotiations.readers.reading import read, sides_asked
from negotiations.readers.soundness import switched, switches_asked, weak_statements


def weighed(negotiation: Negotiation, query: Mapping[str, Any]) -> Matrix:
    """`query` holds the cleaned parameters of an EvidenceQuery; `since` and `order` only where it takes them."""
    reading = read(negotiation, query)
    weak = weak_statements(reading)
    return matrix(
        switched(reading, switches_asked(query), weak),
        since=query.get("since"),
        sides=sides_asked(query),
        order=query.get("order") or "issue",
        weak=weak,
    )
