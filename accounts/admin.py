from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from accounts.models import Grant, User


class GrantInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Grant
    extra = 0


@admin.register(User)
class ParleyUserAdmin(UserAdmin):  # type: ignore[type-arg]
    list_display = ("username", "role", "is_active", "last_login")
    fieldsets = (*(UserAdmin.fieldsets or ()), ("Parley", {"fields": ("role",)}))
    add_fieldsets = (*UserAdmin.add_fieldsets, ("Parley", {"fields": ("role",)}))
    inlines = (GrantInline,)
