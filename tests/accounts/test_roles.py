from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from accounts.models import Grant, User
from accounts.roles import Role
from negotiations.management.commands.demo import SIGN_INS, _make_people
from negotiations.models import Negotiation
from tests.factories import make_negotiation
from tests.talks import person


def allowed(user: User, negotiation: Negotiation) -> list[str]:
    """What somebody may do there, read anew."""
    return [role.value for role in Role if User.objects.get(pk=user.pk).may(role, negotiation)]


def test_each_role_includes_those_below_it_in_a_public_negotiation(negotiation: Negotiation) -> None:
    assert {role: len(allowed(person(role), negotiation)) for role in Role.values} == {
        "reader": 1,
        "editor": 2,
        "adjudicator": 3,
        "admin": 4,
    }


def test_a_negotiation_for_members_only_exists_for_those_who_hold_a_role_there(negotiation: Negotiation) -> None:
    Negotiation.objects.update(public=False)
    negotiation.refresh_from_db()
    member = person(Role.READER, "member")
    Grant.objects.create(user=member, negotiation=negotiation, role=Role.EDITOR)
    assert allowed(person(Role.ADJUDICATOR), negotiation) == []
    assert allowed(member, negotiation) == ["reader", "editor"]
    assert len(allowed(person(Role.ADMIN), negotiation)) == 4
    assert not Negotiation.objects.visible_to(person(Role.ADJUDICATOR)).exists()
    assert Negotiation.objects.visible_to(member).exists()


def test_a_role_granted_in_a_negotiation_counts_there_instead_of_the_general_one(negotiation: Negotiation) -> None:
    other = make_negotiation("hill-talks")
    user = person(Role.EDITOR)
    Grant.objects.create(user=user, negotiation=negotiation, role=Role.READER)
    assert allowed(user, negotiation) == ["reader"]
    assert allowed(user, other) == ["reader", "editor"]


def test_a_role_is_granted_once_in_a_negotiation(negotiation: Negotiation) -> None:
    user = person(Role.READER)
    Grant.objects.create(user=user, negotiation=negotiation, role=Role.READER)
    with pytest.raises(IntegrityError):
        Grant.objects.create(user=user, negotiation=negotiation, role=Role.ADMIN)


def test_a_closed_account_may_nothing(negotiation: Negotiation) -> None:
    for role in Role.values:
        person(role)
    User.objects.update(is_active=False)
    assert [allowed(person(role), negotiation) for role in Role.values] == [[], [], [], []]


def test_a_role_that_nobody_knows_cannot_be_stored(db: None) -> None:
    with pytest.raises(IntegrityError):
        User.objects.create(username="x", role="emperor")


def test_a_superuser_made_on_the_command_line_may_do_everything(negotiation: Negotiation) -> None:
    call_command("createsuperuser", "--noinput", username="root", email="root@example.org")
    assert len(allowed(User.objects.get(username="root"), negotiation)) == 4


def test_the_demo_makes_one_of_each_and_touches_none_that_is_there(db: None) -> None:
    _make_people()
    User.objects.filter(username="editor").update(role=Role.READER)
    User.objects.get(username="reader").set_password("own")
    _make_people()
    assert set(SIGN_INS) < set(User.objects.values_list("username", flat=True))
    assert User.objects.get(username="editor").role == Role.READER
    staff = User.objects.filter(is_staff=True, is_superuser=True).values_list("username", flat=True)
    assert list(staff) == ["admin"]
    assert not User.objects.get(username="seed editor").has_usable_password()
