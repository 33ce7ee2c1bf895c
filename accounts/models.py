"""Who signs in, and what each may do."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class Role(models.TextChoices):
    READER = "reader", "reader: sees what is not public yet"
    EDITOR = "editor", "editor: tags, corrects, retracts"
    ADMIN = "admin", "admin: also manages users and codebooks"


class User(AbstractUser):
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.READER)

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="user_role_is_known"),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def may_edit(self) -> bool:
        return self.is_active and self.role in (Role.EDITOR, Role.ADMIN)
