"""How a deed that was posted is answered, whatever it was."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from negotiations.actions import Refused


def see_other(url: str) -> HttpResponse:
    return HttpResponseRedirect(url, status=303)


def done(request: HttpRequest, deed: Callable[[], object], told: str, url: str) -> HttpResponse:
    """Does it and goes on to the page that shows it; what refused is told there in the same place."""
    try:
        deed()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, told)
    return see_other(url)


def way_back(request: HttpRequest, otherwise: str) -> str:
    """The page that asked, if it is ours."""
    asked = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return asked if ours and asked.startswith("/") else otherwise
