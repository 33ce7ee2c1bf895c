"""The cast and the small world that most tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import override_settings

from accounts.models import User
from accounts.roles import Role
from negotiations.models import Article, Negotiation, Statement
from tests import factories


@pytest.fixture(scope="session", autouse=True)
def _passwords_are_hashed_fast() -> Iterator[None]:
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture
def editor(db: None) -> User:
    return factories.make_user("editor", Role.EDITOR)


@pytest.fixture
def reader(db: None) -> User:
    return factories.make_user("reader")


@pytest.fixture
def stranger(db: None) -> User:
    """An editor whose account was closed."""
    user = factories.make_user("stranger", Role.EDITOR)
    user.is_active = False
    user.save(update_fields=["is_active"])
    return user


@pytest.fixture
def negotiation(db: None) -> Negotiation:
    return factories.make_negotiation()


@pytest.fixture
def article(negotiation: Negotiation) -> Article:
    return factories.make_article(negotiation)


@pytest.fixture
def statement(article: Article, editor: User) -> Statement:
    return factories.make_statement(article, editor)
