"""A drawing as an answer: a file to keep, with what it shows, as of when, and where it is from."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string

from negotiations.web.drawings.ink import inked
from negotiations.web.requests import HtmxRequest


def drawn(request: HtmxRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """`context` is that of the page the chart stands on; `template` extends drawings/frame.svg."""
    drawing = inked(render_to_string(template, context, request))
    name = f"{context['negotiation'].slug}-{template.rsplit('/', 1)[1].removesuffix('.svg')}-{context['clock'].on}.svg"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(drawing, content_type="image/svg+xml", headers=headers)
