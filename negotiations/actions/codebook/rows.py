"""The rows of a codebook as plain values: what a deed changed, and how that is put back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256
from json import dumps
from typing import Any

from django.contrib.postgres.fields import DecimalRangeField
from django.db import models
from django.db.backends.postgresql.psycopg_any import NumericRange

from accounts.roles import Role
from negotiations.actions.audit import Conflict
from negotiations.models import (
    Addressee,
    Delegate,
    Delegation,
    Demand,
    Issue,
    Membership,
    Negotiation,
    NotAPerson,
    Office,
    Option,
    Party,
    Person,
    Round,
    Salience,
)

TABLES: dict[type[models.Model], str] = {
    Negotiation: "pk",
    Party: "negotiation",
    Membership: "party__negotiation",
    Person: "negotiation",
    Office: "person__negotiation",
    Issue: "negotiation",
    Option: "issue__negotiation",
    Salience: "issue__negotiation",
    Round: "negotiation",
    Delegation: "round__negotiation",
    Delegate: "delegation__round__negotiation",
    Demand: "negotiation",
    Addressee: "demand__negotiation",
    NotAPerson: "negotiation",
}
"""What a codebook consists of, and how each row belongs to its negotiation; what others name stands before them."""

BY_NAME = {model._meta.model_name: model for model in TABLES}

PARTS: dict[type[models.Model], dict[type[models.Model], str]] = {
    Party: {Membership: "party"},
    Person: {Office: "person"},
    Issue: {Option: "issue", Salience: "issue"},
    Delegation: {Delegate: "delegation"},
    Demand: {Addressee: "demand"},
}
"""What is edited together with a row, and what column of a part names it."""

FOR_ADMINS: frozenset[type[models.Model]] = frozenset({Negotiation, Party, Membership, Issue, Option, Salience})
"""Parties and scales are what every figure rests on; the rest is day-to-day work of editors."""

Key = tuple[str, int]
Values = dict[str, Any]
Rows = dict[Key, Values]


def role_for(models_written: Iterable[type[models.Model]]) -> Role:
    return Role.ADMIN if FOR_ADMINS & set(models_written) else Role.EDITOR


def models_in(changes: Iterable[Mapping[str, Any]]) -> set[type[models.Model]]:
    return {BY_NAME[change["model"]] for change in changes}


def codebook_rows(negotiation: Negotiation) -> Rows:
    """Of each table in one query, what was merged into another among them."""
    return {
        (str(model._meta.model_name), row.pk): values_of(row)
        for model, belongs in TABLES.items()
        for row in model._base_manager.filter(**{belongs: negotiation.pk}).order_by("pk")
    }


def values_of(row: models.Model) -> Values:
    fields = (field for field in row._meta.concrete_fields if not field.primary_key)
    return {field.attname: _plain(getattr(row, field.attname)) for field in fields}


def _plain(value: Any) -> Any:
    """What JSON can say."""
    match value:
        case Decimal():
            return format(value.normalize(), "f")
        case date():
            return value.isoformat()
        case NumericRange():
            return [_plain(value.lower), _plain(value.upper)]
        case _:
            return value


def _as_stored(field: models.Field[Any, Any], value: Any) -> Any:
    if isinstance(field, DecimalRangeField) and value is not None:
        low, high = (None if end is None else Decimal(end) for end in value)
        return NumericRange(low, high, bounds="[]")
    return field.to_python(value)


def version_of(rows: Rows, model: type[models.Model], pk: int | None) -> str:
    """A mark of a row and its parts, another one after each change of any of them; empty of a row not there yet."""
    if pk is None:
        return ""
    return mark_of(part for part in parts_of(rows, model, pk))


def parts_of(rows: Rows, model: type[models.Model], pk: int) -> list[tuple[Key, Values]]:
    own = (str(model._meta.model_name), pk)
    named = {str(part._meta.model_name): f"{column}_id" for part, column in PARTS.get(model, {}).items()}
    return [(key, row) for key, row in rows.items() if key == own or (key[0] in named and row[named[key[0]]] == pk)]


def whole_version(rows: Rows) -> str:
    return mark_of(rows.items())


def mark_of(rows: Iterable[tuple[Key, Values]]) -> str:
    return sha256(dumps([[*key, values] for key, values in rows]).encode()).hexdigest()[:32]


def difference(before: Rows, after: Rows) -> list[dict[str, Any]]:
    """Of each row that came, went or changed, its values before and after: all of them, or those that changed."""
    changes = []
    for model, pk in sorted({*before, *after}, key=_place):
        old, new = before.get((model, pk)), after.get((model, pk))
        if old == new:
            continue
        if old is not None and new is not None:
            changed = [name for name in old if old[name] != new[name]]
            old, new = {name: old[name] for name in changed}, {name: new[name] for name in changed}
        row = name_of(model, after.get((model, pk)) or before[model, pk])
        named = _names(BY_NAME[model], [old or {}, new or {}], before | after)
        changes.append({"model": model, "pk": pk, "row": row, "before": old, "after": new, "named": named})
    return changes


def _names(model: type[models.Model], sides: Iterable[Values], rows: Rows) -> dict[str, dict[str, str]]:
    """What the rows that a change refers to are called then: names change, and the audit outlives them."""
    found: dict[str, dict[str, str]] = {}
    for field in model._meta.concrete_fields:
        for values in sides:
            pk = values.get(field.attname)
            if field.is_relation and pk is not None:
                other = rows.get((str(field.related_model._meta.model_name), pk))  # type: ignore[union-attr]
                found.setdefault(field.attname, {})[str(pk)] = called(other) if other else str(pk)
    return found


def inverse(changes: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [change | {"before": change["after"], "after": change["before"]} for change in changes]


def _place(key: Key) -> tuple[int, int]:
    return list(BY_NAME).index(key[0]), key[1]


def put_back(negotiation: Negotiation, changes: list[dict[str, Any]]) -> Callable[[], None]:
    """What sets the rows back, once they are seen to be as the deed left them. Raises Conflict, naming what is not."""
    rows = codebook_rows(negotiation)
    for change in changes:
        _refuse_if_changed(change, rows)

    def write() -> None:
        for change in reversed(changes):
            if change["before"] is None:
                _delete(change)
        _clear_sides(changes)
        for change in changes:
            if change["before"] is not None:
                _restore(change)
        _refuse_losses(changes, difference(rows, codebook_rows(negotiation)))

    return write


def _refuse_if_changed(change: dict[str, Any], rows: Rows) -> None:
    now, left = rows.get((change["model"], change["pk"])), change["after"]
    same = now is None if left is None else now is not None and left.items() <= now.items()
    if not same:
        what = name_of(change["model"], now or change["before"] or left)
        raise Conflict(f"{what} was changed again since: undo that first.")


def name_of(model: str, values: Values) -> str:
    told = called(values)
    kind = str(BY_NAME[model]._meta.verbose_name)
    return f"The {kind} “{told}”" if told else f"A {kind}"


def called(values: Values) -> str:
    return next((values[key] for key in ("name", "title", "label", "slug") if values.get(key)), "")


def _delete(change: dict[str, Any]) -> None:
    try:
        BY_NAME[change["model"]]._base_manager.get(pk=change["pk"]).delete()
    except models.ProtectedError as error:
        resting = sorted({str(row._meta.verbose_name_plural) for row in error.protected_objects})
        what = name_of(change["model"], change["after"])
        raise Conflict(f"{what} is in use since: {', '.join(resting)} rest on it.") from error


def _clear_sides(changes: list[dict[str, Any]]) -> None:
    """One party at a time may be a side."""
    parties = (change for change in changes if change["model"] == "party" and change["after"])
    swapped = [change["pk"] for change in parties if "side" in (change["before"] or {})]
    if swapped:
        Party.everything.filter(pk__in=swapped).update(side=None)


def _restore(change: dict[str, Any]) -> None:
    model = BY_NAME[change["model"]]
    values = {
        field.attname: _as_stored(field, change["before"][field.attname])
        for field in model._meta.concrete_fields
        if field.attname in change["before"]
    }
    if change["after"] is None:
        model(pk=change["pk"], **values).save(force_insert=True)
    else:
        model._base_manager.filter(pk=change["pk"]).update(**values)


def _refuse_losses(changes: list[dict[str, Any]], done: list[dict[str, Any]]) -> None:
    """What somebody added to a row since does not go with it."""
    meant = {(change["model"], change["pk"]) for change in changes}
    lost = next((c for c in done if (c["model"], c["pk"]) not in meant), None)
    if lost:
        what = name_of(lost["model"], lost["before"] or lost["after"])
        raise Conflict(f"{what} came to it since, and would go too: remove that first.")
