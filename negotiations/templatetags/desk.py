"""The way around the editors' pages."""

from __future__ import annotations

from django import template
from django.template.context import RequestContext

from accounts.roles import Role

register = template.Library()

DESK: tuple[tuple[str, str, Role], ...] = (
    ("queue", "Queue", Role.EDITOR),
    ("intake", "Articles in", Role.EDITOR),
    ("codebook", "Codebook", Role.EDITOR),
    ("coding", "Coders", Role.EDITOR),
    ("audit", "Audit", Role.EDITOR),
    ("members", "Members", Role.ADMIN),
)
"""Of the editors' pages: the name of the URL, what it is called, the role that it takes."""


@register.simple_tag(takes_context=True)
def desk(context: RequestContext) -> list[tuple[str, str]]:
    """Those that whoever looks may open."""
    user, negotiation = context["user"], context["negotiation"]
    return [(name, title) for name, title, role in DESK if user.may(role, negotiation)]
