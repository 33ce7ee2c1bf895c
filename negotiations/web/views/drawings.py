"""The charts of the pages as files of their own, with the parameters of their page."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from negotiations.filters import ClockQuery, SidesQuery, WeighedQuery, asked
from negotiations.readers.issue import issue_page
from negotiations.readers.party import party_page
from negotiations.readers.reading import read, sides_asked
from negotiations.readers.rounds import rounds_page
from negotiations.readers.weighed import weighed
from negotiations.web.access import visible_negotiation
from negotiations.web.context import page_of
from negotiations.web.drawings import drawn
from negotiations.web.requests import HtmxRequest
from negotiations.web.views.timeline import timeline_asked


@require_safe
def gap(request: HtmxRequest, slug: str) -> HttpResponse:
    """The overall gap over time."""
    negotiation = visible_negotiation(request, slug)
    found = weighed(negotiation, asked(WeighedQuery, request.GET))
    return drawn(request, "drawings/gap.svg", page_of(found.reading, "matrix", "overall gap", matrix=found))


@require_safe
def lanes(request: HtmxRequest, slug: str, issue_slug: str) -> HttpResponse:
    """Every party's position on one issue over time; an issue without a scale has none."""
    negotiation = visible_negotiation(request, slug)
    query = asked(SidesQuery, request.GET)
    reading = read(negotiation, query)
    found = issue_page(reading, issue_slug, sides=sides_asked(query))
    if found is None or found.scale is None:
        raise Http404(f"{negotiation} has no issue {issue_slug!r} with a scale")
    return drawn(request, "drawings/lanes.svg", page_of(reading, "issues", str(found.issue), page=found))


@require_safe
def timeline(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = visible_negotiation(request, slug)
    found = timeline_asked(negotiation, request)
    context = page_of(found.reading, "timeline", "who said what, and when", page=found)
    return drawn(request, "drawings/timeline.svg", context)


@require_safe
def tone(request: HtmxRequest, slug: str, party_slug: str) -> HttpResponse:
    """One party's hostile acts against its cooperative ones, by week."""
    negotiation = visible_negotiation(request, slug)
    found = party_page(read(negotiation, asked(ClockQuery, request.GET)), party_slug)
    if found is None:
        raise Http404(f"{negotiation} has no party {party_slug!r}")
    return drawn(request, "drawings/tone.svg", page_of(found.reading, "parties", found.party.name, page=found))


@require_safe
def rounds(request: HtmxRequest, slug: str) -> HttpResponse:
    """The overall gap around each round."""
    negotiation = visible_negotiation(request, slug)
    found = rounds_page(read(negotiation, asked(ClockQuery, request.GET)))
    return drawn(request, "drawings/rounds.svg", page_of(found.reading, "rounds", "rounds", page=found))
