"""The members of a negotiation: their roles, invitations by link, and who else may read it. For its admins."""

from __future__ import annotations

from functools import partial

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Invitation, User
from accounts.roles import Role
from negotiations.actions import (
    grant_role,
    invite_member,
    open_negotiation,
    revoke_role,
    withdraw_invitation,
)
from negotiations.models import Negotiation
from negotiations.readers.members import members_of
from negotiations.web.access import edited_negotiation, signed_in
from negotiations.web.context import desk_of
from negotiations.web.replies import done, see_other
from negotiations.web.requests import HtmxRequest

NEW_LINK = "new_invitation"
"""In the session, until it was shown: the token of an invitation just made."""


class RoleForm(forms.Form):
    role = forms.TypedChoiceField(choices=Role.choices, coerce=Role, initial=Role.EDITOR)


class InviteForm(RoleForm):
    note = forms.CharField(max_length=200, required=False, label="Whom it is meant for", strip=True)


class AddForm(RoleForm):
    user = forms.CharField(max_length=150, label="User name", strip=True)

    def clean_user(self) -> User:
        name = self.cleaned_data["user"]
        found = User.objects.filter(username=name, is_active=True).first()
        if found is None:
            raise forms.ValidationError(f"There is no account {name!r}: invite by link instead.")
        return found


@require_safe
def members(request: HtmxRequest, slug: str) -> HttpResponse:
    return _page(request, edited_negotiation(request, slug, Role.ADMIN))


@require_POST
def invite(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = edited_negotiation(request, slug, Role.ADMIN)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, negotiation, status=422, invite_form=form)
    asked = form.cleaned_data
    _, request.session[NEW_LINK] = invite_member(negotiation, asked["role"], note=asked["note"], by=signed_in(request))
    return see_other(_url(negotiation))


@require_POST
def add(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = edited_negotiation(request, slug, Role.ADMIN)
    form = AddForm(request.POST)
    if not form.is_valid():
        return _page(request, negotiation, status=422, add_form=form)
    user, role_ = form.cleaned_data["user"], form.cleaned_data["role"]
    deed = partial(grant_role, user, negotiation, role_, by=signed_in(request))
    return done(request, deed, f"{user} is {role_.value} here now.", _url(negotiation))


@require_POST
def visibility(request: HtmxRequest, slug: str) -> HttpResponse:
    negotiation = edited_negotiation(request, slug, Role.ADMIN)
    public = request.POST.get("public") == "yes"
    told = "Everybody may read it now." if public else "Only its members see it now."
    deed = partial(open_negotiation, negotiation, public=public, by=signed_in(request))
    return done(request, deed, told, _url(negotiation))


@require_POST
def role(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    negotiation = edited_negotiation(request, slug, Role.ADMIN)
    user = get_object_or_404(User, pk=pk, grants__negotiation=negotiation)
    form = RoleForm(request.POST)
    if not form.is_valid():
        return _page(request, negotiation, status=422, role_form=form)
    chosen = form.cleaned_data["role"]
    deed = partial(grant_role, user, negotiation, chosen, by=signed_in(request))
    return done(request, deed, f"{user} is {chosen.value} here now.", _url(negotiation))


@require_POST
def remove(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    negotiation = edited_negotiation(request, slug, Role.ADMIN)
    user = get_object_or_404(User, pk=pk, grants__negotiation=negotiation)
    deed = partial(revoke_role, user, negotiation, by=signed_in(request))
    return done(request, deed, f"{user} holds no role of their own here any more.", _url(negotiation))


@require_POST
def withdraw(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    negotiation = edited_negotiation(request, slug, Role.ADMIN)
    invitation = get_object_or_404(Invitation, pk=pk, negotiation=negotiation)
    deed = partial(withdraw_invitation, invitation, by=signed_in(request))
    return done(request, deed, "The link does not work any more.", _url(negotiation))


def _url(negotiation: Negotiation) -> str:
    return reverse("members", args=[negotiation.slug])


def _page(request: HtmxRequest, negotiation: Negotiation, *, status: int = 200, **forms_: forms.Form) -> HttpResponse:
    token = request.session.pop(NEW_LINK, None)
    link = token and request.build_absolute_uri(reverse("invitation", args=[token]))
    context = {
        **desk_of(negotiation, "members"),
        "members": members_of(negotiation),
        "roles": Role,
        "link": link,
        "invite_form": InviteForm(),
        "add_form": AddForm(),
        **forms_,
    }
    return TemplateResponse(request, "tagging/members.html", context, status=status)
