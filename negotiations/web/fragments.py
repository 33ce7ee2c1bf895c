"""One URL answers page and fragment alike."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

from negotiations.web.requests import HtmxRequest


def page_or_fragment(
    request: HtmxRequest, template: str, context: dict[str, Any], fragments: dict[str, str] | None = None
) -> HttpResponse:
    """The page, or that part of it which htmx asks for by its target.

    `fragments` maps the id of a target to the template that fills it; any other target gets the page,
    which also keeps Back and reload whole.
    """
    htmx: HtmxDetails = request.htmx
    wanted = (fragments or {}).get(htmx.target or "") if htmx and not htmx.history_restore_request else None
    response = TemplateResponse(request, wanted or template, context)
    patch_vary_headers(response, ("HX-Request", "HX-Target", "HX-History-Restore-Request"))
    return response
