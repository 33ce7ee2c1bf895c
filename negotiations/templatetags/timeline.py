"""A timeline's figures as its chart wants them, and the addresses of its other periods."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django import template
from django.template.context import RequestContext
from django.urls import reverse

from negotiations.charts.timeline import PartyLane, Said, TimelineChart, timeline_chart
from negotiations.charts.times import Span
from negotiations.models import Act, Party, Round
from negotiations.readers.facets import Line
from negotiations.readers.timeline import Timeline
from negotiations.readers.window import Window
from negotiations.templatetags.charts import meetings
from negotiations.templatetags.links import query
from negotiations.templatetags.words import counted, day, instant

register = template.Library()

ORDER = {act: number for number, act in enumerate(Act.values)}


@register.simple_tag(takes_context=True)
def lanes_of(context: RequestContext, page: Timeline) -> TimelineChart:
    span = Span(page.window.start, page.window.past)
    rows = {line.id: _row_url(context, page, line) for line in page.found}
    said = sorted([*page.found, *page.later], key=lambda line: (line.said_on, ORDER[line.act], line.id))
    lanes = [
        _lane(page, party, [_said(page, party, line, rows.get(line.id, "")) for line in said if line.party == party.pk])
        for party in page.parties
    ]
    rounds = meetings(page.reading.agenda.rounds)
    return timeline_chart(span, lanes, rounds, page.on, lambda *days: window_url(context, Window(*days)))


def _row_url(context: RequestContext, page: Timeline, line: Line) -> str:
    """Where a statement is listed: on this page, or on another of the same list."""
    anchor = f"#s{line.id}"
    return anchor if line.id in page.listed_ids else query(context, before=page.address[line.id]) + anchor


def _lane(page: Timeline, party: Party, said: list[Said]) -> PartyLane:
    return PartyLane(party.name, party.code, party.slot, counted(page.counts[party.pk], "statement"), said)


def _said(page: Timeline, party: Party, line: Line, href: str) -> Said:
    issue = page.reading.agenda.issue_by_id.get(line.issue or 0)
    title = ", ".join(filter(None, [f"{day(line.said_on)}: {party.name}", line.act, issue.title if issue else ""]))
    return Said(line.said_on, line.act, title, href)


@register.simple_tag(takes_context=True)
def window_url(context: RequestContext, window: Window) -> str:
    """The same page and filters, those days alone."""
    return query(context, **{"from": window.start, "to": window.end, "before": None})


@register.simple_tag(takes_context=True)
def without(context: RequestContext, name: str) -> str:
    """The same page without one filter."""
    return query(context, **{name: None, "before": None})


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
        "from": page.window.start,
        "to": page.window.end,
        "on": clock.on,
        "known": instant(clock.known) if clock.known else [],
    }
    return f"{reverse('api-statements')}?{urlencode(given, doseq=True)}"
