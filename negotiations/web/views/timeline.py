from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from negotiations.filters import TimelineQuery, asked, conditions
from negotiations.models import Negotiation
from negotiations.readers.reading import read
from negotiations.readers.timeline import Timeline, timeline_of
from negotiations.web.access import visible_negotiation
from negotiations.web.context import page_of
from negotiations.web.fragments import page_or_fragment
from negotiations.web.requests import HtmxRequest

FRAGMENTS = {"answer": "negotiations/timeline_fragment.html", "more": "negotiations/timeline_list.html#statements"}


@require_safe
def timeline(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = visible_negotiation(request, slug)
    found = timeline_asked(negotiation, request)
    context = page_of(found.reading, "timeline", "who said what, and when", page=found)
    return page_or_fragment(request, "negotiations/timeline.html", context, FRAGMENTS)


def timeline_asked(negotiation: Negotiation, request: HtmxRequest) -> Timeline:
    """As the parameters of the page ask, which are those of its drawing too."""
    query = asked(TimelineQuery, request.GET)
    return timeline_of(read(negotiation, query), query, conditions(query))
