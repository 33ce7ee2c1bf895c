"""Who belongs to a negotiation, and who is invited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import Grant, Invitation
from negotiations.models import Negotiation


@dataclass(frozen=True)
class Members:
    grants: Sequence[Grant]
    invitations: Sequence[Invitation]


def members_of(negotiation: Negotiation) -> Members:
    """Two queries."""
    grants = Grant.objects.filter(negotiation=negotiation).select_related("user").order_by("user__username")
    invitations = Invitation.objects.open().filter(negotiation=negotiation).select_related("made_by")
    return Members(list(grants), list(invitations))
