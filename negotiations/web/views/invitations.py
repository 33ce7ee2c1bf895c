"""Where the link of an invitation leads."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.adapter import INVITED_BY
from accounts.models import Invitation, User
from negotiations.actions import accept_invitation
from negotiations.web.replies import done
from negotiations.web.requests import HtmxRequest


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HtmxRequest, token: str) -> HttpResponse:
    """Tells what is offered; a POST of whoever has signed in takes it."""
    found = Invitation.objects.of_link(token).first()
    if found is None:
        return render(request, "account/invitation_over.html", status=404)
    if request.method == "POST" and isinstance(request.user, User):
        request.session.pop(INVITED_BY, None)
        told = f"Welcome: you are {found.role} of {found.negotiation} now."
        deed = partial(accept_invitation, found, by=request.user)
        return done(request, deed, told, reverse("matrix", args=[found.negotiation.slug]))
    request.session[INVITED_BY] = token
    return render(request, "account/invitation.html", {"invitation": found})
