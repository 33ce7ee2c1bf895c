"""The outcome that words name on an issue's scale: a number on a numeric one, else an option."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from negotiations.extraction.lexicon import Issue, Option
from negotiations.extraction.names import FOLD
from negotiations.extraction.vocabulary import words

Range = tuple[float | None, float | None]

MULTIPLIERS = {
    "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9,
    "trillion": 1e12, "tn": 1e12, "trn": 1e12,
}  # fmt: skip
CURRENCIES = {
    "$": "usd", "us$": "usd", "usd": "usd", "dollar": "usd", "dollars": "usd", "€": "eur", "eur": "eur", "euro": "eur",
    "euros": "eur", "£": "gbp", "gbp": "gbp", "pounds": "gbp", "¥": "jpy", "yen": "jpy",
}  # fmt: skip
AMOUNT = re.compile(
    r"(?<![\w.,])(?P<sign>us\$|[$€£¥])?\s?(?P<number>\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,6})?)[\s-]?"
    r"(?P<scale>thousand|million|billion|trillion|mn|bn|trn|tn|k|m|b)?(?![\w,.]*\d)[\s-]?"
    r"(?P<unit>%|[a-z]{1,12})?",
    re.IGNORECASE,
)
AT_LEAST = re.compile(
    r"(?:at least|no less than|not less than|(?<!no )(?<!not )more than|over|above|a minimum of|minimum|upwards of"
    r"|exceed(?:s|ing)?)\s*$"
)
AT_MOST = re.compile(
    r"(?:at most|no more than|not more than|up to|(?<!no )(?<!not )less than|below|under|a maximum of|maximum)\s*$"
)
BETWEEN = re.compile(r"\s*(?:to|and|-|–|—)\s*")
LABEL_STOPS = words("a an the of in on at to for from and or with by its their no some all then only then before")
NEEDED = 0.75  # share of a label's words that must stand in the text, at least two of them


@dataclass(frozen=True)
class Amount:
    start: int
    end: int
    value: float  # in single units: 1.3 trillion is 1.3e12
    unit: str | None
    scaled: bool


@dataclass(frozen=True)
class OutcomeGuess:
    range: Range | None
    why: str = ""


def is_money(issue: Issue) -> bool:
    return issue.kind == "numeric" and _unit(issue.unit or "")[1] in CURRENCIES.values()


def guess_outcome(issue: Issue, content: str) -> OutcomeGuess:
    text = content.translate(FOLD).lower()
    return _numeric(issue, text) if issue.kind == "numeric" else _ordinal(issue, text)


# -- numeric scales -------------------------------------------------------------------------------------------


def _numeric(issue: Issue, text: str) -> OutcomeGuess:
    factor, unit = _unit(issue.unit or "")
    amounts = [amount for amount in _amounts(text) if _fits(amount, factor, unit)]
    if not amounts:
        return OutcomeGuess(None)
    first = amounts[0]
    low: float | None = first.value / factor
    high: float | None = low
    if len(amounts) > 1 and BETWEEN.fullmatch(text[first.end : amounts[1].start]):
        high = amounts[1].value / factor
    elif AT_LEAST.search(text[max(0, first.start - 20) : first.start]):
        high = None
    elif AT_MOST.search(text[max(0, first.start - 20) : first.start]):
        low = None
    if len(amounts) > 2 or (len(amounts) == 2 and high == low):
        return OutcomeGuess(None, "several amounts")
    return OutcomeGuess((_rounded(low), _rounded(high)), f"“{text[first.start : first.end].strip()}”")


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _amounts(text: str) -> list[Amount]:
    """Amounts in order; the first of "200 to 300 billion" takes the scale and unit of the second."""
    found = [_amount(match) for match in AMOUNT.finditer(text)]
    for place in range(len(found) - 2, -1, -1):
        first, second = found[place], found[place + 1]
        if BETWEEN.fullmatch(text[first.end : second.start]) and second.scaled and not first.scaled:
            scale = _scale_of(text[second.start : second.end])
            found[place] = Amount(first.start, first.end, first.value * scale, first.unit or second.unit, True)
    return found


def _amount(match: re.Match[str]) -> Amount:
    scale = MULTIPLIERS.get((match["scale"] or "").lower(), 1.0)
    word = "" if match["unit"] in ("and", "to", "or") else (match["unit"] or "").lower()
    unit = CURRENCIES.get(match["sign"] or "") or CURRENCIES.get(word) or _singular(word) or None
    end = (
        match.end("unit")
        if match["sign"] is None and unit
        else match.end("scale")
        if match["scale"]
        else match.end("number")
    )
    return Amount(match.start(), end, float(match["number"].replace(",", "")) * scale, unit, match["scale"] is not None)


def _scale_of(text: str) -> float:
    match = AMOUNT.search(text)
    return MULTIPLIERS.get((match["scale"] or "").lower(), 1.0) if match else 1.0


def _singular(word: str) -> str:
    return "%" if word in ("percent", "per", "pc") else word.removesuffix("s")


def _unit(unit: str) -> tuple[float, str | None]:
    """ "USD bn a year" is a factor of 1e9 and "usd"; "days" is 1 and "day"."""
    factor, kind = 1.0, None
    for word in unit.lower().split():
        if word in MULTIPLIERS:
            factor = MULTIPLIERS[word]
        elif kind is None:
            kind = CURRENCIES.get(word) or _singular(word)
    return factor, kind


def _fits(amount: Amount, factor: float, unit: str | None) -> bool:
    """Money wants its sign or word, or at least the scale's order of magnitude; a year wants to look like one."""
    if unit in ("calendar", "year") and factor == 1:
        return amount.unit in (None, "or", "and", "if") or 1900 <= amount.value <= 2200
    return amount.unit == unit or (factor > 1 and amount.scaled and amount.unit not in CURRENCIES.values())


# -- ordinal scales -------------------------------------------------------------------------------------------


def _ordinal(issue: Issue, text: str) -> OutcomeGuess:
    """An option by one of its cues; failing that by most words of its label, where no other option is as near."""
    for found in (list(_by_cue(issue, text)), list(_by_label(issue, text))):
        best = max((score for score, _, _ in found), default=0.0)
        options = {option.value: why for score, option, why in found if score == best}
        if len(options) == 1:
            ((value, why),) = options.items()
            return OutcomeGuess((value, value), why)
    return OutcomeGuess(None)


def _by_cue(issue: Issue, text: str) -> Iterator[tuple[float, Option, str]]:
    for option in issue.options:
        for cue in option.cues:
            if re.search(rf"(?<!\w){re.escape(cue.translate(FOLD).lower())}", text):
                yield float(len(cue)), option, f"option by “{cue}”"


def _by_label(issue: Issue, text: str) -> Iterator[tuple[float, Option, str]]:
    for option in issue.options:
        label = {word for word in re.findall(r"\w+", option.label.lower()) if word not in LABEL_STOPS}
        found = {word for word in label if re.search(rf"(?<!\w){re.escape(_singular(word))}", text)}
        if len(found) >= 2 and len(found) / len(label) >= NEEDED:
            yield float(len(found)), option, f"option by {', '.join(f'“{word}”' for word in sorted(found))}"
