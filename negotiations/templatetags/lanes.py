"""The figures of an issue page as its chart of lanes wants them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from negotiations.charts.lanes import LaneChart, PartyLane, Refusal, Rung, Said, Stretch, lane_chart
from negotiations.charts.times import Meeting, Span
from negotiations.models import Issue, Party
from negotiations.positions import Coded, Lane, Outcome, Position, Scale
from negotiations.readers.agenda import outcome_words, plain_number
from negotiations.readers.issue import IssuePage

RUNGS = 7
"""At most so many lines on a numeric scale."""


def lane_chart_of(page: IssuePage, rounds: Sequence[Meeting]) -> LaneChart | None:
    """None for an issue without a scale."""
    scale = page.scale
    if scale is None:
        return None
    span = Span(*page.period)
    lanes = [_lane(page, cell.party, scale, span) for cell in page.cells]
    shown = [lane for lane in lanes if lane.stretches or lane.refusals or lane.said]
    return lane_chart(span, (scale.low, scale.high), rungs_of(page.issue, scale), shown, rounds, page.clock.on)


def rungs_of(issue: Issue, scale: Scale) -> list[Rung]:
    options = [Rung(float(option.value), option.label, f"{float(option.value):g}") for option in issue.options.all()]
    return options or [Rung(value, plain_number(value, issue), "") for value in round_values(scale.low, scale.high)]


def round_values(low: float, high: float) -> list[float]:
    """At most seven equal steps from one end to the other, round ones where any divide the scale."""
    length = high - low
    sizes = (size * 10.0**power for power in range(-3, 12) for size in (1, 2, 2.5, 5))
    fitting = (size for size in sizes if length / size <= RUNGS - 1 and (length / size).is_integer())
    step = next(fitting, length / 4)
    return [low + step * number for number in range(round(length / step) + 1)]


def _lane(page: IssuePage, party: Party, scale: Scale, span: Span) -> PartyLane:
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
        said=[_said(page.issue, party, coded, outcome, scale) for coded, outcome in said],
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


def _said(issue: Issue, party: Party, coded: Coded, outcome: Outcome, scale: Scale) -> Said:
    title = f"{coded.said_on}: {party.name}, {coded.act}, {outcome_words(issue, outcome)}"
    return Said(coded.said_on, coded.act, scale.ends(outcome)[0], f"#s{coded.id}", title)
