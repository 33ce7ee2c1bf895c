"""Whether a number that somebody reads out of some words stands in them."""

from __future__ import annotations

from negotiations.extraction.lexicon import Issue
from negotiations.extraction.outcomes import AMOUNT, MULTIPLIERS


def stands_in(number: float, words: str, issue: Issue) -> bool:
    """In the issue's unit: 1300 of "USD bn a year" stands in "1.3 trillion" and in "1,000 to 1,300 billion"."""
    found = list(AMOUNT.finditer(words))
    scales = {1.0, *(MULTIPLIERS[match["scale"].lower()] for match in found if match["scale"])}
    factor = next((MULTIPLIERS[word] for word in (issue.unit or "").lower().split() if word in MULTIPLIERS), 1.0)
    amounts = (float(match["number"].replace(",", "")) * scale / factor for match in found for scale in scales)
    return any(abs(amount - number) <= 1e-6 * max(1.0, abs(number)) for amount in amounts)
