from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

handler404 = "negotiations.conf.errors.not_found"
handler500 = "negotiations.conf.errors.failed"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("accounts.urls")),
    path("api/v1/", include("negotiations.api.urls")),
    path("", include("negotiations.web.urls")),
]
