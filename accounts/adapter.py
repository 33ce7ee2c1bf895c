"""How people get an account: an admin makes it, or they hold an invitation."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from accounts.models import Invitation, User
from accounts.models.invitations import InvitationQuerySet

INVITED_BY = "invitation"
"""In the session: the link through which somebody came."""


def _offered(request: HttpRequest) -> InvitationQuerySet:
    return Invitation.objects.of_link(request.session.get(INVITED_BY, "")).filter(account=None)


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves: what an editor stands behind must lead to a known person."""
        return _offered(request).exists()

    def save_user(self, request: HttpRequest, user: User, form: Form, commit: bool = True) -> User:
        """One account a link: whoever comes second through it, even at the same moment, makes none."""
        with transaction.atomic():
            saved: User = super().save_user(request, user, form, commit)
            if not _offered(request).update(account=saved):
                raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_signup")))
        return saved

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return reverse("invitation", args=[request.session[INVITED_BY]])
