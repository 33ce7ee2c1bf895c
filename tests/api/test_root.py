from __future__ import annotations

import pytest
from django.test import Client

from negotiations.api import views
from tests.api.conftest import answer, problem


def test_tells_where_everything_is(db: None) -> None:
    for address in answer("").values():
        assert Client().get(address).status_code == 200


def test_takes_no_parameter(db: None) -> None:
    assert "on" in problem("", 400, on="2025-05-16")["parameters"]


def test_only_reads(db: None) -> None:
    for path in ("", "negotiations/", "statements/"):
        response = Client().post(f"/api/v1/{path}", {}, content_type="application/json")
        assert response.status_code == 405
        assert response.headers["Content-Type"] == "application/problem+json"
        assert "GET" in response.headers["Allow"]
        assert response.json()["status"] == 405
        assert response.json()["title"] == "Method not allowed"


@pytest.mark.parametrize("path", ["nowhere/", "nowhere", "statements/1/", "../v2/", "negotiations/a b/matrix/"])
def test_where_nothing_answers_it_says_so_as_everywhere(db: None, path: str) -> None:
    told = problem(path, 404)
    assert told["title"] == "Not found"
    assert "/api/v1/" in told["detail"]


def test_a_slash_forgotten_is_added(db: None) -> None:
    assert Client().get("/api/v1/statements").headers["Location"] == "/api/v1/statements/"


def test_a_fault_of_ours_is_logged_and_not_told(
    db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("the words of the fault")

    monkeypatch.setattr(views, "asked", fails)
    response = Client(raise_request_exception=False).get("/api/v1/")
    assert response.status_code == response.json()["status"] == 500
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["title"] == "Internal server error"
    assert "words of the fault" not in response.content.decode()
    assert "the words of the fault" in caplog.text
