"""How sure a suggestion is: what its rule is worth, lowered by each doubt."""

from __future__ import annotations

from negotiations.extraction.acts import ActGuess
from negotiations.extraction.attributions import Attribution
from negotiations.extraction.issues import IssueGuess
from negotiations.extraction.speakers import Speaker

# Set by hand after published figures on rules of this kind; not measured on this code.
PRIOR = {
    ("fronted", "direct"): 0.95,
    ("fronted", "mixed"): 0.85,
    ("fronted", "indirect"): 0.75,
    ("reported", "direct"): 0.85,
    ("reported", "mixed"): 0.85,
    ("reported", "indirect"): 0.75,
    ("according to", "indirect"): 0.8,
}
OTHERWISE = 0.6
HEADING = 0.6


def confidence_of(
    attribution: Attribution, speaker: Speaker, act: ActGuess, issue: IssueGuess, is_heading: bool
) -> float:
    """0..1: the attribution, times doubts on speaker, act and issue (an unknown one halves the rest at most)."""
    confidence = PRIOR.get((attribution.rule, attribution.kind), OTHERWISE) * speaker.certainty
    confidence *= 0.6 + 0.4 * act.certainty
    confidence *= 0.6 + 0.4 * min(1.0, issue.certainty)
    return round(confidence * (HEADING if is_heading else 1.0), 3)
