from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.models import User
from negotiations.management.commands.demo import CODER, SIGN_INS


@pytest.fixture(autouse=True)
def without_bundles(settings: Any, tmp_path: Path) -> None:
    settings.SEEDS_DIR = tmp_path


def test_the_embedded_database_gets_the_demo_sign_ins(db: None) -> None:
    call_command("demo", "--load-only")
    assert set(User.objects.values_list("username", flat=True)) == {*SIGN_INS, CODER}
    assert User.objects.get(username="admin").check_password("admin-on-loopback")


def test_a_database_of_ones_own_gets_no_account_with_a_public_password(db: None, settings: Any) -> None:
    settings.EMBEDDED_DATABASE = False
    call_command("demo", "--load-only")
    (coder,) = User.objects.all()
    assert not coder.has_usable_password()


def test_a_production_server_refuses_to_be_a_demo(db: None, settings: Any) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="for a desk"):
        call_command("demo", "--load-only")
    assert not User.objects.exists()
