"""What cannot be answered gets a page that says why and what to do."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from negotiations.filters import BadQuery
from negotiations.readers.agenda import NotOnTheAgenda
from negotiations.readers.sides import TooFewParties


class ExplainBadQueries:
    """Middleware: parameters that nobody can answer become a 400 that names each of them.

    A negotiation that has nothing to compare yet gets a page that says what it lacks.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, TooFewParties):
            context = {"negotiation": exception.negotiation, "problem": exception}
            return render(request, "negotiations/too_few_parties.html", context)
        if not isinstance(exception, BadQuery | NotOnTheAgenda):
            return None
        return render(request, "400.html", {"problems": exception.problems}, status=400)
