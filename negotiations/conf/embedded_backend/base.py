"""Django's PostgreSQL backend on the embedded cluster, which the first connection starts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base
from django.db.utils import OperationalError

from negotiations.conf import embedded_postgres


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        """HOST in the settings is the cluster's home; where its socket lies is known once it runs."""
        try:
            cluster = embedded_postgres.use(Path(self.settings_dict["HOST"]))
        except embedded_postgres.PostgresError as error:
            raise OperationalError(str(error)) from error
        settings = cluster.settings(self.settings_dict["NAME"])
        params = super().get_connection_params()
        return params | {"host": settings["HOST"], "port": settings["PORT"], "user": settings["USER"]}
