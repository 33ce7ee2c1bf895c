"""Who may open what: every URL of the map times every role times every method.

A URL that has no line in rights.py fails `test_every_url_has_its_line`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker

from accounts.models import Invitation, User
from accounts.roles import Role
from negotiations.models import Assignment, Delivery, Edit, Feed, Round
from tests.talks import Sketch, person, sketch
from tests.web.rights import ANYONE, CODER, OF_ACCOUNTS, RIGHTS, SIGNED_IN

OTHERS = ("anonymous", "closed", "outsider")
"""Nobody; an admin of it whose account was closed; an adjudicator of all public ones."""
NEVER = ("put", "patch", "delete")
"""Of pages; tried by the one who may do most."""
SERVED = {200, 302, 303, 400, 409, 422}


def patterns(resolver: URLResolver, taken: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The name of each URL with the names of what its address holds."""
    for one in resolver.url_patterns:
        keys = (*taken, *one.pattern.converters)
        if isinstance(one, URLPattern):
            yield one.name or f"admin:{one.pattern}", keys
        elif one.namespace != "admin":
            yield from patterns(one, keys)


TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
ALL = list(patterns(get_resolver()))
URLS = dict(ALL)


@dataclass(frozen=True)
class World:
    found: Sketch
    rows: Mapping[str, object]

    def url(self, name: str, **other: object) -> str:
        keys = {**self.rows, "pk": self.rows.get(RIGHTS[name].pk), **other}
        return reverse(name, kwargs={key: keys[key] for key in URLS[name]}) + RIGHTS[name].query

    def client(self, role: str) -> Client:
        client = Client()
        if role != "anonymous":
            user = person(Role.ADJUDICATOR if role == "outsider" else Role.READER, f"some {role}")
            if role != "outsider":
                held = Role.ADMIN if role == "closed" else role
                user.grants.create(negotiation=self.found.negotiation, role=held)
            client.force_login(user)
        User.objects.filter(username="some closed").update(is_active=False)
        return client


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        found = sketch("canal", rounds=1, public=False)
        (article, *_) = found.reports(4)
        member = person(Role.READER, "member")
        member.grants.create(negotiation=found.negotiation, role=Role.READER)
        chief = person(Role.ADMIN, "chief")
        invitation = Invitation.objects.create(
            negotiation=found.negotiation, role=Role.READER, digest="0" * 64, made_by=chief
        )
        slugs = {"slug": "canal", "issue_slug": "i0", "party_slug": "p0", "round_slug": "r0", "token": "a-link"}
        slugs |= {"kind": "rounds", "verb": "dismiss"}
        delivery = Delivery.objects.create(negotiation=found.negotiation, by=chief, what="a file")
        edit = Edit.objects.filter(negotiation="canal").first()
        assert edit
        rows = {"edit": edit, "article": article, "member": member, "invitation": invitation, "delivery": delivery}
        feed = Feed.objects.create(negotiation=found.negotiation, url="https://feed.example/", followed_by=chief)
        arrival = delivery.arrivals.create(ordinal=0, name="a.md", state="decision", resembles=article)
        rows |= {"feed": feed, "arrival": arrival}
        rows |= {"round": Round.objects.get(negotiation=found.negotiation), "issue": found.issues[0]}
        rows["assignment"] = Assignment.objects.create(
            negotiation=found.negotiation, article=article, coder=chief, assigned_by=chief
        )
        yield World(found, {**slugs, **{name: row.pk for name, row in rows.items()}})
        transaction.set_rollback(True)


@pytest.fixture
def world(made: World, db: None) -> World:
    return made


def holds(role: str, right: str) -> bool:
    """What is given to one coder is nobody else's, not even an admin's."""
    if right == CODER:
        return False
    if right == ANYONE:
        return True
    if right == SIGNED_IN:
        return role not in ("anonymous", "closed")
    return role not in OTHERS and Role(role).includes(Role(right))


def test_every_url_has_a_name_of_its_own() -> None:
    assert len(ALL) == len(URLS)


def test_every_url_has_its_line() -> None:
    assert {name for name in URLS if not name.startswith(OF_ACCOUNTS)} == set(RIGHTS)


@pytest.mark.parametrize("role", [*OTHERS, *Role.values])
@pytest.mark.parametrize("name", RIGHTS)
def test_each_role_may_do_what_the_line_says_and_nothing_else(name: str, role: str, world: World) -> None:
    client, url, line = world.client(role), world.url(name), RIGHTS[name]
    for method in ("get", "post", *(NEVER if role == Role.ADMIN else ())):
        right = getattr(line, method, None)
        status = getattr(client, method)(url).status_code
        if right is None:
            assert status in (403, 404, 405), (method, status)
        elif not holds(role, right):
            assert status == (302 if right == SIGNED_IN else 404), (method, status)
        elif name != "invitation":
            assert status in SERVED, (method, status)


@pytest.mark.parametrize("name", [name for name in RIGHTS if "slug" in URLS[name]])
def test_to_others_it_answers_as_slowly_and_in_the_same_words_as_what_does_not_exist(name: str, world: World) -> None:
    client, method = world.client("outsider"), "get" if RIGHTS[name].get else "post"
    ask = partial(getattr(client, method))
    ask(world.url(name))
    answers = []
    for slug in ("canal", "moat1"):
        with CaptureQueriesContext(connection) as seen:
            answer = ask(world.url(name, slug=slug))
        told = TOKEN.sub("", answer.content.decode().replace(slug, "it"))
        answers.append((answer.status_code, len(seen), told))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404
