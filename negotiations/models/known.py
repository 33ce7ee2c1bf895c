"""The codebook as it was known at an instant: the same tables, read from the versions that were kept of each row.

Every tracked table has a view of its name in the schema `as_known`. Inside of `as_known(instant)` that schema is
looked in first, so that whatever is asked there, by whichever query, is answered as of the instant. Of those who may
see a negotiation the present decides: see `public` below.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from hashlib import sha256
from typing import Any

import pghistory.models
from django.apps import apps
from django.db import connection, models, transaction

READ: ContextVar[datetime | None] = ContextVar("the instant as of which the codebook is read", default=None)
SCHEMA, INSTANT = "as_known", "parley.known"
# ruff takes these texts for queries built from input; they are made of names of tables alone.
# ruff: noqa: S608


@contextmanager
def as_known(instant: datetime | None, slug: str | None = None) -> Iterator[None]:
    """Reads the codebook as of the instant; without one as it is, even inside of another `as_known`.

    Of the negotiation `slug` the first version stands for whatever was before it.
    """
    if instant is not None and instant == READ.get():
        yield
        return
    is_inner, features = connection.in_atomic_block, connection.features
    grouped = features.allows_group_by_selected_pks
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('search_path'), current_setting(%s, true)", [INSTANT])
        path, before = cursor.fetchone()
        begun = _begun(cursor, instant, slug)
        own = path.removeprefix(f"{SCHEMA}, ")
        features.allows_group_by_selected_pks = begun is None  # a view has no primary key to group by
        read = READ.set(instant)
        try:
            _look(cursor, f"{SCHEMA}, {own}" if begun else own, begun.isoformat() if begun else "")
            yield
            if is_inner:
                _look(cursor, path, before or "")
        finally:
            READ.reset(read)
            features.allows_group_by_selected_pks = grouped


def _look(cursor: Any, path: str, instant: str) -> None:
    """Until the transaction ends: where tables are looked for, and as of which instant."""
    cursor.execute("SELECT set_config('search_path', %s, true), set_config(%s, %s, true)", [path, INSTANT, instant])


def _begun(cursor: Any, instant: datetime | None, slug: str | None) -> datetime | None:
    if instant is None or slug is None:
        return instant
    cursor.execute(
        "SELECT greatest(%s, min(v.pgh_created_at)) FROM negotiations_negotiationevent v"
        " WHERE v.pgh_obj_id = (SELECT id FROM negotiations_negotiation WHERE slug = %s)",
        [instant, slug],
    )
    begun: datetime = cursor.fetchone()[0]
    return begun


def drop_views(**_: Any) -> None:
    """Before tables change: views hold on to their columns."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")


def make_views(**_: Any) -> None:
    """After tables changed: one view for each table of which versions are kept."""
    versions = [model for model in apps.get_app_config("negotiations").get_models() if _keeps_versions(model)]
    texts = [_view_of(model) for model in versions]
    mark = sha256("".join(texts).encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regnamespace(%s), 'pg_namespace')", [SCHEMA])
        if cursor.fetchone() == (mark,):
            return
        cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE; CREATE SCHEMA {SCHEMA}")
        for text in texts:
            cursor.execute(text)
        cursor.execute(f"COMMENT ON SCHEMA {SCHEMA} IS '{mark}'")


def _keeps_versions(model: type[models.Model]) -> bool:
    return issubclass(model, pghistory.models.Event)


def _view_of(versions: Any) -> str:
    """Of each row the newest version by the instant, unless that says it was deleted.

    The second table of one row keeps the view from being written to.
    """
    table = versions.pgh_tracked_model._meta.db_table
    columns = ", ".join(_column(table, field.column) for field in versions.pgh_tracked_model._meta.concrete_fields)
    kept, known = versions._meta.db_table, f"current_setting('{INSTANT}')::timestamptz"
    return f"""
        CREATE VIEW {SCHEMA}.{table} AS SELECT {columns} FROM {kept} v CROSS JOIN (SELECT 1) unwritten
        WHERE v.pgh_created_at <= {known} AND v.pgh_label <> 'delete' AND NOT EXISTS (
            SELECT FROM {kept} later
            WHERE later.pgh_obj_id = v.pgh_obj_id AND later.pgh_id > v.pgh_id AND later.pgh_created_at <= {known})
    """


def _column(table: str, column: str) -> str:
    if column == "id":
        return "v.pgh_obj_id AS id"
    if (table, column) == ("negotiations_negotiation", "public"):
        return f"coalesce((SELECT public FROM {table} now WHERE now.id = v.pgh_obj_id), false) AS public"
    return f'v."{column}"'
