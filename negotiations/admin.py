"""The admin's desk: which negotiations are public; the record to look at only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from negotiations.models import Article, Edit, Negotiation, Outlet, Statement


@admin.register(Negotiation)
class NegotiationAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # not generic at run time
    list_display = ("title", "slug", "public", "silent_after_days")

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - a codebook file makes one
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False


@admin.register(Outlet)
class OutletAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("name",)


class ToLookAt(admin.ModelAdmin):  # type: ignore[type-arg]
    """What changes only through actions, or never."""

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False


@admin.register(Article)
class ArticleAdmin(ToLookAt):
    list_display = ("title", "date", "outlet", "negotiation")
    list_select_related = ("outlet", "negotiation")


@admin.register(Statement)
class StatementAdmin(ToLookAt):
    list_display = ("quote", "party", "act", "issue", "said_on", "superseded_at")
    list_select_related = ("party", "issue")


@admin.register(Edit)
class EditAdmin(ToLookAt):
    list_display = ("at", "by", "verb", "negotiation", "reason")
