from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from negotiations.models import Negotiation
from tests.talks import talks_for_a_while


@pytest.fixture(scope="package")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Negotiation]:
    with django_db_blocker.unblock(), talks_for_a_while() as negotiation:
        yield negotiation


@pytest.fixture
def talks(loaded: Negotiation, db: None) -> Negotiation:
    return loaded
