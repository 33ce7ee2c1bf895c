"""A negotiation that is not public does not exist for whoever holds no role in it."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.roles import Role
from tests.talks import Sketch, person, sketch

PLACES = [
    "/n/canal/",
    "/n/canal/?cell=i0.p0",
    "/n/canal/timeline/",
    "/n/canal/timeline/?words=stand",
    "/n/canal/issues/",
    "/n/canal/issues/i0/",
    "/n/canal/parties/",
    "/n/canal/parties/p0/",
    "/n/canal/rounds/",
    "/n/canal/rounds/r0/",
    "/n/canal/demands/",
    "/n/canal/articles/",
    "/n/canal/articles/{article}/",
    "/api/v1/negotiations/canal/matrix/",
    "/api/v1/negotiations/canal/demands/",
    "/api/v1/negotiations/canal/tone/?party=p0",
    "/api/v1/negotiations/canal/contradictions/?party=p0",
    "/api/v1/negotiations/canal/rounds/",
    "/api/v1/negotiations/canal/rounds/r0/",
    "/n/canal/compare/",
    "/api/v1/negotiations/canal/compare/",
]
LISTS = [
    "/",
    "/search/?q=stand",
    "/search/?q=stand&kind=articles",
    "/api/v1/negotiations/",
    "/api/v1/statements/?limit=1000",
]


@pytest.fixture
def secret(db: None) -> Sketch:
    found = sketch("canal", rounds=1, public=False)
    found.reports(4)
    return found


@pytest.fixture
def member(secret: Sketch) -> Client:
    user = person(Role.READER)
    user.grants.create(negotiation=secret.negotiation, role=Role.READER)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def outsider(db: None) -> Client:
    client = Client()
    client.force_login(person(Role.ADJUDICATOR))
    return client


@pytest.mark.parametrize("place", PLACES)
def test_is_found_only_by_its_members(secret: Sketch, member: Client, outsider: Client, place: str) -> None:
    url = place.format(article=secret.negotiation.articles.first().pk)  # type: ignore[union-attr]
    for refused in (Client().get(url), outsider.get(url)):
        assert refused.status_code == 404
        assert "Talks on" not in refused.content.decode()
    assert member.get(url).status_code == 200


def test_looks_the_same_as_one_that_does_not_exist(secret: Sketch) -> None:
    hidden, missing = (Client().get(f"/n/{slug}/").content.decode() for slug in ("canal", "moat1"))
    assert hidden.replace("canal", "moat1") == missing


@pytest.mark.parametrize("url", LISTS)
def test_is_in_no_list_of_others(secret: Sketch, member: Client, url: str) -> None:
    answer = Client().get(url)
    assert answer.status_code == 200
    assert "canal" not in answer.content.decode()
    assert "canal" in member.get(url).content.decode()


def test_its_statements_are_asked_for_in_vain_as_if_it_did_not_exist(secret: Sketch, member: Client) -> None:
    url = "/api/v1/statements/?negotiation={}"
    hidden, missing = Client().get(url.format("canal")), Client().get(url.format("moat1"))
    assert (hidden.status_code, hidden.content.replace(b"canal", b"moat1")) == (400, missing.content)
    assert member.get(url.format("canal")).json()["results"]


def test_a_bad_question_does_not_betray_it(secret: Sketch) -> None:
    assert Client().get("/n/canal/?onn=1").status_code == 404
    assert Client().get("/n/canal/timeline/?party=p9").status_code == 404
    assert Client().get("/api/v1/negotiations/canal/matrix/?a=p9").status_code == 404
