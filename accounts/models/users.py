"""Who signs in, and what each may do where."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from accounts.roles import Place, Role


class User(AbstractUser):
    """`role` is held in every public negotiation; a grant holds in its own, and counts there instead of it."""

    role = models.CharField(max_length=11, choices=Role.choices, default=Role.READER)

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="user_role_is_known"),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def is_admin(self) -> bool:
        """Of the whole site: sees and may do everything."""
        return self.is_active and (self.is_superuser or self.role == Role.ADMIN)

    @cached_property
    def granted(self) -> dict[int, Role]:
        """The roles held in single negotiations, by their keys; read once for an instance."""
        return {pk: Role(role) for pk, role in self.grants.values_list("negotiation", "role")}

    def role_in(self, place: Place) -> Role | None:
        """None for whom it does not exist."""
        if not self.is_active:
            return None
        if self.is_admin:
            return Role.ADMIN
        return self.granted.get(place.pk) or (Role(self.role) if place.public else None)

    def may(self, role: Role, place: Place) -> bool:
        """Whether the role held there includes the one asked for."""
        held = self.role_in(place)
        return held is not None and held.includes(role)


class Grant(models.Model):
    """A role that somebody holds in one negotiation."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants")
    negotiation = models.ForeignKey("negotiations.Negotiation", on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=11, choices=Role.choices)
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("negotiation", "user")
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="grant_role_is_known"),
            models.UniqueConstraint(fields=["user", "negotiation"], name="grant_one_per_negotiation"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"
