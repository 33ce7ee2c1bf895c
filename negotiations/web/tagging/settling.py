"""What the coders of an article said, side by side; an adjudicator settles it unit by unit."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.roles import Role
from negotiations.actions import Conflict, coding_of, settle_unit, settle_units
from negotiations.filters import BadQuery, row_keys
from negotiations.models import Article
from negotiations.readers.disagreements import Doubled, doubled_article
from negotiations.readers.remarks import threads_of
from negotiations.web.access import edited_negotiation, signed_in
from negotiations.web.context import desk_of
from negotiations.web.replies import done
from negotiations.web.requests import HtmxRequest


@require_safe
def settling(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    found = _doubled(request, slug, pk)
    context = {
        **desk_of(found.article.negotiation, "coding"),
        "article": found.article,
        "found": found,
        "settled": found.count("settled"),
        "threads": threads_of(unit.annotations[0] for unit in found.units),
    }
    return TemplateResponse(request, "tagging/settling.html", context)


@require_POST
def settle_one(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    """`take` is the annotation that the adjudicator stands behind, or none."""
    found = _doubled(request, slug, pk)
    posted, taken = _posted(request), request.POST.get("take", "")
    unit = found.unit_of(posted)
    if unit is None:
        return done(request, _not_shown, "", _url(found.article))
    chosen = next((one for one in unit.annotations if str(one.pk) == taken), None)
    if chosen is None and taken != "none":
        raise BadQuery({"take": f"{taken!r} is none of the codings shown; expected one of them, or none"})
    coding = coding_of(chosen) if chosen else None
    told = f"Settled as {chosen.assignment.coder} says." if chosen else "Settled: no statement."
    reason = request.POST.get("reason", "")[:200]
    return done(
        request,
        lambda: settle_unit(unit.annotations, coding, reason=reason, by=signed_in(request)),
        told,
        _url(found.article),
    )


@require_POST
def settle_agreed(request: HtmxRequest, slug: str, pk: int) -> HttpResponse:
    """Exactly the units that were shown as agreed; whatever changed since, nothing is settled."""
    found = _doubled(request, slug, pk)
    shown = _posted(request)
    agreed = [unit for unit in found.agreed if shown.issuperset(one.pk for one in unit.annotations)]
    units = [(unit.annotations, coding_of(unit.annotations[0])) for unit in agreed]
    told = f"Settled as all coders say: {len(units)}."
    return done(request, lambda: settle_units(units, by=signed_in(request)), told, _url(found.article))


def _doubled(request: HtmxRequest, slug: str, pk: int) -> Doubled:
    negotiation = edited_negotiation(request, slug, Role.ADJUDICATOR)
    articles = Article.objects.select_related("negotiation", "outlet")
    return doubled_article(get_object_or_404(articles, negotiation=negotiation, pk=pk))


def _posted(request: HtmxRequest) -> set[int]:
    keys = row_keys(request.POST.getlist("annotations"))
    if not keys:
        raise BadQuery({"annotations": "expected the numbers of the codings shown"})
    return keys


def _not_shown() -> None:
    raise Conflict("What the coders say of these words is not what was shown any more: look again.")


def _url(article: Article) -> str:
    return reverse("settling", args=[article.negotiation.slug, article.pk])
