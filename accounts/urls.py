from __future__ import annotations

from allauth.account import views
from django.urls import include, path

# Only these of allauth's pages: an admin sets a lost password anew, and whoever signs up holds an invitation.
urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("closed/", views.account_inactive, name="account_inactive"),
    path("signup/", views.signup, name="account_signup"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("second-factor/", include("allauth.mfa.urls")),
]
