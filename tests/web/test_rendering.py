"""Templates draw what readers read; they ask for nothing more."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django_htmx.middleware import HtmxDetails

from negotiations.models import Negotiation
from negotiations.web.views.issues import issue, issues
from negotiations.web.views.matrix import matrix_page
from negotiations.web.views.timeline import timeline
from tests.web.conftest import MATRIX

OF_THE_MOVES = 2
# the matrix reads their words, and the options of their issues, when they are drawn: the API does without


@pytest.mark.parametrize(
    ("view", "more", "asks"),
    [
        (issue, {"issue_slug": "ceasefire"}, 0),
        (issues, {}, 0),
        (matrix_page, {}, OF_THE_MOVES),
        (timeline, {}, 0),
    ],
)
def test_drawing_a_page_asks_the_database_nothing_more(
    talks: Negotiation, view: Any, more: dict[str, str], asks: int
) -> None:
    request: Any = RequestFactory().get(MATRIX, {"on": "2025-05-16"})
    request.user, request.htmx = AnonymousUser(), HtmxDetails(request)
    answer = view(request, slug=talks.slug, **more)
    with CaptureQueriesContext(connection) as seen:
        answer.render()
    assert len(seen) == asks
