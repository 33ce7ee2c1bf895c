"""What the extraction answers: quotes, suggestions and delegations of one article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from negotiations.extraction.attributions import Channel
from negotiations.extraction.delegations import Delegation
from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.outcomes import Range
from negotiations.extraction.spans import Span
from negotiations.extraction.verbs import Act


@dataclass(frozen=True)
class QuotedString:
    start: int
    end: int
    text: str
    speaker: str | None
    party: str | None


@dataclass(frozen=True)
class Suggestion:
    """What a machine proposes. `party` and `addressee` are names, `issue` a slug; unknown is None.

    `raw` is the confidence before calibration.
    """

    start: int
    end: int
    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    kind: Channel
    speaker: str | None
    party: str | None
    addressee: str | None
    act: Act | None
    issue: str | None
    outcome: Range | None
    confidence: float
    rule: str
    why: tuple[str, ...]
    raw: float


@dataclass(frozen=True)
class Extraction:
    title: str
    date: date
    place: str
    sha256: str
    quotes: tuple[QuotedString, ...]
    suggestions: tuple[Suggestion, ...]
    delegations: tuple[Delegation, ...]
    lexicon: Lexicon

    def as_json(self) -> dict[str, Any]:
        """The stable shape that other tools read."""
        return {
            "article": {
                "title": self.title,
                "date": self.date.isoformat(),
                "place": self.place,
                "sha256": self.sha256,
            },
            "quotes": [vars(quote) for quote in self.quotes],
            "suggestions": [_suggestion_json(suggestion) for suggestion in self.suggestions],
            "delegations": [self._delegation_json(delegation) for delegation in self.delegations],
        }

    def _delegation_json(self, delegation: Delegation) -> dict[str, Any]:
        return {
            "party": self.lexicon.party_name(delegation.party),
            "round": delegation.round.label if delegation.round else None,
            "head": delegation.head,
            "members": list(delegation.members),
            "start": delegation.start,
            "end": delegation.end,
            **delegation.details(),
        }


def _suggestion_json(suggestion: Suggestion) -> dict[str, Any]:
    fields = {key: value for key, value in vars(suggestion).items() if key != "raw"}
    for key in ("content", "outcome", "why", "cue", "source"):
        value = fields[key]
        fields[key] = None if value is None else [list(v) if isinstance(v, Span) else v for v in value]
    return fields
