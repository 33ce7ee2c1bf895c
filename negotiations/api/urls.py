from __future__ import annotations

from django.urls import path

from negotiations.api import views

# /api/v1/
urlpatterns = [
    path("", views.Root.as_view(), name="api-root"),
    path("negotiations/", views.Negotiations.as_view(), name="api-negotiations"),
    path("negotiations/<slug:slug>/matrix/", views.MatrixOf.as_view(), name="api-matrix"),
    path("statements/", views.Statements.as_view(), name="api-statements"),
]
