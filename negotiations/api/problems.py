"""Errors of the API as problem details (RFC 9457): what is wrong, and in which parameter."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import JsonResponse
from rest_framework.response import Response
from rest_framework.views import exception_handler

from negotiations.filters import BadQuery
from negotiations.readers.agenda import NotOnTheAgenda
from negotiations.readers.sides import TooFewParties

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
    answer = problem(response.status_code, _title(response.status_code), _detail(response.data))
    for name in ("WWW-Authenticate", "Retry-After", "Allow"):
        if name in response.headers:
            answer[name] = response.headers[name]
    return answer


def problem(status: int, title: str, detail: str, **more: Any) -> Response:
    return Response(_body(status, title, detail, **more), status=status, content_type=CONTENT_TYPE)


def bare_problem(status: int, detail: str) -> JsonResponse:
    """A problem where none of our endpoints answers."""
    return JsonResponse(_body(status, _title(status), detail), status=status, content_type=CONTENT_TYPE)


def _body(status: int, title: str, detail: str, **more: Any) -> dict[str, Any]:
    return {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}


def _title(status: int) -> str:
    return HTTPStatus(status).phrase.capitalize()


def _detail(data: Any) -> str:
    return str(data.get("detail", data)) if isinstance(data, dict) else str(data)
