"""Invitations by link: whoever holds the link may take the role, once."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.roles import Role

VALID_FOR = timedelta(days=14)


def new_token() -> str:
    return secrets.token_urlsafe(24)


def digest_of(token: str) -> str:
    """All that is stored of a link: whoever reads the database cannot make it from this."""
    return sha256(token.encode()).hexdigest()


def in_a_fortnight() -> datetime:
    return timezone.now() + VALID_FOR


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        """Neither taken nor withdrawn, nor run out."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())

    def of_link(self, token: str) -> Self:
        return self.open().filter(digest=digest_of(token)).select_related("negotiation", "made_by")


class Invitation(models.Model):
    negotiation = models.ForeignKey("negotiations.Negotiation", on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=11, choices=Role.choices)
    note = models.CharField(max_length=200, blank=True, help_text="Whom it is meant for.")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=in_a_fortnight)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="invitation",
        help_text="The one that was made through it; then nobody else may accept it.",
    )
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at",)
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="invitation_role_is_known"),
            models.CheckConstraint(
                condition=Q(accepted_by=None, accepted_at=None)
                | Q(accepted_by__isnull=False, accepted_at__isnull=False, withdrawn_at=None),
                name="invitation_is_taken_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.negotiation_id}"
