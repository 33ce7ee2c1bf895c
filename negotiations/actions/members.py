"""Who belongs to a negotiation, with which role, and whether everybody may read it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Grant, Invitation, User
from accounts.models.invitations import digest_of, new_token
from accounts.roles import Role
from negotiations.actions.audit import Conflict, Refused, audit, begin
from negotiations.models import Negotiation


@transaction.atomic
def grant_role(user: User, negotiation: Negotiation, role: Role, *, by: User) -> Grant:
    begin(negotiation, by, Role.ADMIN)
    return _grant(user, negotiation, role, by)


@transaction.atomic
def revoke_role(user: User, negotiation: Negotiation, *, by: User) -> None:
    begin(negotiation, by, Role.ADMIN)
    grant = Grant.objects.select_for_update().filter(user=user, negotiation=negotiation).first()
    if grant is None:
        raise Conflict(f"{user} holds no role in {negotiation} any more.")
    grant.delete()
    audit("revoke", negotiation, by, reason=f"{user.username} was {grant.role}")


@transaction.atomic
def invite_member(negotiation: Negotiation, role: Role, *, note: str = "", by: User) -> tuple[Invitation, str]:
    """The invitation and the token of its link, which is told this once and never stored."""
    begin(negotiation, by, Role.ADMIN)
    token = new_token()
    invitation = Invitation.objects.create(
        negotiation=negotiation, role=role, note=note, digest=digest_of(token), made_by=by
    )
    audit("invite", negotiation, by, reason=_told(invitation))
    return invitation, token


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: User) -> None:
    begin(invitation.negotiation, by, Role.ADMIN)
    if not Invitation.objects.open().filter(pk=invitation.pk).update(withdrawn_at=timezone.now()):
        raise Conflict("This invitation is taken, withdrawn or run out already.")
    audit("withdraw", invitation.negotiation, by, reason=_told(invitation))


@transaction.atomic
def accept_invitation(invitation: Invitation, *, by: User) -> Grant:
    """The one deed that takes no role: the link is the right. A higher role that one holds already is kept."""
    if not by.is_active:
        raise Refused(f"{by}'s account is closed.")
    taken = Invitation.objects.open().filter(Q(account=None) | Q(account=by), pk=invitation.pk)
    if not taken.update(accepted_by=by, accepted_at=timezone.now()):
        raise Conflict("This invitation is taken, withdrawn or run out. Ask for another.")
    invited, held = Role(invitation.role), by.granted.get(invitation.negotiation_id)
    return _grant(by, invitation.negotiation, held if held and held.includes(invited) else invited, by)


@transaction.atomic
def open_negotiation(negotiation: Negotiation, *, public: bool, by: User) -> None:
    """To everybody, or to its members alone."""
    begin(negotiation, by, Role.ADMIN)
    if not Negotiation.objects.filter(pk=negotiation.pk, public=not public).update(public=public):
        raise Conflict(f"It is {'public' if public else 'for members only'} already.")
    audit("open" if public else "close", negotiation, by)


def _grant(user: User, negotiation: Negotiation, role: Role, by: User) -> Grant:
    user.__dict__.pop("granted", None)  # what this instance read before
    grant, is_new = Grant.objects.select_for_update().get_or_create(
        user=user, negotiation=negotiation, defaults={"role": role}
    )
    before = "" if is_new else f", was {grant.role}"
    if not is_new:
        grant.role = role
        grant.save(update_fields=["role"])
    audit("grant", negotiation, by, reason=f"{user.username}: {role.value}{before}")
    return grant


def _told(invitation: Invitation) -> str:
    return ": ".join(filter(None, [f"as {invitation.role}", invitation.note]))[:200]
