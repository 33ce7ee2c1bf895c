"""Numbered pages of a list."""

from __future__ import annotations

from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator

from negotiations.filters import BadQuery


def numbered_page(pages: Paginator[Any], number: int | None) -> Page[Any]:
    try:
        return pages.page(number or 1)
    except EmptyPage as error:
        raise BadQuery({"page": f"there is no page {number}; expected 1 to {pages.num_pages}"}) from error
