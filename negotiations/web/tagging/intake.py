"""Articles in: files, pasted text, addresses and feeds, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from negotiations.actions import Refused, bring_articles, retry_arrivals
from negotiations.filters import BadQuery, IntakeQuery, asked, row_key
from negotiations.ingest.unpacking import address_arrivals
from negotiations.models import Arrival, Delivery, Negotiation
from negotiations.readers.intake import deliveries_of, progress_of
from negotiations.web.access import edited_negotiation, signed_in
from negotiations.web.context import desk_of
from negotiations.web.fragments import page_or_fragment
from negotiations.web.pages import numbered_page
from negotiations.web.replies import see_other
from negotiations.web.requests import HtmxRequest
from negotiations.web.tagging.intake_forms import AddressesForm, FeedForm, FilesForm, TextForm

DELIVERIES_A_PAGE = 20
FORMS: dict[str, type[forms.Form]] = {
    "files": FilesForm,
    "text": TextForm,
    "addresses": AddressesForm,
    "feed": FeedForm,
}


@require_safe
def intake(request: HtmxRequest, slug: str) -> HttpResponse:
    return intake_page(request, edited_negotiation(request, slug))


@require_POST
def bring_files(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = edited_negotiation(request, slug)
    form = FilesForm(request.POST, request.FILES, auto_id="files-%s")
    if not form.is_valid():
        return intake_page(request, negotiation, files=form)
    arrivals = form.arrivals()
    return _brought(request, negotiation, arrivals, form.what(len(arrivals)), files=form)


@require_POST
def bring_text(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = edited_negotiation(request, slug)
    form = TextForm(request.POST, auto_id="text-%s")
    if not form.is_valid():
        return intake_page(request, negotiation, text=form)
    return _brought(request, negotiation, [form.arrival()], "a pasted text", text=form)


@require_POST
def bring_addresses(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = edited_negotiation(request, slug)
    form = AddressesForm(request.POST, auto_id="addresses-%s")
    if not form.is_valid():
        return intake_page(request, negotiation, addresses=form)
    arrivals = address_arrivals(form.cleaned_data["addresses"])
    what = "1 address" if len(arrivals) == 1 else f"{len(arrivals)} addresses"
    return _brought(request, negotiation, arrivals, what, addresses=form)


@require_safe
def delivery(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    """How far one is: the fragment that the page asks for until it is done, or a page of its own."""
    negotiation = edited_negotiation(request, slug)
    return _delivery(request, negotiation, _delivery_of(negotiation, pk))


@require_POST
def retry(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    """All that failed, or the one that `arrival` names."""
    negotiation = edited_negotiation(request, slug)
    found = _delivery_of(negotiation, pk)
    named = _named(found, request.POST.get("arrival", ""))
    try:
        retry_arrivals(found, named, by=signed_in(request))
    except Refused as refused:
        return _delivery(request, negotiation, found, refused=str(refused), status=409)
    return _delivery(request, negotiation, found) if request.htmx else _back(negotiation, found)


def _named(delivery: Delivery, number: str) -> list[int] | None:
    """None where none is. Raises BadQuery for what is no arrival of the delivery."""
    if not number:
        return None
    key = row_key(number)
    if key is None or not delivery.arrivals.filter(pk=key).exists():
        raise BadQuery({"arrival": f"expected the number of an article of delivery {delivery.pk}, or nothing for all"})
    return [key]


def _delivery_of(negotiation: Negotiation, pk: int) -> Delivery:
    return get_object_or_404(deliveries_of(negotiation), pk=pk)


def _brought(
    request: HtmxRequest, negotiation: Negotiation, arrivals: Sequence[Arrival], what: str, **form: forms.Form
) -> HttpResponse:
    try:
        made = bring_articles(negotiation, arrivals, what=what, by=signed_in(request))
    except Refused as refused:
        (filled,) = form.values()
        filled.add_error(None, str(refused))
        return intake_page(request, negotiation, **form)
    return _back(negotiation, made)


def _back(negotiation: Negotiation, delivery: Delivery) -> HttpResponse:
    return see_other(f"{reverse('intake', args=[negotiation.slug])}#delivery-{delivery.pk}")


def intake_page(request: HtmxRequest, negotiation: Negotiation, **filled: forms.Form) -> HttpResponse:
    """A form that was refused comes back as it was filled in."""
    query = asked(IntakeQuery, request.GET)
    shown = numbered_page(Paginator(deliveries_of(negotiation), DELIVERIES_A_PAGE), query["page"])
    context = intake_context(
        negotiation,
        shown=shown,
        deliveries=progress_of(shown),
        feeds=negotiation.feeds.select_related("followed_by"),
        opened=next(iter(filled), "files"),
        **{name: filled.get(name) or form(auto_id=f"{name}-%s") for name, form in FORMS.items()},
    )
    return TemplateResponse(request, "tagging/intake.html", context, status=422 if filled else 200)


def _delivery(
    request: HtmxRequest, negotiation: Negotiation, delivery: Delivery, *, refused: str = "", status: int = 200
) -> HttpResponse:
    (progress,) = progress_of([delivery])
    context = intake_context(negotiation, progress=progress, refused=refused)
    fragments = {f"delivery-{delivery.pk}": "tagging/intake_delivery.html"}
    response = page_or_fragment(request, "tagging/intake_one.html", context, fragments)
    response.status_code = status
    return response


def intake_context(negotiation: Negotiation, **more: Any) -> dict[str, Any]:
    return desk_of(negotiation, "intake", **more)
