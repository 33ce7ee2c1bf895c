"""/n/<slug>/tagging/: the editors' pages, each for those whose role allows it."""

from __future__ import annotations

from django.urls import URLPattern

tagging_urls: list[URLPattern] = []
