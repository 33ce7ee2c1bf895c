"""A timeline's figures as its chart wants them, and the addresses of its other periods."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django import template
from django.template.context import RequestContext
from django.urls import reverse

from negotiations.charts.timeline import (
    Kind,
    Layout,
    PartyLane,
    Said,
    TimelineChart,
    counts,
    narrow_chart,
    timeline_chart,
)
from negotiations.charts.times import Span
from negotiations.models import TAKES, Act, Party, Round
from negotiations.readers.facets import Line
from negotiations.readers.timeline import Timeline
from negotiations.readers.window import Window
from negotiations.templatetags.charts import meetings
from negotiations.templatetags.links import query
from negotiations.templatetags.words import counted, day, instant

register = template.Library()

KIND: dict[str, Kind] = {
    act: "refuses" if act == Act.REJECT else "takes" if act in TAKES else "neither" for act in Act.values
}
ORDER = {act: number for number, act in enumerate(Act.values)}


@dataclass(frozen=True)
class Drawn:
    """The chart for a desk and for a phone, and its numbers."""

    wide: TimelineChart
    narrow: TimelineChart
    numbers: list[tuple[Window, list[int]]]


@register.simple_tag(takes_context=True)
def drawn(context: RequestContext, page: Timeline) -> Drawn:
    span = Span(page.window.start, page.window.past)
    lanes, rounds = _lanes(context, page), meetings(page.reading.agenda.rounds)

    def zoom(first: date, last: date) -> str:
        return window_url(context, Window(first, last))

    wide = timeline_chart(span, lanes, rounds, page.on, zoom)
    numbers = [(Window(*days), row) for days, row in counts(span, lanes, wide.layout.days)]
    return Drawn(wide, narrow_chart(span, lanes, rounds, page.on, zoom), numbers)


@register.filter
def told_marks(layout: Layout) -> str:
    """What the marks of a drawing, or its bars, stand for."""
    if layout.has_marks:
        each = "day" if layout.days == 1 else "week"
        return (
            f"One mark a statement, stacked by {each}. Closed shapes put a party on the scale, a cross refuses,"
            " open shapes do neither."
        )
    span = "a week" if layout.days == 7 else f"{layout.days} days"
    return f"Bars count the statements of {span}: full, put a party on the scale; pale, do not; hatched, refuse."


def _lanes(context: RequestContext, page: Timeline) -> list[PartyLane]:
    rows = {line.id: _row_url(context, page, line) for line in page.found}
    said = sorted([*page.found, *page.later], key=lambda line: (line.said_on, ORDER[line.act], line.id))
    return [
        _lane(page, party, [_said(page, party, line, rows.get(line.id, "")) for line in said if line.party == party.pk])
        for party in page.parties
    ]


def _row_url(context: RequestContext, page: Timeline, line: Line) -> str:
    """Where a statement is listed: on this page, or on another of the same list."""
    anchor = f"#s{line.id}"
    return anchor if line.id in page.listed_ids else query(context, before=page.address[line.id]) + anchor


def _lane(page: Timeline, party: Party, said: list[Said]) -> PartyLane:
    return PartyLane(party.name, party.code, party.slot, counted(page.counts[party.pk], "statement"), said)


def _said(page: Timeline, party: Party, line: Line, href: str) -> Said:
    issue = page.reading.agenda.issue_by_id.get(line.issue or 0)
    title = ", ".join(filter(None, [f"{day(line.said_on)}: {party.name}", line.act, issue.title if issue else ""]))
    return Said(line.said_on, line.act, KIND[line.act], title, str(line.id), href)


@register.simple_tag(takes_context=True)
def window_url(context: RequestContext, window: Window) -> str:
    """The same page and filters, those days alone."""
    return query(context, **{"from": window.start, "to": window.end, "before": None})


@register.simple_tag(takes_context=True)
def without(context: RequestContext, name: str) -> str:
    """The same page without one filter."""
    return query(context, **{name: None, "before": None} | ({"words_in": None} if name == "words" else {}))


@register.simple_tag
def round_of(page: Timeline, on: date) -> Round | None:
    return page.reading.agenda.round_on(on)


@register.simple_tag
def statements_url(page: Timeline) -> str:
    """The address of the API that answers with the statements found, all of them."""
    clock = page.reading.clock
    given = {
        "negotiation": page.reading.negotiation.slug,
        "repeats": "no",
        **page.asked,
        "words_in": page.query["words_in"] or [],
        "from": page.window.start,
        "to": page.window.end,
        "on": clock.on,
        "known": instant(clock.known) if clock.known else [],
    }
    return f"{reverse('api-statements')}?{urlencode(given, doseq=True)}"
