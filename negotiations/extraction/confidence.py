"""How sure a suggestion is: the shares in which who speaks, the act and the issue prove right, multiplied.

The shares were counted on coded articles of a dozen negotiations; the product is raw still, and goes through the table
of calibration.py.
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass

from negotiations.extraction import rules
from negotiations.extraction.acts import ActGuess
from negotiations.extraction.attributions import Attribution
from negotiations.extraction.issues import IssueGuess
from negotiations.extraction.speakers import Speaker

# Words and party right, by rule and channel.
WHO = {
    (rules.FRONTED, "direct"): 0.94,
    (rules.FRONTED, "mixed"): 0.95,
    (rules.FRONTED, "indirect"): 0.9,
    (rules.REPORTED, "direct"): 0.9,
    (rules.REPORTED, "mixed"): 0.94,
    (rules.REPORTED, "indirect"): 0.82,
    (rules.CONTINUED, "direct"): 0.9,
    (rules.PARTICIPLE, "mixed"): 0.88,
    (rules.PARTICIPLE, "indirect"): 0.7,
    (rules.ACCORDING, "indirect"): 0.75,
}
OTHERWISE = 0.7
HEADING = 0.5
UNSURE_SPEAKER, DOUBT = 0.75, 0.8  # below this certainty of the speaker, the share is less by this factor

# Steps of (certainty of the guess, share right); between them it goes straight.
ACT = ((0.0, 0.05), (0.4, 0.3), (0.5, 0.5), (0.6, 0.68), (0.75, 0.76), (0.85, 0.86), (1.0, 0.88))
ISSUE = ((0.0, 0.1), (0.15, 0.25), (0.3, 0.5), (0.5, 0.53), (0.65, 0.62), (0.8, 0.78), (0.9, 0.83), (1.0, 0.84))


@dataclass(frozen=True)
class Sureness:
    """Each 0..1: that the words and the party are right, the act, the issue."""

    who: float
    act: float
    issue: float

    @property
    def product(self) -> float:
        return round(self.who * self.act * self.issue, 3)

    @property
    def why(self) -> str:
        """Where to look first."""
        return f"sure of who by {self.who:.0%}, of the act by {self.act:.0%}, of the issue by {self.issue:.0%}"


def sureness_of(
    attribution: Attribution, speaker: Speaker, act: ActGuess, issue: IssueGuess, is_heading: bool
) -> Sureness:
    who = WHO.get((attribution.rule, attribution.kind), OTHERWISE)
    who *= (HEADING if is_heading else 1.0) * (DOUBT if speaker.certainty < UNSURE_SPEAKER else 1.0)
    return Sureness(who, _share(ACT, act.certainty), _share(ISSUE, min(1.0, issue.certainty)))


def _share(steps: tuple[tuple[float, float], ...], certainty: float) -> float:
    place = bisect(steps, (certainty, 2.0))
    if place == len(steps):
        return steps[-1][1]
    (low, below), (high, above) = steps[place - 1], steps[place]
    return below + (above - below) * (certainty - low) / (high - low)
