"""/n/<slug>/tagging/: the editors' pages, each for those whose role allows it."""

from __future__ import annotations

from django.urls import URLPattern, path

from negotiations.web.tagging import arrivals, deeds, feeds, intake, members, queue, tagger, undo

tagging_urls: list[URLPattern] = [
    path("", queue.queue, name="queue"),
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
    path("intake/feeds/", feeds.follow, name="follow"),
    path("intake/feeds/<int:pk>/pause/", feeds.pause, name="pause"),
    path("intake/feeds/<int:pk>/resume/", feeds.resume, name="resume"),
    path("intake/feeds/<int:pk>/unfollow/", feeds.unfollow, name="unfollow"),
    path("intake/arrivals/<int:pk>/", arrivals.arrival, name="arrival"),
    path("intake/arrivals/<int:pk>/settle/", arrivals.settle, name="settle"),
    path("intake/<int:pk>/", intake.delivery, name="delivery"),
    path("intake/<int:pk>/retry/", intake.retry, name="retry"),
]
