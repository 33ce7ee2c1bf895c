"""Draws charts in templates: hands the figures of a page to the geometry, writes its shapes out as SVG."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from django import template
from django.template.context import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from negotiations import charts
from negotiations.charts.gap import GapChart, Held
from negotiations.charts.lanes import LaneChart
from negotiations.charts.reliability import Measured, ReliabilityChart
from negotiations.charts.scale import Axis, Place
from negotiations.charts.shapes import Shape
from negotiations.charts.strip import Strip
from negotiations.charts.times import Meeting, Span
from negotiations.charts.tone import ToneChart
from negotiations.charts.turns import TurnChart
from negotiations.extraction.reliability import HIGH, MEDIUM, Bin
from negotiations.models import Issue, Party, Round
from negotiations.positions import Outcome, Position, Step
from negotiations.readers.accuracy import Accuracy
from negotiations.readers.cells import Cell
from negotiations.readers.changes import Change
from negotiations.readers.home import Glance
from negotiations.readers.issue import IssuePage
from negotiations.readers.matrix import Matrix
from negotiations.readers.moves import ToldMove
from negotiations.readers.party import PartyPage
from negotiations.readers.round import Shift
from negotiations.readers.rounds import Rounds, Turn
from negotiations.readers.rows import Row
from negotiations.templatetags import lanes, tones
from negotiations.templatetags.links import query, round_url

register = template.Library()


@register.filter
def svg(shapes: Iterable[Shape]) -> SafeString:
    """Shapes as SVG elements; every attribute and text is escaped."""
    return mark_safe("".join(_element(shape) for shape in shapes))  # noqa: S308 - escaped piece by piece below


def _element(shape: Shape | str) -> str:
    """Hundreds stand on a page, so the plain escape does here what `format_html` would do slower."""
    if isinstance(shape, str):
        return escape(shape)
    attributes = "".join(f' {name}="{escape(str(value))}"' for name, value in shape.attributes.items())
    return f"<{shape.tag}{attributes}>{''.join(_element(child) for child in shape.children)}</{shape.tag}>"


@register.simple_tag
def track(cell: Cell) -> SafeString:
    """A party's place on the issue's scale."""
    axis = axis_of(cell.issue)
    if axis is None:
        return SafeString("")
    refused = [_ends(axis, coded.outcome) for coded in cell.refused if coded.outcome]
    silent = cell.state == "silent"
    place = place_of(axis, cell.position, cell.party, silent=silent) if cell.position else None
    return _drawing(charts.scale.track(axis, place, refused, cell.party.slot), "scale", 16)


@register.simple_tag
def dumbbell(row: Row) -> SafeString:
    """The gap of the two sides, drawn where it lies."""
    axis = axis_of(row.distance.issue)
    one, other = row.sides
    if axis is None or one.position is None or other.position is None:
        return SafeString("")
    places = [
        place_of(axis, cell.position, cell.party, silent=cell.state == "silent") for cell in row.sides if cell.position
    ]
    codes = one.party.code, other.party.code
    return _drawing(charts.scale.dumbbell(axis, places[0], places[1], codes), "dumbbell", 28)


@register.simple_tag
def move_mark(told: ToldMove) -> SafeString:
    """Against the side that the move is measured by."""
    return _moved(told, [(told.other, told.move.other)] if told.other and told.move.other else [])


@register.simple_tag
def third_mark(change: Change) -> SafeString:
    """The move of a party that is no side, against both."""
    return _moved(change.told, [(drift.side, drift.position) for drift in change.drifts])


def _moved(told: ToldMove, others: Iterable[tuple[Party, Position]]) -> SafeString:
    axis, before = axis_of(told.issue), told.move.before
    if axis is None or before is None:
        return SafeString("")
    stood, stands = place_of(axis, before, told.party), place_of(axis, told.move.after, told.party)
    against = [place_of(axis, position, party) for party, position in others]
    return _drawing(charts.scale.move_mark(axis, stood, stands, against), "move-scale", 20)


@register.simple_tag
def shift_mark(shift: Shift) -> SafeString:
    """A side before a round and after it; one mark where it stood still."""
    axis, then, now = axis_of(shift.issue), shift.before.position, shift.after.position
    if axis is None or now is None:
        return SafeString("")
    after = place_of(axis, now, shift.party, silent=shift.after.state == "silent")
    if then is None or not shift.changed:
        return _drawing(charts.scale.track(axis, after, [], shift.party.slot), "scale", 16)
    return _drawing(charts.scale.move_mark(axis, place_of(axis, then, shift.party), after, []), "move-scale", 20)


@register.simple_tag
def turn_mark(turn: Turn) -> SafeString:
    """The overall gap from nought to a hundred: a ring before a round, a disc after it."""
    if turn.was.points is None or turn.now.points is None:
        return SafeString("")
    then, now = (Place(points, points, "n") for points in (turn.was.points, turn.now.points))
    if turn.trend == "same":
        return _drawing(charts.scale.track(Axis(0, 100), now, [], "n"), "move-scale", 20)
    return _drawing(charts.scale.move_mark(Axis(0, 100), then, now, []), "move-scale", 20)


@register.simple_tag
def row_spark(row: Row, matrix: Matrix) -> SafeString:
    span = Span(*matrix.period)
    return _drawing(charts.gap.sparkline(span, held(row.distance.steps), matrix.clock.on), "sparkline", 24)


@register.simple_tag
def glance_spark(glance: Glance) -> SafeString:
    span = Span(*glance.period)
    return _drawing(charts.gap.sparkline(span, held(glance.steps), glance.on, 52), "sparkline", 52)


@register.simple_tag
def gap_chart(matrix: Matrix) -> GapChart:
    span = Span(*matrix.period)
    return charts.gap.gap_chart(
        span,
        held(matrix.steps),
        matrix.overall.of,
        matrix.clock.on,
        matrix.record.days,
        meetings(matrix.agenda.rounds),
    )


@register.simple_tag(takes_context=True)
def lane_chart(context: RequestContext, page: IssuePage) -> LaneChart | None:
    return lanes.lane_chart_of(page, meetings(page.agenda.rounds), _opening(context))


@register.simple_tag(takes_context=True)
def unplaced(context: RequestContext, page: IssuePage, axis_width: int) -> Strip | None:
    return lanes.strip_of(page, axis_width, _opening(context))


def _opening(context: RequestContext) -> Callable[[int], str]:
    return lambda statement: f"{query(context, open=statement, before=None)}#evidence"


@register.simple_tag(takes_context=True)
def tone_bars(context: RequestContext, page: PartyPage) -> ToneChart:
    """Each bar leads to the statements of its week."""
    return tones.tone_chart_of(
        page, meetings(page.reading.agenda.rounds), lambda week: f"{query(context, week=week.monday)}#week"
    )


@register.simple_tag(takes_context=True)
def turns_chart(context: RequestContext, page: Rounds) -> TurnChart:
    """Each round's change leads to the round."""
    return tones.turn_chart_of(page, meetings(page.reading.agenda.rounds), lambda one: round_url(context, one))


