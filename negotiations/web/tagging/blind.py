"""An article that one was given to code blind: the tagger, with nothing of anybody else in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from negotiations.actions import (
    Conflict,
    Refused,
    annotate_passage,
    finish_assignment,
    reopen_assignment,
    withdraw_annotation,
)
from negotiations.filters import TaggerQuery, asked
from negotiations.models import Assignment
from negotiations.readers.reading import reading_of
from negotiations.readers.tagger import Tagger, blind_tagger_of
from negotiations.web.access import edited_negotiation, signed_in
from negotiations.web.context import desk_of
from negotiations.web.fragments import page_or_fragment
from negotiations.web.replies import done, see_other
from negotiations.web.requests import HtmxRequest
from negotiations.web.tagging.panel import Panel, panel_of_posted
from negotiations.web.tagging.tagger import FRAGMENT, panel_asked


def blind_page(request: HtmxRequest, slug: str, pk: int) -> Tagger:
    """For the coder it was given to; for everybody else there is none."""
    negotiation = edited_negotiation(request, slug)
    rows = Assignment.objects.standing().select_related("article__outlet", "article__negotiation", "coder")
    assignment = get_object_or_404(rows, negotiation=negotiation, pk=pk, coder=signed_in(request))
    return blind_tagger_of(assignment, reading_of(negotiation, today=timezone.localdate()))


@require_safe
def blind(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    page = blind_page(request, slug, pk)
    return _shown(request, page, panel_asked(page, asked(TaggerQuery, request.GET)))


@require_POST
def annotate(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    page = blind_page(request, slug, pk)
    panel = panel_of_posted(page, request.POST, complains=True)
    if not panel.form.is_valid():
        return _shown(request, page, panel, 422)
    coding, assignment, before = panel.form.coding(), page.assignment, panel.target.annotation
    assert assignment
    unsure = bool(request.POST.get("unsure"))
    return _done(
        request,
        page,
        panel,
        lambda: annotate_passage(assignment, coding, unsure=unsure, instead_of=before, by=signed_in(request)),
    )


@require_POST
def take_back(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    page = blind_page(request, slug, pk)
    panel = panel_of_posted(page, request.POST)
    annotation = panel.target.annotation
    if annotation is None:
        return _shown(request, page, replace(panel, problem="There is nothing of yours here to take back."), 422)
    return _done(request, page, panel, lambda: withdraw_annotation(annotation, by=signed_in(request)))


@require_POST
def blind_weigh(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    """The scale of the issue that was chosen; what it would change stays untold, as nobody's record is to sway it."""
    page = blind_page(request, slug, pk)
    panel = panel_of_posted(page, request.POST)
    if not request.htmx:
        return _shown(request, page, panel)
    context = {
        **_context(page, panel),
        "rescaled": request.POST.get("scaled", "") != (request.POST.get("issue") or ""),
    }
    return render(request, "tagging/weighed.html", context)


@require_POST
def finish(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    page = blind_page(request, slug, pk)
    assignment = page.assignment
    assert assignment
    told = f"You are done with “{page.article.title}”."
    return done(request, lambda: finish_assignment(assignment, by=signed_in(request)), told, _coding_url(page))


@require_POST
def reopen(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    page = blind_page(request, slug, pk)
    assignment = page.assignment
    assert assignment
    told = "It is open again."
    return done(request, lambda: reopen_assignment(assignment, by=signed_in(request)), told, _coding_url(page))


def _done(request: HtmxRequest, page: Tagger, panel: Panel, deed: Callable[[], object]) -> HttpResponse:
    try:
        deed()
    except Conflict as conflict:
        return _shown(request, page, replace(panel, problem=str(conflict)), 409)
    except Refused as refused:
        return _shown(request, page, replace(panel, problem=str(refused)), 422)
    assert page.assignment
    if not request.htmx:
        return see_other(_url(page))
    return _shown(request, blind_page(request, page.negotiation.slug, page.assignment.pk), None)


def _context(page: Tagger, panel: Panel | None) -> dict[str, object]:
    return {
        **desk_of(page.negotiation, "coding"),
        "page": page,
        "panel": panel,
        "article": page.article,
        "here": _url(page),
    }


def _shown(request: HtmxRequest, page: Tagger, panel: Panel | None, status: int = 200) -> HttpResponse:
    response = page_or_fragment(request, "tagging/blind.html", _context(page, panel), FRAGMENT)
    response.status_code = status
    return response


def _url(page: Tagger) -> str:
    assert page.assignment
    return reverse("blind", args=[page.negotiation.slug, page.assignment.pk])


def _coding_url(page: Tagger) -> str:
    return reverse("coding", args=[page.negotiation.slug])
