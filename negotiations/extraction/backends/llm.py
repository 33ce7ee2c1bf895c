"""A language model as a back-end: asked piece by piece, believed where its quote stands in the text.

Quoted strings and delegations stay those of the rules.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from negotiations.extraction.backends.answers import Dropped, read_answers
from negotiations.extraction.backends.endpoint import Endpoint
from negotiations.extraction.backends.interface import VERSION_LENGTH, Failed, fitted
from negotiations.extraction.backends.prompt import LONGEST_PIECE, messages, pieces, schema
from negotiations.extraction.backends.usage import Usage
from negotiations.extraction.backends.verification import Text
from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.suggest import suggest
from negotiations.extraction.suggestion import Extraction, Suggestion

logger = logging.getLogger(__name__)

PROMPT = "1"  # changes with what is asked and with what is believed
MOST_PIECES = 40  # of an article; more is no article, and would cost without end


@dataclass(frozen=True)
class Answered(Extraction):
    """With what it took, and the answers that do not count."""

    usage: Usage = field(default_factory=Usage)
    dropped: tuple[Dropped, ...] = ()

    def as_json(self) -> dict[str, Any]:
        dropped = [vars(answer) for answer in self.dropped]
        return {**super().as_json(), "usage": self.usage.as_json(), "dropped": dropped}


@dataclass
class LanguageModel:
    endpoint: Endpoint
    dropped: Counter[str] = field(default_factory=Counter)
    extractor = "parley-llm"

    @property
    def version(self) -> str:
        return fitted(f"{PROMPT}+{self.endpoint.connection.model}", VERSION_LENGTH)

    def suggest(self, body: str, lexicon: Lexicon, *, title: str, date: date, place: str) -> Answered:
        before = self.endpoint.spent
        found = list(self._found(body, lexicon, title=title, date=date, place=place))
        kept, dropped = _sorted_out(found)
        self.dropped.update(answer.why for answer in dropped)
        usage = self.endpoint.spent - before
        logger.info("%s: %d suggestions, %d answers dropped; %s", self.version, len(kept), len(dropped), usage)
        rules = suggest(body, lexicon, title=title, date=date, place=place)
        return Answered(**(vars(rules) | {"suggestions": kept, "usage": usage, "dropped": dropped}))

    def account(self) -> str:
        reasons = ", ".join(f"{count} as {why}" for why, count in self.dropped.most_common())
        dropped = f"; {self.dropped.total()} answers dropped: {reasons}" if reasons else ""
        return f"{self.endpoint.connection.model}: {self.endpoint.spent}{dropped}"

    def _found(
        self, body: str, lexicon: Lexicon, *, title: str, date: date, place: str
    ) -> Iterator[Suggestion | Dropped]:
        parts = list(pieces(body))
        if len(parts) > MOST_PIECES:
            raise Failed(f"more than {MOST_PIECES * LONGEST_PIECE:,} characters, which is the most that is asked about")
        text = Text(body, lexicon, date)
        for part in parts:
            asked = messages(body[part.start : part.end], lexicon, title=title, date=date, place=place)
            for answer in read_answers(self.endpoint.ask(asked, schema(lexicon))):
                yield answer if isinstance(answer, Dropped) else text.verified(answer, part)


def _sorted_out(found: Iterable[Suggestion | Dropped]) -> tuple[tuple[Suggestion, ...], tuple[Dropped, ...]]:
    """In order of place, each once."""
    kept: dict[tuple[object, ...], Suggestion] = {}
    dropped: list[Dropped] = []
    for answer in found:
        if isinstance(answer, Dropped):
            dropped.append(answer)
        else:
            kept.setdefault((answer.start, answer.end, answer.party, answer.speaker, answer.issue), answer)
    return tuple(sorted(kept.values(), key=lambda answer: (answer.start, answer.end))), tuple(dropped)
