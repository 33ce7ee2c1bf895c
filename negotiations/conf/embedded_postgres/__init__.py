"""A PostgreSQL of Parley's own: started by the first process that needs it, stopped by the last one.

Standard library only; Unix only (`DATABASE_URL` is the road for other systems).
"""

from __future__ import annotations

from negotiations.conf.embedded_postgres.cluster import Cluster
from negotiations.conf.embedded_postgres.errors import PostgresError
from negotiations.conf.embedded_postgres.process import use
from negotiations.conf.embedded_postgres.server import DATABASE

__all__ = ["DATABASE", "Cluster", "PostgresError", "use"]
