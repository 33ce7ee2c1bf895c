"""The tone of a party as its chart wants it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from negotiations.charts.times import Meeting, Span
from negotiations.charts.tone import Bar, ToneChart, tone_chart
from negotiations.positions import Week
from negotiations.readers.party import PartyPage
from negotiations.templatetags.words import counted, day


def tone_chart_of(page: PartyPage, rounds: Sequence[Meeting], href: Callable[[Week], str]) -> ToneChart:
    bars = [_bar(page, week, href(week)) for week in page.tone.drawn]
    return tone_chart(Span(*page.tone.period), bars, page.party.slot, rounds, page.reading.on)


def _bar(page: PartyPage, week: Week, href: str) -> Bar:
    title = (
        f"Week of {day(week.monday)}: {week.cooperative} cooperative, {week.hostile} hostile,"
        f" of {counted(len(week.said), 'statement')}"
    )
    chosen = page.week is not None and page.week.monday == week.monday
    return Bar(week.monday, week.cooperative, week.hostile, href, title, chosen)
