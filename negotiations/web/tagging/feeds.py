"""Feeds that are followed: each deed goes back to the page that shows them."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from negotiations.actions import Refused, follow_feed, pause_feed, resume_feed, unfollow_feed
from negotiations.models import Feed, Negotiation
from negotiations.web.access import edited_negotiation, signed_in
from negotiations.web.replies import done, see_other
from negotiations.web.requests import HtmxRequest
from negotiations.web.tagging.intake import intake_page
from negotiations.web.tagging.intake_forms import FeedForm


@require_POST
def follow(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = edited_negotiation(request, slug)
    form = FeedForm(request.POST, auto_id="feed-%s")
    if not form.is_valid():
        return intake_page(request, negotiation, feed=form)
    try:
        follow_feed(
            negotiation, form.cleaned_data["address"], from_now=form.cleaned_data["from_now"], by=signed_in(request)
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return intake_page(request, negotiation, feed=form)
    return see_other(_shown(negotiation))


@require_POST
def pause(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    return _done(request, slug, pk, pause_feed, "is paused: nothing comes in from it")


@require_POST
def resume(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    return _done(request, slug, pk, resume_feed, "is followed again")


@require_POST
def unfollow(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    return _done(request, slug, pk, unfollow_feed, "is not followed any more; what came from it stays")


def _done(request: HtmxRequest, slug: str, pk: int, deed: Callable[..., None], told: str) -> HttpResponse:
    negotiation = edited_negotiation(request, slug)
    feed = get_object_or_404(Feed.objects.select_related("negotiation"), negotiation=negotiation, pk=pk)
    return done(request, lambda: deed(feed, by=signed_in(request)), f"{feed} {told}.", _shown(negotiation))


def _shown(negotiation: Negotiation) -> str:
    return f"{reverse('intake', args=[negotiation.slug])}#feeds"
