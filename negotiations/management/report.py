"""An evaluation in print: plain aligned tables, at most 100 columns wide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from negotiations.extraction.evaluation import Evaluation
from negotiations.extraction.reliability import HIGH, MEDIUM, Bin, ConfidenceLevel, by_confidence_level, reliability
from negotiations.extraction.scoring import BREAKDOWNS, LEVELS, By, Tally
from negotiations.management.figures import Confusions, ordered
from negotiations.models import Act

NOTHING = "(none)"
WIDEST = 40  # letters of a cell, at most
CONFUSIONS = 15  # pairs of issues shown, at most
QUOTE_NAMES = {"exact": "quote, exact span", "speaker": "quote + speaker", "party": "quote + party"}
LEVEL_NAMES = {
    "span": "statement, span",
    "party": "span + party",
    "issue": "span + party + issue",
    "act": "span + party + issue + act",
}
CONFIDENCE_NAMES = {
    "high": f"high, {HIGH} or more",
    "medium": f"medium, {MEDIUM} or more",
    "low": f"low, under {MEDIUM}",
}


def report(name: str, evaluation: Evaluation) -> str:
    return "\n\n".join("\n".join(part) for part in _parts(name, evaluation)) + "\n"


def _parts(name: str, evaluation: Evaluation) -> Iterator[list[str]]:
    score = evaluation.statements
    told = f"{evaluation.articles} articles, {score.coded} statements, {len(score.judged)} suggestions"
    yield [f"{name}: {told}"]
    yield _levels(evaluation)
    for by in BREAKDOWNS:
        yield _breakdown(by, evaluation)
    yield _acts(score.confusion("act"))
    yield _issues(score.confusion("issue"))
    yield _reliability(reliability(score.outcomes()))
    yield confidence_levels(by_confidence_level(score.outcomes()))


def _levels(evaluation: Evaluation) -> list[str]:
    rows = [(QUOTE_NAMES[level], tally) for level, tally in evaluation.quotes.items()]
    rows += [(LEVEL_NAMES[level], evaluation.statements.level(level)) for level in LEVELS]
    return _tallies("", rows)


def _breakdown(by: By, evaluation: Evaluation) -> list[str]:
    rows = [(value or NOTHING, tally) for value, tally in ordered(evaluation.statements.by(by))]
    if by == "rule":  # which no statement has, so there is no recall
        cells = [(name, _percent(tally.precision), str(tally.right), str(tally.suggested)) for name, tally in rows]
        return table(("right, by rule", "precision", "right", "suggested"), cells)
    return _tallies(f"right, by {by}", rows)


def _tallies(title: str, rows: Iterable[tuple[str, Tally]]) -> list[str]:
    heads = (title, "precision", "recall", "F1", "right", "suggested", "coded")
    return table(heads, [(name, *_cells(tally)) for name, tally in rows])


def _cells(tally: Tally) -> tuple[str, ...]:
    shares = (_percent(tally.precision), _percent(tally.recall), _percent(tally.f1))
    return (*shares, str(tally.right), str(tally.suggested), str(tally.coded))


def _acts(confusion: Confusions) -> list[str]:
    seen = {act for pair in confusion for act in pair}
    acts: list[str | None] = [*(act for act in Act.values if act in seen), *([None] if None in seen else [])]
    rows = [
        (coded or NOTHING, *(str(confusion[coded, suggested] or "·") for suggested in acts))
        for coded in acts
        if any(confusion[coded, suggested] for suggested in acts)
    ]
    heads = [(act or "none")[:4] for act in acts]
    return ["act coded (rows) and suggested (columns), where the span is found", *table(("", *heads), rows)]


def _issues(confusion: Confusions) -> list[str]:
    wrong = [(pair, count) for pair, count in confusion.most_common() if pair[0] != pair[1]]
    rows = [(coded or NOTHING, suggested or NOTHING, str(count)) for (coded, suggested), count in wrong[:CONFUSIONS]]
    left = [f"and {len(wrong) - CONFUSIONS} more pairs"] if len(wrong) > CONFUSIONS else []
    return table(("issue coded, where the span is found", "suggested", "times"), rows) + left


def _reliability(bins: Sequence[Bin]) -> list[str]:
    return _bins("confidence", [(f"{one.low:.1f} to {one.high:.1f}", one) for one in bins])


def confidence_levels(levels: Mapping[ConfidenceLevel, Bin]) -> list[str]:
    return _bins("level", [(CONFIDENCE_NAMES[level], one) for level, one in levels.items()])


def _bins(title: str, rows: Iterable[tuple[str, Bin]]) -> list[str]:
    heads = (title, "suggestions", "mean", "right", "share", "95 % interval")
    return table(heads, [(name, *_bin_cells(one)) for name, one in rows])


def _bin_cells(one: Bin) -> tuple[str, ...]:
    low, high = one.interval
    interval = f"{_percent(low)} to {_percent(high)}"
    return str(one.count), f"{one.confidence:.2f}", str(one.right), _percent(one.share), interval


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f}"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The first column to the left, the others to the right, each as wide as its widest cell."""
    lines = [heads, *([cell[:WIDEST] for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    told = ["  ".join([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])]) for line in lines]
    return [told[0], "-" * len(told[0]), *told[1:]]
