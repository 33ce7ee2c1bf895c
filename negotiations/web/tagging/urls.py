"""/n/<slug>/tagging/: the editors' pages, each for those whose role allows it."""

from __future__ import annotations

from django.urls import URLPattern, path

from negotiations.web.tagging import audit, deeds, intake, members, queue, tagger, undo

tagging_urls: list[URLPattern] = [
    path("", queue.queue, name="queue"),
    path("accept/", queue.accept_shown, name="accept-shown"),
    path("reject/", queue.reject_shown, name="reject-shown"),
    path("audit/", audit.audit, name="audit"),
    path("edits/<int:pk>/", audit.edit, name="edit"),
    path("edits/<int:pk>/undo/", undo.undo, name="undo"),
    path("articles/<int:pk>/", tagger.tagger, name="tagger"),
    path("articles/<int:pk>/code/", deeds.code, name="code"),
    path("articles/<int:pk>/reject/", deeds.reject, name="reject"),
    path("articles/<int:pk>/doubt/", deeds.doubt, name="doubt"),
    path("articles/<int:pk>/retract/", deeds.retract, name="retract"),
    path("articles/<int:pk>/weigh/", deeds.weigh, name="weigh"),
    path("articles/<int:pk>/discard/", deeds.discard, name="discard-draft"),
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
]
