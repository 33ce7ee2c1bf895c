"""The one settings file, as a desk and as a public server read it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "PARLEY_ENV": "production",
    "SECRET_KEY": "k8F2mZq9vT4xR7wB1nC5jL3hG6dS0pYaEuIoKrMtXyQwErTyUiOp",
    "ALLOWED_HOSTS": "parley.example,www.parley.example",
    "DATABASE_URL": "postgresql://parley@db.example/parley",
}
OURS = ("PARLEY_ENV", "SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL")


def manage(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=ROOT, env=kept | settings, capture_output=True, text=True, check=False)


def test_a_public_server_passes_every_check_of_django() -> None:
    told = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert told.returncode == 0, told.stderr
    assert "no issues" in told.stdout


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_a_public_server_does_not_start_without_its_own(name: str) -> None:
    told = manage("check", **{key: value for key, value in PRODUCTION.items() if key != name})
    assert told.returncode
    assert told.stderr.startswith(f"{name}: required")
    assert "Traceback" not in told.stderr


def test_a_desk_passes_its_checks_and_shows_no_debug_page() -> None:
    told = manage("shell", "-c", "from django.conf import settings as s; print(s.DEBUG, s.ALLOWED_HOSTS)")
    assert "False" in told.stdout
    assert "*" not in told.stdout
    assert manage("check").returncode == 0


@pytest.mark.parametrize("command", ["check", "demo"])
def test_a_bad_url_of_a_database_is_named_and_nothing_else_told(command: str) -> None:
    told = manage(command, DATABASE_URL="sqlite:///x")
    assert told.returncode == 1
    assert told.stderr == "DATABASE_URL: expected postgresql://user:password@host:port/name\n"


def test_a_database_that_cannot_start_is_told_in_one_sentence() -> None:
    told = manage("migrate", "--check", PARLEY_DATA="/dev/null/parley")
    assert told.returncode == 1
    assert told.stderr.startswith("Parley keeps its database in /dev/null/parley")
    assert "Traceback" not in told.stderr


def test_a_server_that_is_not_there_is_told_without_a_traceback() -> None:
    told = manage("migrate", "--check", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert told.returncode == 1
    assert told.stderr.startswith("connection failed")
    assert "Traceback" not in told.stderr


def test_the_models_and_the_migrations_agree() -> None:
    told = manage("makemigrations", "--check", "--dry-run", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert "No changes detected" in told.stdout, told.stdout + told.stderr
