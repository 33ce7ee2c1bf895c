"""An evaluation as data, for programs: every number that the printed tables are made of."""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal

from negotiations.extraction.evaluation import Evaluation
from negotiations.extraction.reliability import Bin, by_confidence_level, reliability
from negotiations.extraction.scoring import BREAKDOWNS, LEVELS, By, Tally

Confusions = Counter[tuple[str | None, str | None]]


def figures(evaluation: Evaluation) -> dict[str, Any]:
    score = evaluation.statements
    outcomes = score.outcomes()
    confused: tuple[Literal["act", "issue"], ...] = ("act", "issue")
    return {
        "articles": evaluation.articles,
        "statements": score.coded,
        "suggestions": len(score.judged),
        "quotes": {level: tally_figures(tally) for level, tally in evaluation.quotes.items()},
        "levels": {level: tally_figures(score.level(level)) for level in LEVELS},
        "by": {by: _breakdown(by, evaluation) for by in BREAKDOWNS},
        "confusion": {name: _confusions(score.confusion(name)) for name in confused},
        "calibration": {
            "bins": [_bin(one) for one in reliability(outcomes)],
            "levels": {level: _bin(one) for level, one in by_confidence_level(outcomes).items()},
        },
    }


def tally_figures(tally: Tally) -> dict[str, Any]:
    shares = {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}
    return {name: _rounded(share) for name, share in shares.items()} | vars(tally)


def ordered(tallies: dict[str | None, Tally]) -> list[tuple[str | None, Tally]]:
    """The most frequent first."""
    return sorted(tallies.items(), key=lambda item: (-item[1].coded - item[1].suggested, item[0] or ""))


def _breakdown(by: By, evaluation: Evaluation) -> list[dict[str, Any]]:
    return [{by: value} | tally_figures(tally) for value, tally in ordered(evaluation.statements.by(by))]


def _confusions(confusions: Confusions) -> list[dict[str, Any]]:
    return [
        {"coded": coded, "suggested": suggested, "count": count}
        for (coded, suggested), count in confusions.most_common()
    ]


def _bin(one: Bin) -> dict[str, Any]:
    low, high = one.interval
    return {
        "from": one.low,
        "to": one.high,
        "suggestions": one.count,
        "confidence": _rounded(one.confidence),
        "right": one.right,
        "share": _rounded(one.share),
        "interval": [_rounded(low), _rounded(high)],
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
