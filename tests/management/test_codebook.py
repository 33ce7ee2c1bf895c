from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from negotiations.codebook.reading import read_codebook
from negotiations.models import Negotiation
from tests.factories import RIVER_TALKS

pytestmark = pytest.mark.django_db
FILE = RIVER_TALKS / "codebook.yaml"


def test_what_is_loaded_can_be_exported_and_is_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("codebook", "load", FILE)
    assert capsys.readouterr().out == "river-talks: loaded.\n"
    call_command("codebook", "export", "river-talks")
    exported = tmp_path / "exported.yaml"
    exported.write_text(capsys.readouterr().out, encoding="utf-8")
    assert read_codebook(exported) == read_codebook(FILE)


def test_a_faulty_file_is_told_and_loads_nothing(tmp_path: Path) -> None:
    path = tmp_path / "codebook.yaml"
    path.write_text(FILE.read_text(encoding="utf-8").replace("value: 100", "value: 101", 1))
    with pytest.raises(CommandError, match=r"codebook\.yaml:\d+: issues\[0\]\.options\[0\]\.value"):
        call_command("codebook", "load", path)
    assert not Negotiation.objects.exists()


def test_exporting_what_is_not_there_is_told() -> None:
    with pytest.raises(CommandError, match="no negotiation 'lake-talks'"):
        call_command("codebook", "export", "lake-talks")
