from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from accounts.models import Role, User
from negotiations.management.commands.demo import SIGN_INS, _make_people
from tests.talks import person


def test_editors_and_admins_edit_and_readers_read(db: None) -> None:
    assert {role: person(role).may_edit for role in Role.values} == {"reader": False, "editor": True, "admin": True}


def test_a_closed_account_edits_nothing(db: None) -> None:
    editor = person(Role.EDITOR)
    editor.is_active = False
    assert not editor.may_edit


def test_a_role_that_nobody_knows_cannot_be_stored(db: None) -> None:
    with pytest.raises(IntegrityError):
        User.objects.create(username="x", role="emperor")


def test_a_user_made_on_the_command_line_may_read(db: None) -> None:
    call_command("createsuperuser", "--noinput", username="root", email="root@example.org")
    assert User.objects.get(username="root").role == Role.READER


def test_the_demo_makes_one_of_each_and_touches_none_that_is_there(db: None) -> None:
    _make_people()
    User.objects.filter(username="editor").update(role=Role.READER)
    User.objects.get(username="reader").set_password("own")
    _make_people()
    assert set(SIGN_INS) < set(User.objects.values_list("username", flat=True))
    assert User.objects.get(username="editor").role == Role.READER
    rights = {user.username: (user.is_staff, user.is_superuser) for user in User.objects.filter(username__in=SIGN_INS)}
    assert rights == {"reader": (False, False), "editor": (False, False), "admin": (True, True)}
    assert not User.objects.get(username="seed editor").has_usable_password()
