from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from negotiations.filters import ClockQuery, NoQuery, asked
from negotiations.models import Act, Negotiation
from negotiations.readers.clock import Clock
from negotiations.readers.home import glances
from negotiations.web.requests import HtmxRequest


@require_safe
def home(request: HtmxRequest) -> HttpResponse:
    query = asked(ClockQuery, request.GET)
    shown = list(Negotiation.objects.visible_to(request.user))
    found = glances(shown, today=timezone.localdate(), on=query["on"], known=query["known"])
    totals = {
        "statements": sum(glance.statements for glance in found),
        "articles": sum(glance.articles for glance in found),
    }
    context = {"glances": found, "totals": totals, "clock": _clock(query), "cited": "negotiations"}
    if query["on"] is None:
        context["pinned"] = {"on": None}  # each negotiation shows its own last day
    return render(request, "negotiations/home.html", context)


def _clock(query: dict[str, Any]) -> Clock:
    """Of many negotiations: without a day, today; what is known now is settled once whoever writes has written."""
    known: datetime | None = query["known"]
    return Clock(query["on"] or timezone.localdate(), known, known or timezone.now(), None)


@require_safe
def how(request: HtmxRequest) -> HttpResponse:
    asked(NoQuery, request.GET)
    return render(request, "negotiations/how.html", {"acts": Act.choices})
