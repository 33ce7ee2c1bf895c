"""How people get an account: an admin makes it, or they hold an invitation."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import Invitation

INVITED_BY = "invitation"
"""In the session: the link through which somebody came."""


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves: what an editor stands behind must lead to a known person."""
        return Invitation.objects.of_link(request.session.get(INVITED_BY, "")).exists()

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return reverse("invitation", args=[request.session[INVITED_BY]])
