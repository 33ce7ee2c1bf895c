"""One row of the codebook with its parts: looked at, added, changed, removed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.roles import Role
from negotiations.actions import Changed, Refused, edit_entry, remove_entry
from negotiations.actions.codebook.editing import what_rests_on
from negotiations.actions.codebook.rows import codebook_rows, parts_of, version_of
from negotiations.filters import asked
from negotiations.models import Negotiation
from negotiations.readers.codebook import edit_of, history_of
from negotiations.web.access import edited_negotiation, may, signed_in
from negotiations.web.context import desk_of
from negotiations.web.replies import see_other
from negotiations.web.requests import HtmxRequest
from negotiations.web.tagging.codebook.asking import DoneQuery
from negotiations.web.tagging.codebook.kinds import Kind, kind_named


@dataclass
class Entry:
    """The forms of one row and its parts, as first shown or as sent."""

    kind: Kind
    negotiation: Negotiation
    row: Any
    data: Any = None

    @cached_property
    def form(self) -> Any:
        form = self.kind.form_for(self.row)
        return form(self.data, instance=self.row, negotiation=self.negotiation)

    @cached_property
    def parts(self) -> list[Any]:
        made = []
        for prefix, title, formset in self.kind.parts_for(self.row):
            part = formset(self.data, instance=self.row, prefix=prefix, form_kwargs={"negotiation": self.negotiation})
            part.title = title
            made.append(part)
        return made

    @cached_property
    def version(self) -> str:
        return version_of(codebook_rows(self.negotiation), self.kind.model, self.row.pk)

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), *(part.is_valid() for part in self.parts)])

    def save(self) -> None:
        self.form.save()
        for part in self.parts:
            part.instance = self.form.instance
            part.save()


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HtmxRequest, slug: str, kind: str) -> HttpResponse:
    chosen = kind_named(kind)
    negotiation = edited_negotiation(request, slug, chosen.role)
    return _edited(request, Entry(chosen, negotiation, chosen.model(), request.POST or None))


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HtmxRequest, slug: str, kind: str, pk: int) -> HttpResponse:
    chosen = kind_named(kind)
    negotiation = edited_negotiation(request, slug)
    if request.method == "POST":
        edited_negotiation(request, slug, chosen.role)
    return _edited(request, Entry(chosen, negotiation, chosen.entry(negotiation, pk), request.POST or None))


def _edited(request: HtmxRequest, found: Entry) -> HttpResponse:
    if found.data is None:
        query = asked(DoneQuery, request.GET)
        return _page(request, found, done=edit_of(found.negotiation, signed_in(request), query["done"]))
    made_from = str(found.data.get("made_from", ""))
    if made_from != found.version:
        return _conflict(request, found)
    if not found.is_valid():
        return _page(request, found, status=422)
    try:
        edit = edit_entry(found.row, found.save, made_from=made_from, by=signed_in(request))
    except Changed:
        return _conflict(request, found)
    except Refused as refusal:
        found.form.add_error(None, str(refusal))
        return _page(request, found, status=422)
    address = reverse("codebook-entry", args=[found.negotiation.slug, found.kind.name, found.row.pk])
    return see_other(f"{address}?done={edit.pk}")


def _conflict(request: HtmxRequest, found: Entry) -> HttpResponse:
    """What was typed stays in the form, what stands now is shown beside it; saving again is a choice."""
    now = found.kind.entry(found.negotiation, found.row.pk)
    fresh = Entry(found.kind, found.negotiation, now)
    found.is_valid()
    return _page(request, found, status=409, theirs=both_versions(fresh.form, found.form), parts_now=_parts_now(found))


def both_versions(now: forms.BaseForm, typed: forms.BaseForm) -> list[tuple[str, str, str]]:
    """Of each field in which they differ: what stands now, and what was typed."""
    lines = []
    for field in now:
        theirs, ours = _told(field), _told(typed[field.name])
        if theirs != ours:
            lines.append((str(field.label), theirs, ours))
    return lines


def _told(field: forms.BoundField) -> str:
    value = field.value()
    choices = dict(getattr(field.field, "choices", []))
    if isinstance(value, list):
        return ", ".join(str(choices.get(item, item)) for item in value)
    return str(choices.get(value, choices.get(str(value), "" if value is None else value)))


def _parts_now(found: Entry) -> list[str]:
    own = parts_of(codebook_rows(found.negotiation), found.kind.model, found.row.pk)
    parts = (values for (model, _), values in own if model != found.kind.model._meta.model_name)
    return [", ".join(_in_words(values)) for values in parts]


def _in_words(values: dict[str, Any]) -> list[str]:
    return [str(value) for name, value in values.items() if value not in (None, "", []) and not name.endswith("_id")]


def _page(request: HtmxRequest, found: Entry, *, status: int = 200, **more: Any) -> HttpResponse:
    row = found.row if found.row.pk else None
    context = {
        **desk_of(found.negotiation, "codebook"),
        "kind": found.kind,
        "row": row,
        "form": found.form,
        "formsets": found.parts,
        "version": found.version,
        "history": history_of(found.negotiation, row) if row else [],
        "resting": what_rests_on(row) if row else "",
        "editable": may(request, found.kind.role, found.negotiation),
        "may_merge": may(request, Role.ADMIN, found.negotiation),
        **more,
    }
    return render(request, "tagging/codebook_entry.html", context, status=status)


@require_POST
def remove(request: HtmxRequest, slug: str, kind: str, pk: int) -> HttpResponse:
    chosen = kind_named(kind)
    negotiation = edited_negotiation(request, slug, chosen.role)
    found = Entry(chosen, negotiation, chosen.entry(negotiation, pk))
    try:
        edit = remove_entry(found.row, made_from=str(request.POST.get("made_from", "")), by=signed_in(request))
    except Refused as refusal:
        found.row = chosen.entry(negotiation, pk)
        return _page(request, found, status=409, refused=str(refusal))
    return see_other(f"{reverse('codebook', args=[slug])}?done={edit.pk}")
