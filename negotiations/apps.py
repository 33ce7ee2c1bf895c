from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class NegotiationsConfig(AppConfig):
    name = "negotiations"

    def ready(self) -> None:
        from negotiations.models.known import drop_views, make_views

        pre_migrate.connect(drop_views, sender=self, dispatch_uid="views-of-the-known")
        post_migrate.connect(make_views, sender=self, dispatch_uid="views-of-the-known")
