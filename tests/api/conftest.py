from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from negotiations.models import Negotiation
from tests.talks import talks_for_a_while

API = "/api/v1/"


@pytest.fixture(scope="package")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Negotiation]:
    with django_db_blocker.unblock(), talks_for_a_while() as negotiation:
        yield negotiation


@pytest.fixture
def talks(loaded: Negotiation, db: None) -> Negotiation:
    return loaded


def answer(path: str, **query: Any) -> Any:
    response = Client().get(f"{API}{path}", query)
    assert response.status_code == 200, response.content
    assert response.headers["Content-Type"] == "application/json"
    return response.json()


def problem(path: str, status: int, **query: Any) -> Any:
    """The problem details of an answer that is none."""
    response = Client().get(f"{API}{path}", query)
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    told = response.json()
    assert told["status"] == status
    assert {"type", "title", "detail"} <= set(told)
    return told
