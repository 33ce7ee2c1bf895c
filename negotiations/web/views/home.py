from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from negotiations.filters import ClockQuery, NoQuery, asked
from negotiations.models import Act, Negotiation
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
    return render(request, "negotiations/home.html", {"glances": found, "totals": totals})


@require_safe
def how(request: HtmxRequest) -> HttpResponse:
    asked(NoQuery, request.GET)
    return render(request, "negotiations/how.html", {"acts": Act.choices})
