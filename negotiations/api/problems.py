"""Errors of the API as problem details (RFC 9457): what is wrong, and in which parameter."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from negotiations.filters import BadQuery
from negotiations.readers.agenda import NotOnTheAgenda
from negotiations.readers.matrix import TooFewParties

CONTENT_TYPE = "application/problem+json"


def as_problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler; None leaves a fault of ours to the server's log."""
    if isinstance(error, BadQuery | NotOnTheAgenda):
        return problem(400, "Parameters that cannot be answered", str(error), parameters=error.problems)
    if isinstance(error, TooFewParties):
        return problem(409, "Nothing to compare", str(error))
    response = exception_handler(error, context)
    if response is None:
        return None
    title = "Not found" if isinstance(error, Http404) else _title(error)
    answer = problem(response.status_code, title, _detail(response.data))
    for name in ("WWW-Authenticate", "Retry-After", "Allow"):
        if name in response.headers:
            answer[name] = response.headers[name]
    return answer


def problem(status: int, title: str, detail: str, **more: Any) -> Response:
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return Response(body, status=status, content_type=CONTENT_TYPE)


def _title(error: Exception) -> str:
    return str(error.default_detail) if isinstance(error, exceptions.APIException) else type(error).__name__


def _detail(data: Any) -> str:
    return str(data.get("detail", data)) if isinstance(data, dict) else str(data)
