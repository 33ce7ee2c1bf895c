from __future__ import annotations

from django.urls import include, path

from negotiations.web import views

# /n/<slug>/
negotiation_urls = [
    path("", views.matrix_page, name="matrix"),
    path("issues/", views.issues, name="issues"),
    path("issues/<slug:issue_slug>/", views.issue, name="issue"),
    path("articles/", views.articles, name="articles"),
    path("articles/<int:pk>/", views.article, name="article"),
    path("extraction/", views.accuracy, name="accuracy"),
]

urlpatterns = [
    path("", views.home, name="home"),
    path("how/", views.how, name="how"),
    path("n/<slug:slug>/", include(negotiation_urls)),
]
