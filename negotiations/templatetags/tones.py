"""The tone of a party, and the gap around rounds, as their charts want them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from negotiations.charts.times import Meeting, Span
from negotiations.charts.tone import Bar, ToneChart, tone_chart
from negotiations.charts.turns import Change, TurnChart, turn_chart
from negotiations.models import Round
from negotiations.positions import Week
from negotiations.readers.party import PartyPage
from negotiations.readers.rounds import Held, Rounds
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


def turn_chart_of(page: Rounds, rounds: Sequence[Meeting], href: Callable[[Round], str]) -> TurnChart:
    changes = [change for one in reversed(page.held) if (change := _change(one, href))]
    return turn_chart(Span(*page.period), changes, rounds)


def _change(one: Held, href: Callable[[Round], str]) -> Change | None:
    turn = one.turn
    if turn is None or turn.was.points is None or turn.now.points is None:
        return None
    title = f"{one.round}, {day(one.round.start)}: {turn.was.points:.0f} to {turn.now.points:.0f}"
    return Change(one.round.start, turn.was.points, turn.now.points, href(one.round), title)
