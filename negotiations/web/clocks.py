"""What is asked as known at an instant is answered from the codebook of that instant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.forms import ValidationError
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import Resolver404, resolve

from negotiations.filters.fields import InstantField
from negotiations.models import Negotiation, Revision
from negotiations.models.known import as_known


class ReadAsKnown:
    """Middleware: around everything that a view and its template ask for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        known, slug = known_of(request), slug_of(request)
        if known is None:
            return self.get_response(request)
        Revision.objects.settle(_asked(request, slug), known)
        with as_known(known, slug):
            response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = _streamed(response.streaming_content, known, slug)
        return response


def _asked(request: HttpRequest, slug: str | None) -> Iterable[int]:
    """Those that whoever asks may see: to wait for another's writer would tell that it exists."""
    seen = Negotiation.objects.visible_to(request.user)
    return (seen.filter(slug=slug) if slug else seen).values_list("pk", flat=True)


def _streamed(parts: Iterable[bytes], known: datetime, slug: str | None) -> Iterator[bytes]:
    with as_known(known, slug):
        yield from parts


def known_of(request: HttpRequest) -> datetime | None:
    """None where it is not asked, or not in words that the page will take."""
    if request.method not in ("GET", "HEAD"):
        return None
    try:
        return InstantField(required=False).clean(request.GET.get("known"))  # type: ignore[no-any-return]
    except ValidationError:
        return None


def slug_of(request: HttpRequest) -> str | None:
    try:
        return resolve(request.path_info).kwargs.get("slug")
    except Resolver404:
        return None
