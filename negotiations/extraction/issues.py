"""Which issue of the codebook words are about: by its cues, its options' cues, its title and what stands for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from negotiations.extraction.lexicon import Issue, Lexicon
from negotiations.extraction.outcomes import guess_outcome, is_money
from negotiations.extraction.terms import Found, Terms

# How much a term counts by where it stands: in the words, in their sentence, in the sentence before.
NEARNESS = (1.0, 0.45, 0.1)
WHERE = ("", " in the sentence", " just before")
CARRIED = 0.2  # what the issue of the last statement counts for the next; less with each paragraph between
EARLINESS = 0.4  # what a term at the end of the words counts less than one at their beginning
PRICED = 0.7  # what an amount of money counts for an issue that is measured in it
LAST_RESORT = 0.15


@dataclass(frozen=True)
class IssueGuess:
    issue: Issue | None
    certainty: float
    why: tuple[str, ...]


@dataclass
class IssueFinder:
    """Reads an article's statements in order: what was spoken of last is likely spoken of still."""

    lexicon: Lexicon
    _terms: Terms = field(init=False)
    _last: tuple[int, int] | None = field(
        init=False, default=None
    )  # issue number and paragraph of the last statement whose words told it

    def __post_init__(self) -> None:
        self._terms = Terms(self.lexicon)

    def guess(self, content: str, surroundings: Sequence[str] = (), paragraph: int = 0) -> IssueGuess:
        """From the words themselves, and with less weight from what stands around them, nearest first."""
        scores: dict[int, float] = {}
        reasons: dict[int, list[str]] = {}
        for distance, text in enumerate([content, *surroundings]):
            for found in _each_once(self._terms.found(text)):
                weight = found.weight * NEARNESS[distance]
                if distance == 0:
                    weight *= 1 - EARLINESS * found.place / max(1, len(text))
                scores[found.issue] = scores.get(found.issue, 0.0) + weight
                told = reasons.setdefault(found.issue, [])
                if not any(reason.startswith(f"“{found.text}”") for reason in told):
                    told.append(f"“{found.text}”{WHERE[distance]}")
        for number in self._priced(content):
            scores[number] = scores.get(number, 0.0) + PRICED
            reasons.setdefault(number, []).insert(0, "the amount")
        self._carry_on(scores, reasons, paragraph)
        guess = self._best(scores, reasons)
        if guess.issue and guess.certainty > LAST_RESORT:
            self._last = self.lexicon.issues.index(guess.issue), paragraph
        return guess

    def _priced(self, content: str) -> Iterator[int]:
        """The issues that are measured in the money of which the words name an amount."""
        for number, issue in enumerate(self.lexicon.issues):
            if is_money(issue) and guess_outcome(issue, content).range:
                yield number

    def told(self, words: str) -> str | None:
        """The slug of the issue that words name by themselves."""
        scores: dict[int, float] = {}
        for found in _each_once(self._terms.found(words)):
            scores[found.issue] = scores.get(found.issue, 0.0) + found.weight
        return self.lexicon.issues[max(scores, key=lambda number: scores[number])].slug if scores else None

    def _carry_on(self, scores: dict[int, float], reasons: dict[int, list[str]], paragraph: int) -> None:
        if self._last is None:
            return
        number, place = self._last
        scores[number] = scores.get(number, 0.0) + CARRIED / (1 + max(0, paragraph - place))
        reasons.setdefault(number, []).append("what was spoken of before")

    def _best(self, scores: dict[int, float], reasons: dict[int, list[str]]) -> IssueGuess:
        if not scores:
            return self._process()
        (number, score), *others = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        rival = others[0][1] if others else 0.0
        certainty = min(1.0, 1.2 * score) * score / (score + 0.8 * rival)
        return IssueGuess(self.lexicon.issues[number], certainty, (f"issue by {', '.join(reasons[number][:4])}",))

    def _process(self) -> IssueGuess:
        """Words on no issue at all are about the talks themselves, where the codebook has an issue of that kind."""
        if self._terms.process is None:
            return IssueGuess(None, 0.0, ("no word of an issue",))
        return IssueGuess(self.lexicon.issues[self._terms.process], LAST_RESORT, ("no word of another issue",))


def _each_once(found: Iterator[Found]) -> Iterator[Found]:
    seen: set[tuple[int, str]] = set()
    for one in found:
        if (one.issue, one.text) not in seen:
            seen.add((one.issue, one.text))
            yield one
