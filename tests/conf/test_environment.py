"""The script that makes .venv, before anything of ours can run."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / ".ci" / "environment.py"
LOCK = "requirements.lock"


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, for a project that needs no package."""
    spec = importlib.util.spec_from_file_location("environment", SCRIPT)
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    for name, place in {"ROOT": "", "VENV": ".venv", "PYTHON": ".venv/bin/python"}.items():
        monkeypatch.setattr(script, name, tmp_path / place)
    (tmp_path / LOCK).write_text("")
    return script


def test_makes_what_is_missing_once_and_again_when_the_lock_changes(environment: ModuleType) -> None:
    assert not environment.is_installed(LOCK)
    environment.main(LOCK)
    assert environment.is_installed(LOCK)
    (environment.ROOT / LOCK).write_text("# another")
    assert not environment.is_installed(LOCK)


def test_an_environment_whose_python_is_gone_is_made_anew(environment: ModuleType) -> None:
    environment.PYTHON.parent.mkdir(parents=True)
    environment.PYTHON.symlink_to(environment.ROOT / "python-of-last-year")
    (environment.PYTHON.parent / "python3").symlink_to("python")
    environment.main(LOCK)
    assert environment.PYTHON.exists()
    assert environment.is_installed(LOCK)


def test_packages_that_somebody_took_away_are_missed(environment: ModuleType) -> None:
    packages = environment.VENV / "lib/python3.11/site-packages"
    packages.mkdir(parents=True)
    environment.PYTHON.parent.mkdir()
    environment.PYTHON.touch()
    for place in (environment.VENV, packages):
        (place / LOCK).write_text(environment.digest(LOCK))
    assert environment.is_installed(LOCK)
    shutil.rmtree(packages)
    assert not environment.is_installed(LOCK)
