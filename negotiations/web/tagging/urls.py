"""/n/<slug>/tagging/: the editors' pages, each for those whose role allows it."""

from __future__ import annotations

from django.urls import URLPattern, path

from negotiations.web.tagging import intake, members, undo
from negotiations.web.tagging.codebook.urls import codebook_urls

tagging_urls: list[URLPattern] = [
    path("members/", members.members, name="members"),
    path("members/invite/", members.invite, name="invite"),
    path("members/add/", members.add, name="add-member"),
    path("members/visibility/", members.visibility, name="visibility"),
    path("members/<int:pk>/role/", members.role, name="member-role"),
    path("members/<int:pk>/remove/", members.remove, name="remove-member"),
    path("members/invitations/<int:pk>/withdraw/", members.withdraw, name="withdraw-invitation"),
    path("intake/", intake.intake, name="intake"),
    path("intake/files/", intake.bring_files, name="bring-files"),
    path("intake/text/", intake.bring_text, name="bring-text"),
    path("intake/addresses/", intake.bring_addresses, name="bring-addresses"),
    path("intake/<int:pk>/", intake.delivery, name="delivery"),
    path("intake/<int:pk>/retry/", intake.retry, name="retry"),
    path("edits/<int:pk>/undo/", undo.undo, name="undo"),
    *codebook_urls,
]
