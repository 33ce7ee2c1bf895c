"""The form beside an article: its keys, the ladder of its issue."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.template.context import RequestContext
from django.template.loader import select_template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from negotiations.charts.ladder import WIDTH, LadderPlace, height, ladder
from negotiations.filters import OPEN_ACT
from negotiations.models import Act, Draft, Issue, Option, Party
from negotiations.positions import Position
from negotiations.readers.agenda import outcome_words
from negotiations.readers.audit import Deed
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


@register.simple_tag
def acts() -> list[str]:
    return [*Act.values, OPEN_ACT]


@register.filter
def words_in_line(line: str) -> list[str]:
    return line.split()


@register.filter
def of_rule(agreement: Mapping[str, tuple[int, int]], rule: str) -> tuple[int, int]:
    return agreement.get(rule, (0, 0))


@register.filter
def draft_url(draft: Draft) -> str:
    """Where a draft is gone on with."""
    article = draft.article
    kind, *place = draft.target.split("-")
    asked = f"start={place[0]}&end={place[1]}" if kind == "passage" else f"s={draft.target}"
    return f"{reverse('tagger', args=[article.negotiation.slug, article.pk])}?{asked}"


@register.simple_tag(takes_context=True)
def what_changed(context: RequestContext, deed: Deed) -> SafeString:
    """By a template of the deed's own kind, where there is one."""
    shown = select_template([deed.template, "tagging/edits/statements.html"])
    return SafeString(shown.render({"deed": deed, "negotiation": context["negotiation"]}))
