"""What is worked out of statements, as the pages show it: the same readers, the same parameters."""

from __future__ import annotations

from typing import Any, TypeVar

from django import forms
from django.shortcuts import get_object_or_404
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from negotiations.api.shapes import clock_json, interval_json, matrix_json, matrix_line, move_json, step_json
from negotiations.api.tables import CsvRenderer, is_table
from negotiations.filters import GapsQuery, PositionsQuery, WeighedQuery, asked
from negotiations.models import Negotiation
from negotiations.readers.intervals import intervals
from negotiations.readers.reading import Reading, read
from negotiations.readers.weighed import weighed

F = TypeVar("F", bound=forms.Form)


class Computed(APIView):
    """JSON or CSV of one negotiation, as of both clocks."""

    renderer_classes = (JSONRenderer, CsvRenderer)

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        """A table is a file: named after the negotiation, what it holds and its day."""
        told = super().finalize_response(request, response, *args, **kwargs)
        if isinstance(response.data, dict) and "clock" in response.data and is_table(request):
            path = [part for part in request.path.split("/") if part]
            name = "-".join([*path[path.index("negotiations") + 1 :], str(response.data["clock"]["on"])])
            told["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return told

    def negotiation(self, slug: str) -> Negotiation:
        return get_object_or_404(Negotiation.objects.visible_to(self.request.user), slug=slug)

    def asked(self, form: type[F]) -> dict[str, Any]:
        params = self.request.query_params.copy()
        params.pop("format", None)
        return asked(form, params)


def answer(reading: Reading, results: list[dict[str, Any]], **more: Any) -> Response:
    """What every computed answer begins with: whose record it is, and as of when."""
    begins = {"negotiation": reading.negotiation.slug, "clock": clock_json(reading.clock)}
    return Response({**begins, **more, "results": results})


class MatrixOf(Computed):
    def get(self, request: Request, slug: str) -> Response:  # noqa: ARG002 - self.request
        negotiation = self.negotiation(slug)
        return Response(matrix_json(weighed(negotiation, self.asked(WeighedQuery))))

    def rows(self, told: dict[str, Any]) -> list[dict[str, Any]]:
        """As a table: a line for each party on each issue."""
        return [matrix_line(row, cell) for row in told["rows"] for cell in row["cells"]]


class GapsOf(Computed):
    """The gap of two sides over time, as a step series: overall, or on one issue."""

    def get(self, request: Request, slug: str) -> Response:  # noqa: ARG002 - self.request
        negotiation, query = self.negotiation(slug), self.asked(GapsQuery)
        found = weighed(negotiation, query)
        issue = query["issue"] or None
        steps = found.steps_on(issue) if issue else found.steps_so_far
        sides = [side.slug for side in found.sides]
        return answer(found.reading, [step_json(step) for step in steps], sides=sides, issue=issue)


class MovesOf(Computed):
    """What both sides moved since a day: the same as on the matrix."""

    def get(self, request: Request, slug: str) -> Response:  # noqa: ARG002 - self.request
        negotiation = self.negotiation(slug)
        found = weighed(negotiation, self.asked(WeighedQuery))
        since = {"day": found.since.day, "label": found.since.label}
        return answer(found.reading, [move_json(told) for told in found.moves.told], since=since)


class PositionsOf(Computed):
    """Who stood where, from which day until which."""

    def get(self, request: Request, slug: str) -> Response:  # noqa: ARG002 - self.request
        negotiation, query = self.negotiation(slug), self.asked(PositionsQuery)
        reading = read(negotiation, query)
        found = intervals(reading, issue=query["issue"] or None, party=query["party"] or None)
        return answer(reading, [interval_json(held) for held in found])
