"""The whole codebook on one page, and as the file that it is."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.roles import Role
from negotiations.codebook.export import codebook_yaml, export_codebook
from negotiations.filters import asked
from negotiations.readers.codebook import CodebookPage, edit_of
from negotiations.web.access import edited_negotiation, may, signed_in
from negotiations.web.context import desk_of
from negotiations.web.requests import HtmxRequest
from negotiations.web.tagging.codebook.asking import DoneQuery


@require_safe
def codebook(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = edited_negotiation(request, slug)
    query = asked(DoneQuery, request.GET)
    context = {
        **desk_of(negotiation, "codebook"),
        "page": CodebookPage(negotiation),
        "is_admin": may(request, Role.ADMIN, negotiation),
        "done": edit_of(negotiation, signed_in(request), query["done"]),
    }
    return render(request, "tagging/codebook.html", context)


@require_safe
def codebook_file(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = edited_negotiation(request, slug)
    text = codebook_yaml(export_codebook(negotiation))
    headers = {"Content-Disposition": f'attachment; filename="{negotiation.slug}-codebook.yaml"'}
    return HttpResponse(text, content_type="application/yaml; charset=utf-8", headers=headers)
