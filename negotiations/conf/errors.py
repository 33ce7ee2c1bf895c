"""What nothing of ours answers: in words of the API to who asked the API, else as a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views import defaults

from negotiations.api.problems import bare_problem


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if _is_of_the_api(request):
        return bare_problem(404, f"Nothing answers at {request.path}; {reverse('api-root')} tells what does.")
    return defaults.page_not_found(request, exception)


def failed(request: HttpRequest) -> HttpResponseBase:
    """Django has logged the fault by now; nothing of it is told."""
    if _is_of_the_api(request):
        return bare_problem(500, "The fault is ours and has been logged.")
    return defaults.server_error(request)


def _is_of_the_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")
