"""Endpoints: the pages' own readers, as JSON."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponseBase, QueryDict, StreamingHttpResponse
from django.utils import timezone
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from negotiations.api.cursor import page_of
from negotiations.api.shapes import STATEMENT_COLUMNS, negotiation_json, statement_json
from negotiations.api.tables import CsvRenderer, is_table, lines_of
from negotiations.filters import (
    ClockQuery,
    KnownQuery,
    NoQuery,
    PageQuery,
    StatementFilter,
    asked,
    check_slugs,
    filtered,
    own_part,
)
from negotiations.models import Negotiation, Revision, Statement
from negotiations.readers.home import glances


class Root(APIView):
    def get(self, request: Request) -> Response:
        asked(NoQuery, request.query_params)
        return Response(
            {
                "negotiations": reverse("api-negotiations", request=request),
                "statements": reverse("api-statements", request=request),
            }
        )


class Negotiations(APIView):
    def get(self, request: Request) -> Response:
        query = asked(ClockQuery, request.query_params)
        shown = list(Negotiation.objects.visible_to(request.user))
        found = glances(shown, today=timezone.localdate(), known=query["known"], on=query["on"])
        return Response({"results": [negotiation_json(glance, request) for glance in found]})


class Statements(APIView):
    """`known` takes the versions that stood at that instant; without it, those that stand now.

    As a table it is the whole list, sent row by row.
    """

    renderer_classes = (JSONRenderer, CsvRenderer)

    def get(self, request: Request) -> HttpResponseBase:
        params = request.query_params.copy()
        params.pop("format", None)
        as_table = is_table(request)
        form = KnownQuery if as_table else PageQuery
        query = asked(form, own_part(form, params))
        rows = self.narrowed(params, query["known"], form)
        if as_table:
            return table_of(rows)
        shown, following = page_of(rows, request, query["cursor"], query["limit"])
        return Response({"next": following, "results": [statement_json(row) for row in shown]})

    def narrowed(self, params: QueryDict, known: datetime | None, also: type[forms.Form]) -> QuerySet[Statement]:
        visible = Negotiation.objects.visible_to(self.request.user)
        Revision.objects.settle(visible.values_list("pk", flat=True), known)
        standing = Statement.objects.known_at(known).filter(negotiation__in=visible)
        rows = standing.with_evidence().defer("article__body", "article__fingerprint")
        found = filtered(StatementFilter, params, rows, also.base_fields)
        check_slugs(params, visible)
        return found.order_by("-said_on", "-pk")


def table_of(rows: QuerySet[Statement]) -> StreamingHttpResponse:
    lines = lines_of((statement_json(row) for row in rows.iterator(chunk_size=500)), STATEMENT_COLUMNS)
    headers = {"Content-Disposition": 'attachment; filename="statements.csv"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)
