"""Talk about codings, beside them."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext

from negotiations.models import Remark
from negotiations.readers.remarks import target_of

register = template.Library()


@register.simple_tag(takes_context=True)
def thread_of(context: RequestContext, row: Any) -> list[Remark]:
    """Of the threads that the page read."""
    found: list[Remark] = context["threads"].get(target_of(row), [])
    return found


@register.filter
def target_key(row: Any) -> str:
    return target_of(row)
