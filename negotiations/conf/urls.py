from __future__ import annotations

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

handler404 = "negotiations.conf.errors.not_found"
handler500 = "negotiations.conf.errors.failed"

urlpatterns = [
    # The admin's own form would take any number of tries; whoever lacks the right is told so.
    path("admin/login/", secure_admin_login(RedirectView.as_view(pattern_name="admin:index"))),
    path("admin/", admin.site.urls),
    path("accounts/", include("accounts.urls")),
    path("api/v1/", include("negotiations.api.urls")),
    path("", include("negotiations.web.urls")),
]
