"""/n/<slug>/tagging/: the editors' pages, each for those whose role allows it."""

from __future__ import annotations

from django.urls import URLPattern, path

from negotiations.web.tagging import members

tagging_urls: list[URLPattern] = [
    path("members/", members.members, name="members"),
    path("members/invite/", members.invite, name="invite"),
    path("members/add/", members.add, name="add-member"),
    path("members/visibility/", members.visibility, name="visibility"),
    path("members/<int:pk>/role/", members.role, name="member-role"),
    path("members/<int:pk>/remove/", members.remove, name="remove-member"),
    path("members/invitations/<int:pk>/withdraw/", members.withdraw, name="withdraw-invitation"),
]
