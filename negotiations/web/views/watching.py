"""What one watches, and how one is told of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from negotiations.filters import NoQuery, WatchQuery, asked, refuse, row_key
from negotiations.letters import user_to_stop
from negotiations.models import Digest, Every, Issue, Letter, Negotiation, Party, Watch
from negotiations.models.watches import new_key
from negotiations.web.access import signed_in, visible_negotiation
from negotiations.web.feed_keys import feed_address
from negotiations.web.replies import see_other, way_back
from negotiations.web.requests import HtmxRequest


class DigestForm(forms.Form):
    every = forms.ChoiceField(label="How often", choices=Every.choices, widget=forms.RadioSelect)
    email = forms.EmailField(label="To this address", required=False, max_length=254)


@require_safe
@login_required
def watching(request: HtmxRequest) -> HttpResponse:
    asked(NoQuery, request.GET)
    return _page(request, signed_in(request))


@require_POST
@login_required
def set_digest(request: HtmxRequest) -> HttpResponse:
    user = signed_in(request)
    form = DigestForm(request.POST)
    if not form.is_valid():
        return _page(request, user, form)
    Digest.objects.update_or_create(user=user, defaults={"every": form.cleaned_data["every"]})
    User.objects.filter(pk=user.pk).update(email=form.cleaned_data["email"])
    messages.success(request, "Kept.")
    return see_other(reverse("watching"))


@require_POST
@login_required
def unwatch(request: HtmxRequest) -> HttpResponse:
    """What `watch` names by its number."""
    Watch.objects.filter(user=signed_in(request), pk=row_key(request.POST.get("watch", "")) or 0).delete()
    return see_other(reverse("watching"))


@require_POST
@login_required
def renew_feeds(request: HtmxRequest) -> HttpResponse:
    """Whoever had the old addresses has them no more."""
    digest = _digest_of(signed_in(request))
    digest.feed_key = new_key()
    digest.save()
    messages.success(request, "The feeds have new addresses; the old ones are dead.")
    return see_other(f"{reverse('watching')}#feeds")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_digest(request: HtmxRequest, token: str) -> HttpResponse:
    """From a letter, without signing in: the address is the proof. A mail program may post to it by itself."""
    user = User.objects.filter(pk=user_to_stop(token) or 0).first()
    if user and request.method == "POST":
        Digest.objects.update_or_create(user=user, defaults={"every": Every.NEVER})
    context = {"reader": user, "is_done": request.method == "POST"}
    return TemplateResponse(request, "negotiations/stop_digest.html", context, status=200 if user else 400)


@require_POST
def watch(request: HtmxRequest, slug: str) -> HttpResponse:
    """Begins or ends, and goes back to the page that it was asked from."""
    negotiation = visible_negotiation(request, slug)
    back = way_back(request, reverse("matrix", args=[negotiation.slug]))
    if not request.user.is_authenticated:
        return redirect_to_login(back)
    query = asked(WatchQuery, request.POST)
    party, other, issue = _named(negotiation, query)
    user = signed_in(request)
    if query["stop"]:
        Watch.objects.filter(user=user, negotiation=negotiation).on(party, other, issue).delete()
    else:
        Watch.objects.start(user, negotiation, party, other, issue)
    return see_other(back)


def _named(negotiation: Negotiation, query: dict[str, Any]) -> tuple[Party | None, Party | None, Issue | None]:
    """Raises BadQuery for what is not on its agenda."""
    rows: dict[str, Any] = {
        "party": negotiation.party_set.filter(slug=query["party"]).first(),
        "other": negotiation.party_set.filter(slug=query["other"]).first(),
        "issue": negotiation.issue_set.filter(slug=query["issue"]).first(),
    }
    strange = [name for name, row in rows.items() if query[name] and row is None]
    refuse({name: f"there is no {query[name]!r} here" for name in strange})
    return rows["party"], rows["other"], rows["issue"]


def _page(request: HtmxRequest, user: User, form: DigestForm | None = None) -> HttpResponse:
    digest, seen = _digest_of(user), list(Negotiation.objects.visible_to(user))
    context = {
        "watched": Watch.objects.seen_by(user).select_related("negotiation", "party", "other", "issue"),
        "form": form or DigestForm(initial={"every": digest.every, "email": user.email}),
        "last": Letter.objects.filter(user=user, sent_at__isnull=False).first(),
        "feeds": [(one, request.build_absolute_uri(feed_address(one, digest))) for one in seen],
        "has_keys": not all(one.public for one in seen),
    }
    return TemplateResponse(request, "negotiations/watching.html", context, status=422 if form else 200)


def _digest_of(user: User) -> Digest:
    digest, _ = Digest.objects.get_or_create(user=user)
    return digest
