from __future__ import annotations

from allauth.account import views
from django.urls import path

# Only these of allauth's pages: accounts are made by an admin, who also sets a lost password anew.
# Allauth asks for the remaining names when it builds its pages, so sign-up stays, and says it is closed.
urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("closed/", views.account_inactive, name="account_inactive"),
    path("signup/", views.signup, name="account_signup"),
    path("password/change/", views.password_change, name="account_change_password"),
]
