from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from negotiations.web.tagging.urls import tagging_urls
from negotiations.web.views import (
    accuracy,
    articles,
    compare,
    demands,
    drawings,
    home,
    invitations,
    issues,
    matrix,
    moves_feed,
    parties,
    rounds,
    search,
    timeline,
    watching,
)

# /n/<slug>/
negotiation_urls: list[URLPattern | URLResolver] = [
    path("", matrix.matrix_page, name="matrix"),
    path("moves.atom", moves_feed.moves_feed, name="moves-feed"),
    path("watch/", watching.watch, name="watch"),
    path("gap.svg", drawings.gap, name="gap-drawing"),
    path("timeline.svg", drawings.timeline, name="timeline-drawing"),
    path("issues/<slug:issue_slug>/lanes.svg", drawings.lanes, name="lanes-drawing"),
    path("parties/<slug:party_slug>/tone.svg", drawings.tone, name="tone-drawing"),
    path("rounds.svg", drawings.rounds, name="rounds-drawing"),
    path("timeline/", timeline.timeline, name="timeline"),
    path("issues/", issues.issues, name="issues"),
    path("issues/<slug:issue_slug>/", issues.issue, name="issue"),
    path("parties/", parties.parties, name="parties"),
    path("parties/<slug:party_slug>/", parties.party, name="party"),
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/<slug:round_slug>/", rounds.round_, name="round"),
    path("demands/", demands.demands, name="demands"),
    path("compare/", compare.compare, name="compare"),
    path("articles/", articles.articles, name="articles"),
    path("articles/<int:pk>/", articles.article, name="article"),
    path("extraction/", accuracy.accuracy, name="accuracy"),
    path("tagging/", include(tagging_urls)),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("how/", home.how, name="how"),
    path("search/", search.search, name="search"),
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("watching/", watching.watching, name="watching"),
    path("watching/digest/", watching.set_digest, name="set-digest"),
    path("watching/unwatch/", watching.unwatch, name="unwatch"),
    path("watching/feeds/", watching.renew_feeds, name="renew-feeds"),
    path("watching/stop/<str:token>/", watching.stop_digest, name="stop-digest"),
    path("n/<slug:slug>/", include(negotiation_urls)),
]
