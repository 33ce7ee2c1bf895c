"""Where a name in an address leads by now that something of the codebook had once."""

from __future__ import annotations

from typing import Any

from django.core.validators import slug_re

from negotiations.models import Issue, Negotiation, Party, Person, Round

LONGEST = 80
HAD_NAMES: dict[str, Any] = {"party": Party, "issue": Issue, "round": Round, "person": Person}


def is_slug(name: str) -> bool:
    """Whether anything can have been called so."""
    return len(name) <= LONGEST and slug_re.match(name) is not None


def present_slug(negotiation: Negotiation, kind: str, slug: str) -> str | None:
    """Of what had the name last, or of that into which it was merged; None where nothing ever had it."""
    if not is_slug(slug):
        return None
    model = HAD_NAMES[kind]
    if model.objects.filter(negotiation=negotiation, slug=slug).exists():
        return slug
    versions = model.pgh_event_model.objects.filter(negotiation_id=negotiation.pk, slug=slug).order_by("-pgh_id")
    for pk in dict.fromkeys(versions.values_list("pgh_obj_id", flat=True)[:200]):
        row = model.everything.filter(pk=pk).select_related("merged_into").first()
        if row is not None:
            return str(row.present.slug)
    return None
