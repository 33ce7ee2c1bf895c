from __future__ import annotations

from django.test import Client

from negotiations.models import Act
from tests.web.conftest import Count
from tests.web.html import Page


def test_explains_every_act_and_every_figure_without_asking_the_database(queries_of: Count) -> None:
    assert queries_of("/how/") == 0
    text = Page(Client().get("/how/")).words("//main")
    assert all(act in text for act in Act.values)
    for word in ("Position", "Gap", "Move", "Not stated", "Not coded", "Silent"):
        assert word in text


def test_takes_no_parameter(db: None) -> None:
    answer = Client().get("/how/?on=2025-05-16")
    assert answer.status_code == 400
    assert "on no such parameter; this address takes none" in Page(answer).words("//main")
