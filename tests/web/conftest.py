from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from negotiations.models import Negotiation
from tests.talks import talks_for_a_while

MATRIX = "/n/russia-ukraine-talks/"


@pytest.fixture(scope="package")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Negotiation]:
    with django_db_blocker.unblock(), talks_for_a_while() as negotiation:
        yield negotiation


@pytest.fixture
def talks(loaded: Negotiation, db: None) -> Negotiation:
    """The bundled negotiation; what a test changes is taken back after it."""
    return loaded


Count = Callable[..., int]


@pytest.fixture
def queries_of(db: None) -> Count:
    """How many queries a page costs whoever reads it without an account."""

    def count(url: str, **headers: Any) -> int:
        client = Client()
        client.get(url, headers=headers)  # what is read once a process
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url, headers=headers).status_code == 200
        return len(seen)

    return count
