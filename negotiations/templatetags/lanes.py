"""The figures of an issue page as its chart of lanes wants them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from math import ceil

from negotiations.charts.lane import PartyLane, Refusal, Rung, Said, Stretch
from negotiations.charts.lanes import LaneChart, lane_chart
from negotiations.charts.strip import Strip, Unplaced, strip
from negotiations.charts.times import Meeting, Span
from negotiations.models import Issue, Party
from negotiations.positions import Coded, Lane, Outcome, Position, Scale
from negotiations.readers.agenda import outcome_words, plain_number
from negotiations.readers.issue import IssuePage
from negotiations.templatetags.words import day

RUNGS = 7
"""At most so many lines on a numeric scale."""

Address = Callable[[int], str]
"""Where the words of a statement (id) open."""


def lane_chart_of(page: IssuePage, rounds: Sequence[Meeting], address: Address) -> LaneChart | None:
    """None for an issue without a scale."""
    scale = page.scale
    if scale is None:
        return None
    span = Span(*page.period)
    lanes = [_lane(page, cell.party, scale, span, address) for cell in page.cells]
    shown = [lane for lane in lanes if lane.stretches or lane.refusals or lane.said]
    return lane_chart(span, (scale.low, scale.high), rungs_of(page.issue, scale), shown, rounds, page.clock.on)


def rungs_of(issue: Issue, scale: Scale) -> list[Rung]:
    options = [Rung(float(option.value), option.label, f"{float(option.value):g}") for option in issue.options.all()]
    return options or [Rung(value, plain_number(value, issue), "") for value in round_values(scale.low, scale.high)]


def round_values(low: float, high: float) -> list[float]:
    """At most seven from end to end: in equal round steps where any divide the scale, else at round numbers."""
    length = high - low
    sizes = [size * 10.0**power for power in range(-3, 12) for size in (1, 2, 2.5, 5)]
    fitting = [size for size in sizes if length / size <= RUNGS - 1]
    step = next((size for size in fitting if (length / size).is_integer()), None)
    if step:
        return [low + step * number for number in range(round(length / step) + 1)]
    return [low, *_round_between(low, high, fitting[0]), high]


def _round_between(low: float, high: float, step: float) -> list[float]:
    """Multiples of a step that keep half a step away from both ends."""
    multiples = (step * number for number in range(ceil(low / step), ceil(high / step)))
    return [value for value in multiples if low + step / 2 <= value <= high - step / 2]


def _lane(page: IssuePage, party: Party, scale: Scale, span: Span, address: Address) -> PartyLane:
    lane = page.lane(party)
    silence = timedelta(days=page.agenda.silent_after(page.issue))
    said = [(coded, coded.outcome) for coded in lane.coded if coded.outcome and span.holds(coded.said_on)]
    return PartyLane(
        name=party.name,
        code=party.code,
        slot=party.slot,
        is_side=party in page.sides,
        stretches=_stretches(lane, scale, span, silence),
        refusals=[_refusal(lane, coded, outcome, scale, span) for coded, outcome in said if coded.refuses],
        said=[_said(page, party, coded, scale.ends(outcome)[0], address) for coded, outcome in said],
    )


def _stretches(lane: Lane, scale: Scale, span: Span, silence: timedelta) -> list[Stretch]:
    """Each position until the next, or until the party refused it, as far as the chart reaches."""
    following = [*(later.since for later in lane.positions[1:]), span.end]
    held = [
        _stretch(position, min(filter(None, (until, position.ends))), scale, silence)
        for position, until in zip(lane.positions, following, strict=False)
    ]
    return [stretch for stretch in held if stretch.end > span.start]


def _stretch(position: Position, until: date, scale: Scale, silence: timedelta) -> Stretch:
    low, high = scale.ends(position.outcome)
    return Stretch(
        start=position.since,
        end=until,
        low=low,
        high=high,
        fades=position.since + silence,
        open_above=position.outcome.high is None,
    )


def _refusal(lane: Lane, coded: Coded, outcome: Outcome, scale: Scale, span: Span) -> Refusal:
    spoke_again = (later.said_on for later in lane.coded if later.said_on > coded.said_on)
    return Refusal(coded.said_on, next(spoke_again, span.end), scale.ends(outcome)[0])


def _said(page: IssuePage, party: Party, coded: Coded, value: float, address: Address) -> Said:
    told = [f"{day(coded.said_on)}: {party.name}", coded.act]
    told += [outcome_words(page.issue, coded.outcome)] if coded.outcome else []
    return Said(
        coded.said_on, coded.act, value, address(coded.id), ", ".join(told), str(coded.id), coded.id == page.open
    )


def strip_of(page: IssuePage, axis_width: int, address: Address) -> Strip | None:
    """None where all that was said has a place on the scale."""
    span = Span(*page.period)
    rows = [_unplaced(page, cell.party, span, address) for cell in page.cells]
    shown = [row for row in rows if row.said]
    return strip(span, shown, axis_width, dated=page.scale is None) if shown else None


def _unplaced(page: IssuePage, party: Party, span: Span, address: Address) -> Unplaced:
    coded = [one for one in page.lane(party).coded if one.outcome is None and span.holds(one.said_on)]
    said = [_said(page, party, one, 0, address) for one in coded]
    return Unplaced(party.name, party.code, party.slot, said)
