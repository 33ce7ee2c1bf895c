from __future__ import annotations

from django.urls import include, path

from negotiations.api import compare, computed, parties, rounds, views

# /api/v1/negotiations/<slug>/
of_negotiation = [
    path("matrix/", computed.MatrixOf.as_view(), name="api-matrix"),
    path("gaps/", computed.GapsOf.as_view(), name="api-gaps"),
    path("moves/", computed.MovesOf.as_view(), name="api-moves"),
    path("compare/", compare.CompareOf.as_view(), name="api-compare"),
    path("positions/", computed.PositionsOf.as_view(), name="api-positions"),
    path("demands/", parties.DemandsOf.as_view(), name="api-demands"),
    path("tone/", parties.ToneOf.as_view(), name="api-tone"),
    path("contradictions/", parties.ContradictionsOf.as_view(), name="api-contradictions"),
    path("rounds/", rounds.RoundsOf.as_view(), name="api-rounds"),
    path("rounds/<slug:round_slug>/", rounds.RoundOf.as_view(), name="api-round"),
]

# /api/v1/
urlpatterns = [
    path("", views.Root.as_view(), name="api-root"),
    path("negotiations/", views.Negotiations.as_view(), name="api-negotiations"),
    path("negotiations/<slug:slug>/", include(of_negotiation)),
    path("statements/", views.Statements.as_view(), name="api-statements"),
]
