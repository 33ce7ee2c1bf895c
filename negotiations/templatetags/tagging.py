"""The form beside an article: its keys, the ladder of its issue."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from negotiations.charts.ladder import WIDTH, LadderPlace, height, ladder
from negotiations.models import Issue, Option, Party
from negotiations.positions import Position
from negotiations.readers.agenda import outcome_words
from negotiations.readers.coding import Standpoint
from negotiations.templatetags.charts import svg

register = template.Library()

ACT_KEYS = {
    "demand": "D",
    "propose": "O",
    "accept": "C",
    "concede": "N",
    "promise": "P",
    "condition": "I",
    "comment": "M",
    "appeal": "L",
    "reject": "J",
    "threaten": "T",
    "accuse": "B",
    "praise": "S",
}
"""One letter each; those of the deeds (A, R, H, U, K, X) and of the fields are others."""


@register.filter
def act_key(act: str) -> str:
    return ACT_KEYS.get(act, "")


@register.simple_tag
def ladder_drawing(issue: Issue, options: list[Option], standpoints: list[Standpoint]) -> SafeString:
    """The scale at true distances beside its options, the highest first, with where both sides stand."""
    if issue.low is None or issue.high is None:
        return SafeString("")
    low, high = float(issue.low), float(issue.high)
    places = [_place(stand.party, stand, low, high) for stand in standpoints]
    drawn = svg(ladder([float(option.value) for option in options], low, high, places))
    size = height(len(options))
    return format_html(
        '<svg class="ladder-scale" width="{}" height="{}" aria-hidden="true">{}</svg>', WIDTH, size, drawn
    )


@register.filter
def position_words(position: Position, issue: Issue) -> str:
    return outcome_words(issue, position.outcome)


def _place(party: Party, stand: Standpoint, low: float, high: float) -> LadderPlace:
    outcome = stand.position.outcome
    ends = (low if outcome.low is None else outcome.low), (high if outcome.high is None else outcome.high)
    return LadderPlace(party.slot, party.code, *ends)


REASONS = ("not a statement", "wrong speaker", "out of scope", "a repeat", "no position", "words cut wrongly")
"""Why a suggestion is rejected, as a rule."""


@register.simple_tag
def reasons() -> tuple[str, ...]:
    return REASONS
