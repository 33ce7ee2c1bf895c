"""How good the suggestions on record are, measured against the statements that editors stand behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from negotiations.extraction import EXTRACTOR, VERSION
from negotiations.extraction.calibration import ENOUGH
from negotiations.extraction.reliability import Bin, ConfidenceLevel, by_confidence_level, reliability
from negotiations.extraction.rules import REASONS
from negotiations.extraction.scoring import LEVELS, By, Level, Near, Score, Tally, same
from negotiations.models import Act, Article, Decision, Issue, Negotiation, Party, Status
from negotiations.readers.measured import Proposed, Standing, measured, of_these_rules


@dataclass(frozen=True)
class Line:
    """One line of a table; `key` is None for what names no act, issue or party."""

    key: str | None
    tally: Tally

    @property
    def reason(self) -> str:
        """Why the rule of that name holds; empty for an act, an issue or a party."""
        return REASONS.get((self.key or "").split(",")[0], "")


@dataclass(frozen=True)
class Confused:
    """How often one act is suggested where another is coded."""

    coded: str | None
    suggested: str | None
    count: int
    near: bool

    @property
    def equal(self) -> bool:
        return self.coded == self.suggested


@dataclass(frozen=True)
class Accuracy:
    negotiation: Negotiation
    parties: dict[str, Party]
    issues: dict[str, Issue]
    articles: dict[int, Article]
    score: Score[Standing, Proposed]
    decisions: Sequence[Decision]
    waiting: int
    extractor: str = EXTRACTOR
    version: str = VERSION
    enough: int = ENOUGH

    @property
    def suggestions(self) -> int:
        return len(self.score.judged)

    @cached_property
    def full(self) -> Tally:
        """Right in party, issue and act."""
        return self.score.level(LEVELS[-1])

    @cached_property
    def levels(self) -> list[tuple[Level, Tally]]:
        return [(level, self.score.level(level)) for level in LEVELS]

    @cached_property
    def by_act(self) -> list[Line]:
        return self._lines("act", Act.values)

    @cached_property
    def by_issue(self) -> list[Line]:
        return self._lines("issue", self.issues)

    @cached_property
    def by_party(self) -> list[Line]:
        return self._lines("party", self.parties)

    @cached_property
    def by_rule(self) -> list[Line]:
        rules = Counter(one.suggested.rule for one in self.score.judged)
        return self._lines("rule", [rule for rule, _ in rules.most_common()])

    def _lines(self, by: By, order: Iterable[str]) -> list[Line]:
        """In the codebook's order; what names none stands last."""
        tallies = self.score.by(by)
        return [Line(key, tallies[key]) for key in [*order, None] if key in tallies]

    @cached_property
    def confused_acts(self) -> list[str | None]:
        seen = {act for pair in self.score.confusion("act") for act in pair}
        return [act for act in [*Act.values, None] if act in seen]

    @cached_property
    def confusion(self) -> list[tuple[str | None, list[Confused]]]:
        """By act coded, the times each act was suggested, where the span is found."""
        counts, near = self.score.confusion("act"), Near().acts
        return [
            (coded, [Confused(coded, s, counts[coded, s], same(coded, s, near)) for s in self.confused_acts])
            for coded in self.confused_acts
            if any(counts[coded, suggested] for suggested in self.confused_acts)
        ]

    @cached_property
    def bins(self) -> list[Bin]:
        return reliability(self.score.outcomes())

    @cached_property
    def confidence_levels(self) -> dict[ConfidenceLevel, Bin]:
        return by_confidence_level(self.score.outcomes())

    @property
    def decided(self) -> dict[str, int]:
        accepted = [made for made in self.decisions if made.status == Status.ACCEPTED]
        kept = sum(made.unchanged for made in accepted)
        return {"accepted": kept, "changed": len(accepted) - kept, "rejected": len(self.decisions) - len(accepted)}


def accuracy_of(negotiation: Negotiation) -> Accuracy:
    ours = of_these_rules(negotiation)
    parties, issues, articles, score = measured(negotiation)
    return Accuracy(
        negotiation,
        {party.slug: party for party in parties},
        {issue.slug: issue for issue in issues},
        {article.pk: article for article in articles},
        score,
        ours.decisions(),
        ours.waiting().count(),
    )
