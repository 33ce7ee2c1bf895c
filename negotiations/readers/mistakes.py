"""What a figure of accuracy rests on: the suggestions that are wrong, and the statements that were not found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from negotiations.extraction.reliability import CONFIDENCE_LEVELS, confidence_level
from negotiations.extraction.scoring import LEVELS, Judged, Level
from negotiations.models import Article, Shown
from negotiations.readers.accuracy import Accuracy
from negotiations.readers.agenda import NotOnTheAgenda, nearest
from negotiations.readers.measured import Proposed, Standing

NONE = "-"
"""In an address: what names no act, issue or party. No slug is like it."""

Verdict = Judged[Standing, Proposed]


@dataclass(frozen=True)
class Mistake:
    """A suggestion and a statement that differ, or one of the two alone. `words` is None where none may be shown."""

    article: Article
    suggested: Proposed | None
    coded: Standing | None
    words: str | None


@dataclass(frozen=True)
class Mistakes:
    """Those behind one figure: `name` says of which kind it is, `value` which one; None is what names none."""

    name: str
    value: str | None
    other: str | None
    rows: Sequence[Mistake]
    wrong: int
    missed: int


def behind(found: Accuracy, asked: dict[str, str]) -> Mistakes | None:
    """None where nothing is asked. Raises NotOnTheAgenda for a figure that is not on the page."""
    if not asked:
        return None
    if set(asked) == {"coded", "suggested"}:
        return _confused(found, asked["coded"], asked["suggested"])
    if len(asked) > 1 or asked.keys() & {"coded", "suggested"}:
        raise NotOnTheAgenda(
            dict.fromkeys(asked, "one figure at a time; expected one parameter, or coded and suggested")
        )
    ((name, written),) = asked.items()
    value = _known(name, written, _values(found, name))
    return _mistakes(found, name, value)


def _values(found: Accuracy, name: str) -> list[str | None]:
    if name == "level":
        return list(LEVELS)
    if name == "confidence":
        return list(CONFIDENCE_LEVELS)
    return [line.key for line in getattr(found, f"by_{name}")]


def _known(name: str, written: str, values: Iterable[str | None]) -> str | None:
    known = {value or NONE: value for value in values}
    if written not in known:
        raise NotOnTheAgenda({name: f"there is no {name} {written!r} here; {nearest(written, list(known))}"})
    return known[written]


def _confused(found: Accuracy, coded: str, suggested: str) -> Mistakes:
    pair = _known("coded", coded, found.confused_acts), _known("suggested", suggested, found.confused_acts)
    rows = [one for one in found.score.judged if one.coded and (one.coded.act, one.suggested.act) == pair]
    return Mistakes("confusion", *pair, [_mistake(found, one.suggested, one.coded) for one in rows], len(rows), 0)


def _mistakes(found: Accuracy, name: str, value: str | None) -> Mistakes:
    """First the wrong suggestions, then the statements not found that none of these is matched with."""
    fails = _failing(name, value)
    wrong = [one for one in found.score.judged if fails(one) and _has(one.suggested, name, value)]
    shown = {one.suggested.pk for one in wrong}
    lost = [one for one in found.score.judged if fails(one) and one.coded and _has(one.coded, name, value)]
    missed = [coded for coded in found.score.missed if _has(coded, name, value)]
    rows = [_mistake(found, one.suggested, one.coded) for one in wrong]
    rows += [_mistake(found, one.suggested, one.coded) for one in lost if one.suggested.pk not in shown]
    rows += [_mistake(found, None, coded) for coded in missed]
    return Mistakes(name, value, None, rows, len(wrong), len(lost) + len(missed))


def _failing(name: str, value: str | None) -> Callable[[Verdict], bool]:
    level: Level = next((level for level in LEVELS if (name, value) == ("level", level)), LEVELS[-1])
    return lambda one: not one.reaches(level)


def _has(claim: Standing | Proposed, name: str, value: str | None) -> bool:
    """Whether a claim counts for the figure; a statement has no rule and no confidence."""
    if name == "level":
        return True
    if name == "confidence":
        return isinstance(claim, Proposed) and confidence_level(claim.confidence) == value
    if name == "rule":
        return isinstance(claim, Proposed) and claim.rule == value
    return bool(getattr(claim, name) == value)


def _mistake(found: Accuracy, suggested: Proposed | None, coded: Standing | None) -> Mistake:
    claim = suggested or coded
    assert claim
    article = found.articles[claim.article]
    return Mistake(article, suggested, coded, _words(article, suggested, coded))


def _words(article: Article, suggested: Proposed | None, coded: Standing | None) -> str | None:
    """Of an article shown as quotes only, nothing but what is coded."""
    shown = coded if article.shown == Shown.QUOTES else suggested or coded
    return article.body[shown.start : shown.end] if shown else None
