"""Addresses with names of before a renaming or a merging lead on to the present ones."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import Resolver404, resolve, reverse

from negotiations.models import Negotiation
from negotiations.readers.former import is_slug, present_slug

IN_PATHS = {"issue_slug": "issue", "party_slug": "party", "round_slug": "round"}
IN_QUERIES = {
    "issue": ("issue",),
    "party": ("party",),
    "person": ("person",),
    "round": ("round",),
    "a": ("party",),
    "b": ("party",),
    "cell": ("issue", "party"),
}
"""What a parameter names; of several, with a point between."""


class LeadOn:
    """Middleware: where the answer is that there is no such thing, it may have another name by now.

    Not for good: a renaming can be undone, and browsers keep what they are told is permanent.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code not in (400, 404) or request.method not in ("GET", "HEAD"):
            return response
        address = present_address(request)
        return HttpResponseRedirect(address) if address else response


def present_address(request: HttpRequest) -> str | None:
    """None where nothing in the address had another name, or whoever asks may not see the negotiation."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    named = {key: value for key, value in match.kwargs.items() if key in IN_PATHS}
    asked = [key for key in request.GET if key in IN_QUERIES]
    home = match.kwargs.get("slug") or request.GET.get("negotiation", "")
    if not is_slug(home) or not (named or asked):
        return None
    negotiation = Negotiation.objects.visible_to(request.user).filter(slug=home).first()
    if negotiation is None:
        return None
    path = reverse(match.view_name, kwargs=match.kwargs | _present_keys(negotiation, named))
    query = _present_query(negotiation, request.GET, asked)
    address = f"{path}?{query}" if query else path
    return None if address in (request.get_full_path(), f"{request.path}?{request.GET.urlencode()}") else address


def _present_keys(negotiation: Negotiation, named: dict[str, str]) -> dict[str, str]:
    return {key: present_slug(negotiation, IN_PATHS[key], slug) or slug for key, slug in named.items()}


def _present_query(negotiation: Negotiation, params: QueryDict, asked: list[str]) -> str:
    present = params.copy()
    for name in asked:
        present.setlist(name, [_present_value(negotiation, name, value) for value in params.getlist(name)])
    return present.urlencode()


def _present_value(negotiation: Negotiation, name: str, value: str) -> str:
    kinds, slugs = IN_QUERIES[name], value.split(".")
    if len(slugs) != len(kinds) or not all(slugs):
        return value
    return ".".join(present_slug(negotiation, kind, slug) or slug for kind, slug in zip(kinds, slugs, strict=True))
