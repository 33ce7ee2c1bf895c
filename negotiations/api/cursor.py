"""Pages of a long list by key, not by number: each page starts where the last one ended, however long the list."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date

from django.db.models import Q, QuerySet
from rest_framework.request import Request

from negotiations.filters import BadQuery
from negotiations.models import Statement

DEFAULT_LIMIT = 100


def page_of(
    rows: QuerySet[Statement], request: Request, cursor: str, limit: int | None
) -> tuple[list[Statement], str | None]:
    """Newest said first; the address of the next page, None on the last one."""
    size = limit or DEFAULT_LIMIT
    if cursor:
        day, pk = _read(cursor)
        rows = rows.filter(Q(said_on__lt=day) | Q(said_on=day, pk__lt=pk))
    found = list(rows.order_by("-said_on", "-pk")[: size + 1])
    shown = found[:size]
    return shown, _address(request, shown[-1]) if len(found) > size else None


def _address(request: Request, last: Statement) -> str:
    params = request.query_params.copy()
    params["cursor"] = urlsafe_b64encode(f"{last.said_on}/{last.pk}".encode()).decode()
    return request.build_absolute_uri(f"{request.path}?{params.urlencode()}")


def _read(cursor: str) -> tuple[date, int]:
    try:
        day, pk = urlsafe_b64decode(cursor).decode().split("/")
        return date.fromisoformat(day), int(pk)
    except ValueError as error:
        raise BadQuery({"cursor": "is none of ours; take it from `next` of the page before"}) from error