@register.simple_tag
def reliability_chart(found: Accuracy) -> ReliabilityChart:
    return charts.reliability.reliability_chart(list(map(_bin, found.bins)), [(MEDIUM, "medium"), (HIGH, "high")])


def _bin(one: Bin) -> Measured:
    title = f"{one.low:.1f} to {one.high:.1f}: {one.right} of {one.count} right"
    return Measured(one.low, one.high, one.confidence, one.share, one.interval, one.count, title)


@register.simple_tag
def act_mark(act: str, slot: str = "n") -> SafeString:
    return format_html(
        '<svg class="mark p-{}" viewBox="-8 -8 16 16" width="14" height="14" aria-hidden="true">'
        '<use href="#m-{}"/></svg>',
        slot,
        act,
    )


def axis_of(issue: Issue) -> Axis | None:
    if issue.low is None or issue.high is None:
        return None
    return Axis(float(issue.low), float(issue.high), [float(option.value) for option in issue.options.all()])


def place_of(axis: Axis, position: Position, party: Party, *, silent: bool = False) -> Place:
    low, high = _ends(axis, position.outcome)
    return Place(low, high, party.slot, silent, open_above=position.outcome.high is None)


def _ends(axis: Axis, outcome: Outcome) -> tuple[float, float]:
    return (
        axis.low if outcome.low is None else outcome.low,
        axis.high if outcome.high is None else outcome.high,
    )


def held(steps: Iterable[Step]) -> list[Held]:
    return [Held(s.start, s.end, s.points, s.known, s.low, s.high, s.firm) for s in steps]


def meetings(rounds: Iterable[Round]) -> list[Meeting]:
    return [Meeting(r.start, r.short, r.title or r.label, r.priority) for r in rounds]


def _drawing(shapes: Iterable[Shape], cls: str, height: int) -> SafeString:
    return format_html('<svg class="{}" width="100%" height="{}" aria-hidden="true">{}</svg>', cls, height, svg(shapes))
