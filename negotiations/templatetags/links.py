"""Addresses: of the page itself with another choice, of other pages on the same day, of the same numbers as data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import QueryDict
from django.template.context import RequestContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from accounts.roles import Role
from negotiations.models import Issue, Party, Round
from negotiations.readers.citation import Citation
from negotiations.readers.clock import Clock
from negotiations.templatetags.words import instant

register = template.Library()

TABS = (
    ("matrix", "Matrix"),
    ("timeline", "Timeline"),
    ("issues", "Issues"),
    ("parties", "Parties"),
    ("rounds", "Rounds"),
    ("demands", "Demands"),
    ("compare", "Compare"),
    ("articles", "Articles"),
)
"""Of a negotiation, by the names of their URLs."""
FOR_EDITORS = (("queue", "Tagging"), ("accuracy", "Accuracy"))


@register.simple_tag(takes_context=True)
def tabs(context: RequestContext) -> tuple[tuple[str, str], ...]:
    user = context["user"]
    edits = user.is_authenticated and user.may(Role.EDITOR, context["negotiation"])
    return TABS + FOR_EDITORS if edits else TABS


@register.simple_tag(takes_context=True)
def keep(context: RequestContext, *names: str) -> str:
    """Only those parameters of the page's own query, for a link to another page; empty without them."""
    params: QueryDict = context["request"].GET
    kept = {name: params[name] for name in names if params.get(name)}
    return f"?{urlencode(kept)}" if kept else ""


@register.simple_tag(takes_context=True)
def issue_url(context: RequestContext, issue: Issue, on: date | None = None) -> str:
    """An issue's page, on the same day or another, as known at the same instant, between the same sides."""
    url = reverse("issue", args=[context["negotiation"].slug, issue.slug])
    if on is None:
        return url + keep(context, "on", "known", "a", "b")
    kept = keep(context, "known", "a", "b")
    return f"{url}?on={on}{kept.replace('?', '&', 1)}"


@register.simple_tag(takes_context=True)
def query(context: RequestContext, **changes: object) -> str:
    """The page's own query with some parameters changed; None takes one away."""
    params: QueryDict = context["request"].GET
    kept = [(name, value) for name in params if name not in changes for value in params.getlist(name)]
    given = [(name, str(value)) for name, value in changes.items() if not _absent(value)]
    return f"?{urlencode(kept + given)}"


@register.simple_tag(takes_context=True)
def party_url(context: RequestContext, party: Party) -> str:
    """A party's page, on the same day, as known at the same instant."""
    return reverse("party", args=[context["negotiation"].slug, party.slug]) + keep(context, "on", "known")


@register.simple_tag(takes_context=True)
def round_url(context: RequestContext, round_: Round) -> str:
    """A round's page, as known at the same instant."""
    return reverse("round", args=[context["negotiation"].slug, round_.slug]) + keep(context, "on", "known")


@register.simple_tag(takes_context=True)
def said_url(context: RequestContext, **filters: object) -> str:
    """Those statements on the timeline, by the same day, as known at the same instant."""
    params: QueryDict = context["request"].GET
    clocks = {name: params[name] for name in ("on", "known") if params.get(name)}
    asked = clocks | {name.strip("_"): str(value) for name, value in filters.items()}
    return f"{reverse('timeline', args=[context['negotiation'].slug])}?{urlencode(asked)}"


@register.simple_tag(takes_context=True)
def cell_url(context: RequestContext, key: str, on: date | None = None) -> str:
    """Where the words behind a cell stand open: on this page if it is the matrix, else there, that day."""
    if context.get("tab") == "matrix":
        return f"{query(context, cell=key)}#evidence"
    params: QueryDict = context["request"].GET
    kept = {name: params[name] for name in ("on", "known", "a", "b", "since") if params.get(name)}
    asked = kept | ({"on": str(on)} if on else {}) | {"cell": key}
    return f"{reverse('matrix', args=[context['negotiation'].slug])}?{urlencode(asked)}#evidence"


@register.simple_tag(takes_context=True)
def same_numbers(context: RequestContext, name: str, *args: str, **params: object) -> str:
    """The address of the API that answers with what the page shows: `name` is that of its URL.

    The day is always in it, the instant where the page was asked for one; None takes a parameter away.
    """
    clock: Clock = context["clock"]
    given = {"on": clock.on, "known": instant(clock.known) if clock.known else None} | params
    asked = {key: _parameter(value) for key, value in given.items() if not _absent(value)}
    return f"{reverse(name, args=args)}?{urlencode(asked)}"


@register.simple_tag(takes_context=True)
def compared_numbers(context: RequestContext, name: str, *, moves: bool = True) -> str:
    """The numbers of the matrix as the page shows them: its sides, its evidence and, with `moves`, what it compares."""
    matrix, asked = context["matrix"], context["asked"]
    one, other = matrix.sides
    since = matrix.since.asked if moves else None
    switches = {name: asked[name] for name in ("on_record", "no_state_media", "equal_weights")}
    return same_numbers(context, name, matrix.negotiation.slug, a=one.slug, b=other.slug, since=since, **switches)


def _absent(value: object) -> bool:
    return value is None or value is False or value == ""


def _parameter(value: object) -> str:
    return "1" if value is True else str(value)


@register.simple_tag
def statements_with(search: Mapping[str, Any]) -> str:
    """The address of the API that answers with the statements a search finds."""
    known = instant(search["known"]) if search["known"] else ""
    asked = {"words": search["q"], "negotiation": search["negotiation"], "known": known}
    given = {name: value for name, value in asked.items() if value}
    return f"{reverse('api-statements')}?{urlencode(given | {'repeats': 'no'})}"


@register.simple_tag(takes_context=True)
def hidden_but(context: RequestContext, *names: str) -> SafeString:
    """The page's own query as hidden fields of a form, without those that the form asks for itself."""
    params: QueryDict = context["request"].GET
    kept = ((name, value) for name in params if name not in names for value in params.getlist(name))
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', kept)


@register.simple_tag(takes_context=True)
def for_good(context: RequestContext) -> str:
    """The page's own address with both clocks: it gives the same answer for ever. Empty where nothing is on record.

    What else the page chose by itself, such as the day it compares with, stands in the context as `pinned`.
    """
    clock: Clock = context["clock"]
    return query(context, **_pinned(context), known=instant(clock.settled)) if clock.settled else ""


def _pinned(context: RequestContext) -> dict[str, Any]:
    return {"on": context["clock"].on, **(context.get("pinned") or {})}


@register.simple_tag(takes_context=True)
def citation(context: RequestContext, title: str) -> Citation | None:
    clock, request = context["clock"], context["request"]
    if clock.settled is None:
        return None
    url = request.build_absolute_uri(request.path + for_good(context))
    return Citation(title, url, _pinned(context)["on"], clock.settled, timezone.localdate())
