"""/n/<slug>/tagging/codebook/: what of the codebook editors look at and change."""

from __future__ import annotations

from django.urls import URLPattern, path

from negotiations.web.tagging.codebook import entries, files, merging, names, overview, scales

codebook_urls: list[URLPattern] = [
    path("codebook/", overview.codebook, name="codebook"),
    path("codebook/codebook.yaml", overview.codebook_file, name="codebook-file"),
    path("codebook/upload/", files.upload, name="codebook-upload"),
    path("codebook/names/", names.names, name="codebook-names"),
    path("codebook/names/<slug:verb>/", names.name, name="codebook-name"),
    path("codebook/issues/<int:pk>/scale/", scales.scale, name="codebook-scale"),
    path("codebook/<slug:kind>/<int:pk>/merge/", merging.merge, name="codebook-merge"),
    path("codebook/<slug:kind>/add/", entries.add, name="codebook-add"),
    path("codebook/<slug:kind>/<int:pk>/", entries.entry, name="codebook-entry"),
    path("codebook/<slug:kind>/<int:pk>/remove/", entries.remove, name="codebook-remove"),
]
