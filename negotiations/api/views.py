"""Endpoints: the pages' own readers, as JSON."""

from __future__ import annotations

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from negotiations.api.cursor import page_of
from negotiations.api.shapes import negotiation_json, statement_json
from negotiations.filters import (
    ClockQuery,
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
    """`known` takes the versions that stood at that instant; without it, those that stand now."""

    def get(self, request: Request) -> Response:
        query = asked(PageQuery, own_part(PageQuery, request.query_params))
        visible = Negotiation.objects.visible_to(request.user)
        Revision.objects.settle(visible.values_list("pk", flat=True), query["known"])
        standing = Statement.objects.known_at(query["known"]).filter(negotiation__in=visible)
        rows = standing.with_evidence().defer("article__body", "article__fingerprint")
        narrowed = filtered(StatementFilter, request.query_params, rows, list(PageQuery.base_fields))
        check_slugs(request.query_params, visible)
        shown, following = page_of(narrowed, request, query["cursor"], query["limit"])
        return Response({"next": following, "results": [statement_json(row) for row in shown]})
